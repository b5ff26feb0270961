import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDecisionColumns } from '../../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../../src/lib/engine/match-columns';
import { EMPTY_RECORDS } from '../../../../src/lib/engine/record-set';
import { csvRow } from '../../../../src/lib/plan/csv-row';
import { crosswalkRows, type CrosswalkSource } from '../../../../src/lib/plan/crosswalk';
import { crosswalkFile } from '../../../../src/lib/plan/csv/crosswalk-file';
import { disarmed } from '../../../../src/lib/plan/csv/for-spreadsheets';
import { writePlanForPeople } from '../../../../src/lib/plan/csv/plan-people';
import { records } from '../../../fixtures/records';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, anyText, crm, operation, sourceOf, user, written } from '../plan-operations';
import { readCsv } from './read-csv';

/** As a spreadsheet set to any delimiter would part the text, quotes respected or dropped. */
const RUNS = /(?:^|[,;\t\r\n]) *[=+\-@＝＋－＠]/;

test.each([
  '=1+1',
  '+49',
  '-5',
  '@SUM(A1)',
  '\t=1',
  '\rx',
  '\0=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '  =1',
  '\n=1',
  'a;=1',
  'a, =1',
  'a\n+1'
])('%j is disarmed', (cell) => {
  expect(RUNS.test(disarmed(cell))).toBe(false);
  expect(disarmed(cell)).not.toBe(cell);
  expect(disarmed(cell).replaceAll("'", '')).toBe(cell);
});

test.each(['', 'Asha Rao', "O'Brien", 'a-b', '1=1', '00123', 'x @ y', 'a, 1=1', '−5'])('%j stays as it is', (cell) => {
  expect(disarmed(cell)).toBe(cell);
});

test('whatever the text is, nothing of it runs, and only apostrophes are added', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'=+-@＝ \t\r\n\0;,\'"a') })), (cell) => {
      expect(RUNS.test(disarmed(cell))).toBe(false);
      expect(disarmed(cell).replaceAll("'", '')).toBe(cell.replaceAll("'", ''));
    }),
    { numRuns: 2000 }
  );
});

const read = (bytes: Buffer | undefined): string[][] => parse(bytes ?? '', { bom: true, record_delimiter: '\r\n' });

test('the plan for people has one row per operation, in words, behind a byte order mark', () => {
  const change = (attribute: 'title' | 'department', before: string, after: string) => ({ attribute, before, after });
  const plan = [
    operation('update-user', {
      user: user(0, { values: { userName: 'asha', email: 'a@b.example' } }),
      account: { ...crm, userName: 'a.rao', email: 'a@crm.example' },
      changes: [change('title', '', '=Lead'), change('department', 'A\nB', 'C')]
    }),
    operation('add-member', {
      user: user(1, { values: { displayName: 'Zoë' } }),
      group: { name: '@all', isNew: false }
    })
  ];
  const { files, tally } = written(writePlanForPeople, sourceOf(plan));
  const bytes = files.get('plan-for-spreadsheets.csv');
  expect([...(bytes ?? []).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(read(bytes)).toEqual([
    ['Operation', 'App', 'Account', 'Account e-mail', 'User', 'User e-mail', 'Attribute', 'From', 'To', 'Group', 'ID'],
    [
      'Update attributes',
      'CRM',
      'a.rao',
      'a@crm.example',
      'asha',
      'a@b.example',
      'Title\nDepartment',
      '(empty)\nA B',
      "'=Lead\nC",
      '',
      plan[0].id
    ],
    ['Add to group', '', '', '', 'Zoë', '', '', '', '', "'@all", plan[1].id]
  ]);
  expect(tally).toEqual({ written: 2, unsaid: {} });
});

test('any plan comes back, each value disarmed', () => {
  fc.assert(
    fc.property(anyPlan(10), (plan) => {
      const rows = read(written(writePlanForPeople, sourceOf(plan)).files.get('plan-for-spreadsheets.csv')).slice(1);
      const expected = [...sourceOf(plan).operations(['create-user', 'update-user', 'add-member'])];
      const ids = new Set(expected.map(({ id }) => disarmed(id)));
      expect(rows).toHaveLength(plan.length);
      expect(rows.filter((row) => ids.has(row[10])).map((row) => row[4])).toEqual(
        expected.map(({ user: about }) => disarmed(about?.values.userName ?? about?.values.displayName ?? ''))
      );
    })
  );
});

const texts = NAUGHTY.filter((text) => text !== '');

function source(): CrosswalkSource {
  const accounts = records(
    ['userName', 'email'],
    texts.map((text) => [text, text])
  );
  return {
    appName: 'A/B "x"',
    domainName: '=Domain',
    list: {
      records: accounts,
      match: createMatchColumns(accounts.rowCount),
      decisions: createDecisionColumns(accounts.rowCount)
    },
    users: EMPTY_RECORDS,
    rules: undefined,
    keys: { account: 'userName', user: undefined },
    step: () => undefined
  };
}

function crosswalk(reader: 'machines' | 'people') {
  const pieces = [...crosswalkFile(source(), reader)];
  return { path: pieces[0].path, bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)) };
}

test('the crosswalk for machines is exact, and the same by both ways of writing it', () => {
  const { path, bytes } = crosswalk('machines');
  expect(path).toBe('crosswalk-A-B-x.csv');
  expect(bytes.toString()).toBe([...crosswalkRows(source())].map(csvRow).join(''));
  const rows = readCsv(bytes).slice(1);
  expect(rows.map((row) => [row[2], row[3], row[4]])).toEqual(texts.map((text) => [text, text, text]));
});

test('the crosswalk for people is disarmed, and called what it is', () => {
  const { path, bytes } = crosswalk('people');
  expect(path).toBe('crosswalk-A-B-x-for-spreadsheets.csv');
  const rows = read(bytes).slice(1);
  expect(rows.map((row) => row[1])).toEqual(texts.map(() => "'=Domain"));
  expect(rows.map((row) => row[3])).toEqual(texts.map(disarmed));
});
