import type { AppAccount } from './app-account';
import { mailboxPart } from './latin-spelling';
import { MAIL_DOMAIN, type Person } from './person';
import type { Random } from './random';

/** Accounts that belong to no user of the directory. */
const SHARED =
  'support info sales-lz sales-uk press invoices jobs returns frontdesk dispatch training demo noreply partner-desk hotline'.split(
    ' '
  );
const TESTS = [
  'Test Test',
  'zz_do not use',
  'QA Robot',
  'Demo Customer',
  'Max Mustermann',
  'Integration User',
  '—',
  'migration-check'
];
const PARTNERS = [
  'northwind-parts.example',
  'kestrel-freight.example',
  'bluebird-consulting.example',
  'orchard-temps.example'
];

export function sharedMailbox(random: Random, number: number): AppAccount {
  const base = random.pick(SHARED);
  const name = `${base}${number > 1 ? number : ''}`;
  return nobodys({ displayName: name, family: name, email: `${name}@${MAIL_DOMAIN}` });
}

export function testAccount(random: Random, number: number): AppAccount {
  const name = random.pick(TESTS);
  return nobodys({
    displayName: `${name} ${number}`,
    family: name,
    email: random.chance(0.5) ? `test+${number}@${MAIL_DOMAIN}` : ''
  });
}

/** Somebody of a partner firm; now and then with the name of one of our own. */
export function partnerAccount(random: Random, like: Person): AppAccount {
  const email = `${mailboxPart(like.latinGiven)}.${mailboxPart(like.latinFamily)}${random.digits(1)}@${random.pick(PARTNERS)}`;
  return nobodys({ displayName: like.displayName, given: like.given, family: like.family, email });
}

/** A former employee whom the app still lists. */
export function vanishedAccount(gone: Person, random: Random): AppAccount {
  const { given, family, displayName, email, userName, department } = gone;
  return nobodys({ given, family, displayName, email, userName, department, isActive: random.chance(0.3) });
}

function nobodys(known: Partial<AppAccount>): AppAccount {
  return {
    given: '',
    family: '',
    displayName: '',
    email: '',
    userName: '',
    employeeNumber: '',
    department: '',
    isActive: true,
    ...known,
    owner: undefined
  };
}
