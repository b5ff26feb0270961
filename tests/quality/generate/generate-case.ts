import type { Attribute } from '../../../src/lib/model/attribute';
import { Random } from '../../../src/lib/sample/random';
import { times } from '../../../src/lib/sample/times';
import { accountCells, type Cells } from './account-cells';
import { APP_PROFILES, type AppProfile, LEAST_ORPHANS, MOST_ORPHANS } from './app-profiles';
import { Chance } from './chance';
import type { Employee } from './employee';
import type { GeneratedApp, GeneratedCase } from './generated-case';
import { ownerlessCells } from './ownerless-cells';
import { spelled } from './shown-names';
import { type Staff, StaffDraw } from './staff';

export interface CaseOptions {
  readonly users: number;
  readonly seed: number;
  /** From 0, where apps have people as the directory has them, to 1. */
  readonly corruption: number;
}

const USER_ATTRIBUTES: readonly Attribute[] = [
  'userName',
  'email',
  'otherEmail',
  'givenName',
  'familyName',
  'displayName',
  'employeeNumber',
  'department',
  'title',
  'phone',
  'custom:Office',
  'custom:Start date'
];

/** Share of people with a second account in the same app. */
const SECOND_ACCOUNTS = 0.02;

/** The same options give the same case on every machine. */
export function generateCase({ users, seed, corruption }: CaseOptions): GeneratedCase {
  const random = new Random(seed);
  const staff = new StaffDraw(random).draw(users);
  const chance = new Chance(random, corruption);
  const rows = staff.people.map((person) => cellsInOrder(userCells(person, chance), USER_ATTRIBUTES));
  return {
    users: { attributes: USER_ATTRIBUTES, rows },
    apps: APP_PROFILES.map((profile) => generateApp(staff, profile, chance))
  };
}

/** What the directory has: nearly everything, some names in the person's own script. */
function userCells(person: Employee, chance: Chance): Cells {
  const { random } = chance;
  const { name } = person;
  const spelling = random.chance(0.4) ? 'native' : 'latin';
  const shownGiven = random.chance(0.4) ? name.given.slice(0, 1) : name.given;
  const given = chance.dirt(0.08) ? person.calledBy : shownGiven.map((one) => spelled(one, spelling)).join(' ');
  const family = name.family.map((one) => spelled(one, spelling)).join(random.chance(0.6) ? '-' : ' ');
  const isFamilyFirst = name.isFamilyFirst && spelling === 'native';
  const [one = ''] = name.given.map((entry) => spelled(entry, spelling));
  return {
    userName: person.userName,
    email: person.email,
    otherEmail: chance.kept(person.formerEmail, 1),
    givenName: given,
    familyName: family,
    displayName: isFamilyFirst ? `${family} ${one}` : `${given} ${family}`,
    employeeNumber: chance.kept(person.employeeNumber, 0.1),
    department: chance.kept(person.department, 0.1),
    title: chance.kept(person.title, 0.2),
    phone: chance.kept(person.phone, 0.4),
    'custom:Office': chance.kept(person.office, 0.1),
    'custom:Start date': chance.kept(person.startDate, 0.1)
  };
}

function generateApp(staff: Staff, profile: AppProfile, chance: Chance): GeneratedApp {
  const { random } = chance;
  const count = Math.round(staff.people.length * profile.ownedShare);
  const rows = random.shuffled(staff.people.map((_, row) => row)).slice(0, count);
  const doubled = rows.slice(0, Math.round(count * SECOND_ACCOUNTS));
  const orphanShare = LEAST_ORPHANS + random.next() * (MOST_ORPHANS - LEAST_ORPHANS);
  const orphans = times(Math.round((count * orphanShare) / (1 - orphanShare)), () => -1);
  const owners = Int32Array.from(random.shuffled([...rows, ...doubled, ...orphans]));
  const taken = new Set<string>();
  const cells = Array.from(owners, (row) => {
    const owner = staff.people[row];
    const made = owner
      ? accountCells(owner, random.pick(staff.people), profile, chance)
      : ownerlessCells(staff, profile, chance);
    return cellsInOrder({ ...made, userName: freeName(made.userName ?? '', taken) }, profile.columns);
  });
  return { name: profile.name, accounts: { attributes: profile.columns, rows: cells }, owners };
}

/** An app has a username once: who comes later gets a number. */
function freeName(wanted: string, taken: Set<string>): string {
  let text = wanted;
  for (let number = 1; taken.has(text) && wanted !== ''; number++) text = wanted + number;
  taken.add(text);
  return text;
}

function cellsInOrder(cells: Cells, attributes: readonly Attribute[]): readonly string[] {
  return attributes.map((attribute) => cells[attribute] ?? '');
}
