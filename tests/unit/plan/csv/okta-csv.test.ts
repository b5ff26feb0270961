import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../../../src/lib/model/attribute';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { writeOktaCsv } from '../../../../src/lib/plan/csv/okta-csv';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, operation, sourceOf, user, written } from '../plan-operations';
import { readCsv, readRows } from './read-csv';

const HEADER_OF: Readonly<Record<string, string>> = {
  userName: 'login',
  givenName: 'firstName',
  familyName: 'lastName',
  email: 'email',
  displayName: 'displayName',
  otherEmail: 'secondEmail',
  employeeNumber: 'employeeNumber',
  department: 'department',
  title: 'title',
  manager: 'manager',
  phone: 'primaryPhone',
  userType: 'userType',
  'custom:city': 'city'
};
const REQUIRED = ['userName', 'givenName', 'familyName', 'email'] as const;
const isFilled = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
/** Of several addresses the first. */
const spelled = (attribute: string, value: string) =>
  attribute === 'otherEmail' ? (value.split(/[;,|\s]+/u).find((part) => part.includes('@')) ?? value) : value;

type Row = Readonly<Record<string, string>>;

/** What operations about one user send and has a column, by attribute; the later one counts. */
function slowSent(operations: readonly PlanOperation[]): Row {
  const [{ kind, user: about }] = operations;
  // What is there is filled.
  if (kind === 'create-user') return { ...about?.values } as Row;
  return Object.fromEntries(
    operations.flatMap(({ changes }) => changes.filter(isSayable).map(({ attribute, after }) => [attribute, after]))
  );
}

function isSayable({ attribute, after }: PlanOperation['changes'][number]): boolean {
  return attribute !== 'userName' && isFilled(after) && HEADER_OF[attribute] !== undefined;
}

/** What the row of a user has to say, by header; nothing where it can say nothing. */
function slowRows(operations: readonly PlanOperation[]): readonly Row[] {
  const sent = slowSent(operations);
  const values: Partial<Record<string, string>> = { ...operations[0].user?.values, ...sent };
  if (Object.keys(sent).length === 0 || !REQUIRED.every((attribute) => isFilled(values[attribute]))) return [];
  const shown = Object.entries(HEADER_OF).filter(
    ([attribute]) => isFilled(values[attribute]) && (attribute in sent || REQUIRED.some((name) => name === attribute))
  );
  return [
    Object.fromEntries(shown.map(([attribute, header]) => [header, spelled(attribute, values[attribute] ?? '')]))
  ];
}

const inAnyOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

test('no column is filled in some rows only, and every value is in one file or another', () => {
  fc.assert(
    fc.property(anyPlan(20), (plan) => {
      const { files, tally } = written(writeOktaCsv, sourceOf(plan));
      const rows = [...files.values()].flatMap((bytes) => readRows(bytes));
      for (const row of rows) expect(Object.values(row).filter((cell) => cell.trim() === '')).toEqual([]);
      const said = plan
        .filter(({ kind }) => kind === 'create-user' || kind === 'update-user')
        .flatMap((one) => slowRows([one]));
      expect(inAnyOrder(rows)).toEqual(inAnyOrder(said));
      expect(tally.written).toBe(said.length);
      expect(Object.values(tally.unsaid).reduce((sum, count) => sum + count, said.length)).toBe(plan.length);
    })
  );
});

test('a user whom two apps change has one row; what cannot be said is told by its reason', () => {
  const about = user(1, { values: { userName: 'a@b.example', givenName: 'A', familyName: 'B', email: 'a@b.example' } });
  const change = (attribute: Attribute, after: string) => ({ attribute, before: 'x', after });
  const plan = [
    operation('update-user', { user: about, changes: [change('title', 'Lead'), change('department', 'Sales')] }),
    operation('update-user', { user: user(2, { values: about.values }), changes: [change('userName', 'other')] }),
    operation('update-user', {
      user: about,
      changes: [change('title', 'Head'), change('phone', ''), change('custom:Shoe', '4')]
    })
  ];
  const { files, tally } = written(writeOktaCsv, sourceOf(plan));
  expect([...files].map(([path, bytes]) => [path, ...readRows(bytes)])).toEqual([
    ['okta/changes.csv', ...slowRows([plan[0], plan[2]])]
  ]);
  expect(readRows(files.get('okta/changes.csv'))[0]).toMatchObject({ title: 'Head', department: 'Sales' });
  expect(tally).toEqual({
    written: 2,
    unsaid: { 'update-user': 1 },
    notes: [
      'The files tell users by it, and so cannot change it: Username.',
      'The files cannot empty a value, which stays as it is: Phone.',
      'The files have no column for: Shoe.'
    ]
  });
});

test('every text comes back to the byte from every column', () => {
  const texts = NAUGHTY.filter(isFilled);
  // The keys of the table are attributes.
  const attributes = (Object.keys(HEADER_OF) as Attribute[]).filter((attribute) => attribute !== 'otherEmail');
  const plan = texts.map((text, row) =>
    operation('create-user', {
      user: user(row, { values: Object.fromEntries(attributes.map((attribute) => [attribute, text])) })
    })
  );
  const { files } = written(writeOktaCsv, sourceOf(plan));
  expect([...files.keys()]).toEqual(['okta/users.csv']);
  for (const [i, cells] of readCsv(files.get('okta/users.csv')).slice(1).entries()) {
    expect(cells).toEqual(attributes.map(() => texts[i]));
  }
});

test('large sets of columns are written by themselves, small ones together', () => {
  const values = { userName: 'a@b.example', givenName: 'A', familyName: 'B', email: 'a@b.example' };
  const plan = Array.from({ length: 70_000 }, (_, row) =>
    operation('create-user', { user: user(row, { values: row % 1000 === 0 ? { ...values, title: 'T' } : values }) })
  );
  plan.push(operation('create-user', { user: user(70_000, { values: { ...values, phone: '1' } }) }));
  const { files, tally } = written(writeOktaCsv, sourceOf(plan));
  const found = [...files].map(([path, bytes]) => [path, bytes.toString().split('\r\n').length - 2]);
  expect(found).toEqual([
    ['okta/users.csv', 69_930],
    ['okta/users-2.csv', 70],
    ['okta/users-3.csv', 1]
  ]);
  expect(tally.notes?.[0]).toContain('3 files');
});
