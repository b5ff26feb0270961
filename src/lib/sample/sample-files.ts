import type { AppAccount } from './app-account';
import { makeAccounts, type AppProfile } from './app-accounts';
import { csvText } from './csv-text';
import { makeDirectory } from './directory';
import type { Person } from './person';
import { Random } from './random';

/**
 * The sample workspace as files, so that it comes in through the same import as everything else: the users of a
 * fictive group and the accounts of two apps, with the dirt that real lists have. The same seed gives the same texts.
 * About 0.1 s and 2.5 MB of text; all addresses end in the reserved `.example`.
 */
export interface SampleFiles {
  readonly domainName: string;
  readonly users: { readonly name: string; readonly text: string };
  readonly apps: readonly SampleApp[];
}

export interface SampleApp {
  readonly catalogId: string;
  readonly name: string;
  readonly fileName: string;
  readonly text: string;
}

const SUPPORT_DESK: AppProfile = {
  total: 6200,
  soiled: {
    oldMailDomain: 520,
    otherCase: 380,
    privateMail: 210,
    nickname: 200,
    strayBlanks: 160,
    otherScript: 110,
    swappedNames: 90,
    typingError: 60,
    otherDepartment: 40
  },
  doubles: 110,
  shared: 60,
  tests: 25,
  partners: 240,
  vanished: 180
};

const SALES_BOOK: AppProfile = {
  total: 3400,
  soiled: {
    oldMailDomain: 420,
    otherCase: 160,
    nickname: 120,
    swappedNames: 60,
    strayBlanks: 60,
    otherScript: 60,
    otherDepartment: 60,
    privateMail: 40
  },
  doubles: 70,
  shared: 20,
  tests: 20,
  partners: 90,
  vanished: 120
};

const DAY_MS = 86_400_000;
const LAST_DAY = Date.UTC(2026, 10, 20);

export function sampleFiles(seed: number): SampleFiles {
  const random = new Random(seed);
  const directory = makeDirectory(random);
  const support = makeAccounts(directory, SUPPORT_DESK, random);
  const sales = makeAccounts(directory, SALES_BOOK, random);
  return {
    domainName: 'Alder domain',
    users: { name: 'alder-users.csv', text: usersCsv(directory.people) },
    apps: [
      { catalogId: 'zendesk', name: 'Zendesk', fileName: 'zendesk-users.csv', text: supportCsv(support, random) },
      { catalogId: 'salesforce', name: 'Salesforce', fileName: 'salesforce-users.csv', text: salesCsv(sales, random) }
    ]
  };
}

function usersCsv(people: readonly Person[]): string {
  const header =
    'User Name,External Id,First Name,Last Name,Display Name,Work Email,Other Email,Employee Number,Department,Title,Office,Work Phone,User Type,Active';
  const rows = people.map((person) => [
    person.userName,
    person.externalId,
    person.given,
    person.family,
    person.displayName,
    person.email,
    person.otherEmail,
    person.employeeNumber,
    person.department,
    person.title,
    person.office,
    person.phone,
    person.userType,
    person.isActive ? 'true' : 'false'
  ]);
  return csvText(header.split(','), rows);
}

/** As a support desk lists its agents and end users: no user names, numbers as ids. */
function supportCsv(accounts: readonly AppAccount[], random: Random): string {
  const header = 'id,name,first_name,last_name,email,role,active,last_login_at';
  let id = 361_004_000_000;
  const rows = accounts.map((account) => [
    String((id += 1 + random.below(900))),
    account.displayName,
    account.given,
    account.family,
    account.email,
    account.department === 'Customer support' ? 'agent' : 'end-user',
    account.isActive ? 'true' : 'false',
    lastLogin(random)
  ]);
  return csvText(header.split(','), rows);
}

/** As a sales system lists its seats: single sign-on names for most, employee numbers for some. */
function salesCsv(accounts: readonly AppAccount[], random: Random): string {
  const header = 'Id,Username,FirstName,LastName,Email,EmployeeNumber,Department,Profile,IsActive,LastLoginDate';
  const rows = accounts.map((account) => [
    `0054x0000${random.digits(6)}${random.hex(3).toUpperCase()}`,
    random.chance(0.55) ? account.userName : `${random.hex(2)}${random.digits(4)}@crm.alder.example`,
    account.given,
    account.family,
    account.email,
    random.chance(0.25) ? account.employeeNumber : '',
    account.department,
    account.department === 'Sales' ? 'Sales user' : 'Read only',
    account.isActive ? 'TRUE' : 'FALSE',
    lastLogin(random)
  ]);
  return csvText(header.split(','), rows);
}

function lastLogin(random: Random): string {
  if (random.chance(0.06)) return '';
  return new Date(LAST_DAY - Math.floor(random.next() ** 3 * 700 * DAY_MS)).toISOString().slice(0, 19) + 'Z';
}
