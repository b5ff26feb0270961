import { accountOf, type AppAccount } from './app-account';
import type { Directory } from './directory';
import { SOILS, type SoilName } from './dirt';
import { partnerAccount, sharedMailbox, testAccount, vanishedAccount } from './outsiders';
import type { Person } from './person';
import type { Random } from './random';
import { times } from './times';

/** How many accounts an app has of each kind. What is left of `total` is clean. */
export interface AppProfile {
  readonly total: number;
  readonly soiled: Readonly<Partial<Record<SoilName, number>>>;
  /** Second accounts of people who have one already. */
  readonly doubles: number;
  readonly shared: number;
  readonly tests: number;
  readonly partners: number;
  readonly vanished: number;
}

/** Accounts in the order of the app's list. Everybody whose record is easily mistaken for another's is among them. */
export function makeAccounts(directory: Directory, profile: AppProfile, random: Random): readonly AppAccount[] {
  const owned = ownedAccounts(directory, profile, random);
  const doubles = random
    .shuffled(owned)
    .slice(0, profile.doubles)
    .map((account) => doubled(account, random));
  const outsiders = [
    ...times(profile.shared, (index) => sharedMailbox(random, index + 1)),
    ...times(profile.tests, (index) => testAccount(random, index + 1)),
    ...times(profile.partners, () =>
      partnerAccount(random, random.pick(random.chance(0.9) ? directory.forgotten : directory.people))
    ),
    ...random
      .shuffled(directory.forgotten)
      .slice(0, profile.vanished)
      .map((gone) => vanishedAccount(gone, random))
  ];
  return random.shuffled([...owned, ...doubles, ...outsiders]);
}

function ownedAccounts(directory: Directory, profile: AppProfile, random: Random): readonly AppAccount[] {
  const { total, doubles, shared, tests, partners, vanished } = profile;
  const count = total - doubles - shared - tests - partners - vanished;
  const special = new Set<Person>([...directory.heirs, ...directory.namesakes]);
  const married = directory.people.filter((person) => person.formerFamily && !special.has(person));
  const rest = directory.people.filter(
    (person) => !special.has(person) && !person.formerFamily && person.userType !== 'Service'
  );
  const owners = [...married, ...special, ...random.shuffled(rest)].slice(0, count);
  // The married come first, as their soil does.
  const soils = Object.entries({ formerName: married.length, ...profile.soiled }).flatMap(([name, count]) =>
    times(count, () => name as SoilName)
  );
  const [marriedOwners, others] = [owners.slice(0, married.length), random.shuffled(owners.slice(married.length))];
  return [...marriedOwners, ...others].map((owner, index) => {
    const soil = SOILS[soils[index] ?? 'clean'];
    return soil(accountOf(owner), owner, random);
  });
}

/** Made when somebody forgot that an account was there, or by a person of the same name: with or without the address. */
function doubled(account: AppAccount, random: Random): AppAccount {
  const digit = random.digits(1);
  const userName = account.userName && `${account.userName}.${digit}`;
  const email = random.chance(0.4) ? account.email : account.email.replace('@', `+${digit}@`);
  return { ...account, userName, email, employeeNumber: '', isActive: random.chance(0.6) };
}
