import type { Attribute } from '../../../src/lib/model/attribute';
import { DEPARTMENTS, OFFICES } from '../../../src/lib/sample/workplaces';
import type { AppProfile } from './app-profiles';
import type { Chance } from './chance';
import { misdated, mistyped, rewrittenPhone } from './damage';
import { type Employee, FORMER_FIRM_DOMAIN, partsOf, PRIVATE_DOMAINS } from './employee';
import { shownNames } from './shown-names';
import { USERNAME_PATTERNS } from './username-patterns';

/** As people call themselves where nobody asks for their name. */
const OWN_WORDS = 'sunny blue.whale runner chessfan bookworm northwind gardener skipper drummer pixel'.split(' ');

export type Cells = Partial<Record<Attribute, string>>;

/** What the app has of one person. `other` is somebody else, for what gets mixed up. */
export function accountCells(employee: Employee, other: Employee, profile: AppProfile, chance: Chance): Cells {
  const { given, family, displayName } = shownNames(employee, profile, chance);
  return {
    userName: userNameOf(employee, profile, chance),
    email: mailOf(employee, chance),
    givenName: given,
    familyName: family,
    displayName,
    employeeNumber: numberOf(employee, other, chance),
    department: chance.kept(chance.dirt(0.2) ? otherDepartment(chance) : employee.department, 0.3),
    title: chance.kept(chance.dirt(0.3) ? otherTitle(chance) : employee.title, 0.4),
    phone: phoneOf(employee, other, chance),
    'custom:Office': chance.kept(chance.dirt(0.15) ? chance.random.weighted(OFFICES).name : employee.office, 0.3),
    'custom:Start date': dateOf(employee, chance)
  };
}

function userNameOf(employee: Employee, profile: AppProfile, chance: Chance): string {
  const { random } = chance;
  // Of the person's own choice, or the system's: nothing of the name.
  if (chance.dirt(0.02)) return random.chance(0.5) ? random.hex(8) : `${random.pick(OWN_WORDS)}${random.digits(2)}`;
  if (profile.usernamePattern === 1 && !chance.dirt(0.6)) return employee.userName;
  const own = chance.dirt(0.45) ? random.below(USERNAME_PATTERNS.length) : profile.usernamePattern;
  const made = madeName(employee, own, chance);
  const typed = chance.dirt(0.04) ? mistyped(made, random) : made;
  const numbered = chance.dirt(0.2) ? typed + random.digits(1 + random.below(3)) : typed;
  return numbered.length < 3 ? numbered.padEnd(3, 'x') : numbered;
}

/** By one of the patterns, at times of the name from before a marriage. */
function madeName(employee: Employee, pattern: number, chance: Chance): string {
  const { name } = employee;
  const family = name.former && chance.dirt(0.7) ? [name.former] : name.family;
  return USERNAME_PATTERNS[pattern]?.(partsOf(employee, family)) ?? '';
}

function mailOf(employee: Employee, chance: Chance): string {
  const { random } = chance;
  if (chance.dirt(0.25)) return '';
  if (chance.dirt(0.2)) return privateMail(employee, chance);
  if (chance.dirt(0.22)) {
    const pattern = random.chance(0.5) ? 0 : random.below(USERNAME_PATTERNS.length);
    return `${madeName(employee, pattern, chance)}@${FORMER_FIRM_DOMAIN}`;
  }
  const { email, formerEmail } = employee;
  if (formerEmail !== '' && chance.dirt(0.7)) return formerEmail;
  const written = chance.dirt(0.05) ? mistyped(email, random) : email;
  return random.chance(0.1) ? written.toUpperCase() : written;
}

/** Of the person's own choice: mostly the name in some way, with digits; now and then the name is the domain. */
function privateMail(employee: Employee, chance: Chance): string {
  const { random } = chance;
  const parts = partsOf(employee, employee.name.family);
  if (random.chance(0.08)) return `${random.pick(['mail', 'me', parts.first])}@${parts.wholeLast}.example`;
  if (random.chance(0.1)) return `${random.pick(OWN_WORDS)}${random.digits(3)}@${random.pick(PRIVATE_DOMAINS)}`;
  const made = USERNAME_PATTERNS[random.below(24)]?.(parts) ?? '';
  return `${made}${random.chance(0.5) ? random.digits(2) : ''}@${random.pick(PRIVATE_DOMAINS)}`;
}

function numberOf({ employeeNumber }: Employee, other: Employee, chance: Chance): string {
  if (chance.random.chance(0.55) || chance.dirt(0.3)) return '';
  if (chance.dirt(0.04)) return other.employeeNumber;
  return chance.dirt(0.2) ? employeeNumber.replace(/^0+/, '') : employeeNumber;
}

/** Of the whole office at times. */
function phoneOf({ phone }: Employee, other: Employee, chance: Chance): string {
  if (chance.random.chance(0.3) || chance.dirt(0.4)) return '';
  if (chance.dirt(0.06)) return other.phone;
  if (chance.dirt(0.08)) return `${phone.split(' ').slice(0, 2).join(' ')} 000 0000`;
  return rewrittenPhone(phone, chance.random);
}

function dateOf({ startDate }: Employee, chance: Chance): string {
  if (chance.dirt(0.3)) return '';
  return chance.dirt(0.15) ? misdated(startDate, chance.random) : startDate;
}

function otherDepartment(chance: Chance): string {
  return chance.random.weighted(DEPARTMENTS).name;
}

function otherTitle(chance: Chance): string {
  return chance.random.pick(chance.random.weighted(DEPARTMENTS).titles);
}
