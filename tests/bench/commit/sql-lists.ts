import type { RecordSet } from '../../../src/lib/engine/record-set';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { AppAccount } from '../../../src/lib/sample/app-account';
import { makeAccounts } from '../../../src/lib/sample/app-accounts';
import { makeDirectory } from '../../../src/lib/sample/directory';
import type { Person } from '../../../src/lib/sample/person';
import { Random } from '../../../src/lib/sample/random';
import { records } from '../../fixtures/records';

export interface GeneratedLists {
  readonly users: RecordSet;
  readonly accounts: RecordSet;
}

const USERS: readonly Attribute[] = [
  'externalId',
  'userName',
  'givenName',
  'familyName',
  'displayName',
  'email',
  'otherEmail',
  'employeeNumber',
  'department',
  'active'
];
const ACCOUNTS: readonly Attribute[] = [
  'externalId',
  'userName',
  'givenName',
  'familyName',
  'displayName',
  'email',
  'employeeNumber',
  'department',
  'active'
];

const PROFILE = {
  total: 9000,
  soiled: {
    oldMailDomain: 520,
    otherCase: 380,
    privateMail: 610,
    nickname: 400,
    strayBlanks: 260,
    otherScript: 210,
    swappedNames: 190,
    typingError: 160,
    otherDepartment: 240
  },
  doubles: 310,
  shared: 60,
  tests: 25,
  partners: 240,
  vanished: 180
};

/**
 * So many accounts, and the users of as many directories as they need, each made by itself: the same names, numbers and
 * addresses turn up in several of them, so that every situation is there by the thousand.
 */
export function generatedLists(accountCount: number): GeneratedLists {
  const users: string[][] = [];
  const accounts: string[][] = [];
  for (let seed = 1; accounts.length < accountCount; seed++) {
    const random = new Random(seed);
    const directory = makeDirectory(random);
    const own = ownValues(seed, random);
    for (const person of directory.people) users.push(userCells(person, own, random));
    for (const account of makeAccounts(directory, PROFILE, random)) accounts.push(accountCells(account, own, random));
  }
  return { users: records(USERS, users), accounts: records(ACCOUNTS, accounts.slice(0, accountCount)) };
}

/** A value of one directory only, but for so large a share. */
type Own = (value: string, shared: number) => string;

function ownValues(seed: number, random: Random): Own {
  return (value, shared) => (value === '' || random.chance(shared) ? value : `${seed}-${value}`);
}

function userCells(person: Person, own: Own, random: Random): string[] {
  return [
    own(person.externalId, 0.1),
    own(person.userName, 0.3),
    person.given,
    person.family,
    person.displayName,
    own(person.email, 0.3),
    person.otherEmail,
    own(person.employeeNumber, 0.1),
    random.chance(0.9) ? person.department : '',
    String(person.isActive)
  ];
}

function accountCells(account: AppAccount, own: Own, random: Random): string[] {
  return [
    account.owner && random.chance(0.2) ? own(account.owner.externalId, 0.1) : '',
    own(account.userName, 0.5),
    account.given,
    account.family,
    account.displayName,
    own(account.email, 0.4),
    random.chance(0.3) ? own(account.employeeNumber, 0.1) : '',
    random.chance(0.8) ? account.department : '',
    String(account.isActive)
  ];
}
