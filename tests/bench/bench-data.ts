import { createWriteStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { Random } from '../../src/lib/sample/random';

/**
 * Two files of any size with a known answer: the users of a domain (about 120 bytes a row) and as many accounts.
 *
 *   88 % of the accounts carry the unique e-mail of one user (every 20th in capitals)    Exact match
 *    2 %                  the e-mail that two users share                                Multiple matches
 *   10 %                  an e-mail, a user name and a name that nobody has              No match
 *
 * No other attribute agrees by chance: names carry the row's number as syllables, account names a prefix of their own.
 */
export interface BenchData {
  readonly users: string;
  readonly accounts: string;
  readonly bytes: number;
  readonly truth: BenchTruth;
  /** Texts to search for, 1 to 12 characters, taken from the accounts; every tenth occurs nowhere. */
  readonly queries: readonly string[];
}

export interface BenchTruth {
  readonly users: number;
  readonly accounts: number;
  readonly exact: number;
  readonly multiple: number;
  readonly noMatch: number;
  /** Accounts of exact matches whose address stands in capitals: told apart where case counts, then alike by name. */
  readonly capitals: number;
}

const FORMAT = 3;
const QUERY_COUNT = 200;
const CHUNK_ROWS = 20_000;
const GIVEN =
  'Anna Bruno Clara David Elena Farid Grete Hugo Ines Jonas Katrin Lukas Maria Nils Olga Pavel Rosa Stefan Tilda Umar Vera Wim Yara Zoltan'.split(
    ' '
  );
const SYLLABLES = 'ba be bi bo da de di do fa fe ga go ha he ka ke ki ko la le li lo ma me mi mo na ne'.split(' ');
const DEPARTMENTS = [
  'Field service',
  'Sales',
  'Customer support',
  'Engineering',
  'Logistics',
  'Manufacturing',
  'Finance',
  'Legal'
];
const TITLES = ['Engineer', 'Account manager', 'Support agent', 'Planner', 'Controller', 'Technician', 'Team lead'];

export async function benchData(rows: number, folder: string): Promise<BenchData> {
  mkdirSync(folder, { recursive: true });
  const truth = truthOf(rows);
  const [users, accounts, made] = ['users.csv', 'accounts.csv', 'made.txt'].map((name) =>
    path.join(folder, `${rows}-${name}`)
  ) as [string, string, string];
  const stamp = `format ${FORMAT}\n`;
  if (!existsSync(made) || readFileSync(made, 'utf8') !== stamp) {
    await writeRows(
      users,
      'employee id,username,first name,last name,email,department,title,active',
      rows,
      userRow(truth)
    );
    await writeRows(accounts, 'account id,login,first name,last name,email,last login,status', rows, accountRow(truth));
    writeFileSync(made, stamp);
  }
  return { users, accounts, bytes: statSync(users).size + statSync(accounts).size, truth, queries: queries(rows) };
}

function truthOf(rows: number): BenchTruth {
  const multiple = Math.floor(rows * 0.02);
  const noMatch = Math.floor(rows * 0.1);
  const exact = rows - multiple - noMatch;
  let capitals = 0;
  for (let row = 0; row < rows; row += 20) if (scattered(row, rows) < exact) capitals++;
  return { users: rows, accounts: rows, exact, multiple, noMatch, capitals };
}

/** Letters that no other number gives: base 28, at least four syllables. */
function syllables(number: number): string {
  let text = '';
  for (let rest = number, count = 0; rest > 0 || count < 4; rest = Math.floor(rest / 28), count++)
    text += SYLLABLES[rest % 28];
  return text;
}

function givenName(number: number): string {
  return GIVEN[(number * 7) % GIVEN.length] ?? 'Anna';
}

function familyName(number: number): string {
  const text = syllables(number);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function mail(number: number): string {
  return `${givenName(number).toLowerCase()}.${syllables(number)}@people.alder-group.example`;
}

/** The last 2 % of the users have the address of the 2 % before them. */
function userRow({ users, multiple }: BenchTruth): (row: number) => string {
  return (row) => {
    const mailOwner = row >= users - multiple ? row - multiple : row;
    const employeeId = String(10_000_000 + row);
    const department = DEPARTMENTS[row % DEPARTMENTS.length];
    const title = TITLES[row % TITLES.length];
    return `${employeeId},u.${syllables(row)},${givenName(row)},${familyName(row)},${mail(mailOwner)},${department},${title},${row % 17 ? 'true' : 'false'}`;
  };
}

/** Accounts stand in another order than their users, as in real lists. */
function accountRow({ accounts, exact, multiple, users }: BenchTruth): (row: number) => string {
  return (row) => {
    const place = scattered(row, accounts);
    const start = `A${String(50_000_000 + row)},acc-${syllables(row)}`;
    const end = `2026-11-${String((row % 20) + 1).padStart(2, '0')}T08:30:00Z,${row % 13 ? 'active' : 'suspended'}`;
    if (place < exact) {
      const address = row % 20 === 0 ? mail(place).toUpperCase() : mail(place);
      return `${start},${givenName(place)},${familyName(place)},${address},${end}`;
    }
    if (place < exact + multiple) {
      const owner = users - 2 * multiple + (place - exact);
      return `${start},Shared,X${syllables(row)},${mail(owner)},${end}`;
    }
    return `${start},Nobody,Q${syllables(row)},q.${syllables(row)}@elsewhere.example,${end}`;
  };
}

/** A permutation of [0, count): a step that shares no factor with the count. */
function scattered(row: number, count: number): number {
  let step = Math.floor(count * 0.618) | 1;
  while (gcd(step, count) !== 1) step += 2;
  return Number((BigInt(row) * BigInt(step)) % BigInt(count));
}

function gcd(one: number, other: number): number {
  return other === 0 ? one : gcd(other, one % other);
}

async function writeRows(file: string, header: string, count: number, makeRow: (row: number) => string): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`${header}\n`);
  for (let start = 0; start < count; start += CHUNK_ROWS) {
    const lines: string[] = [];
    for (let row = start; row < Math.min(count, start + CHUNK_ROWS); row++) lines.push(makeRow(row));
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

function queries(rows: number): readonly string[] {
  const random = new Random(rows);
  return Array.from({ length: QUERY_COUNT }, (_, index) => {
    const length = 1 + (index % 12);
    if (index % 10 === 9) return 'zqxwvjykzqxw'.slice(0, Math.max(3, length));
    const text = mail(random.below(Math.floor(rows * 0.8))).replace('@people.alder-group.example', '@people');
    const start = random.below(Math.max(1, text.length - length + 1));
    return text.slice(start, start + length);
  });
}
