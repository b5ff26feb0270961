import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDecisionColumns } from '../../../../src/lib/engine/decision-columns';
import { cellText, type RecordSet } from '../../../../src/lib/engine/record-set';
import { SEGMENT_ROWS } from '../../../../src/lib/engine/segment';
import { matchAccounts } from '../../../../src/lib/matching/match-accounts';
import { normalizeKey } from '../../../../src/lib/matching/normalize-key';
import { customAttribute, type Attribute } from '../../../../src/lib/model/attribute';
import { DECISION_CODE, ORIGIN_CODE } from '../../../../src/lib/model/decision';
import { FLAG } from '../../../../src/lib/model/flag';
import type { HistoryStep } from '../../../../src/lib/model/history-step';
import { defaultRules } from '../../../../src/lib/model/matching-rule';
import { SITUATIONS } from '../../../../src/lib/model/situation';
import { STATUS_CODE } from '../../../../src/lib/model/status';
import { accountsTable, usersTable, type ListsSource } from '../../../../src/lib/plan/parquet/list-tables';
import { parquetFile } from '../../../../src/lib/plan/parquet/parquet-file';
import type { FilePiece } from '../../../../src/lib/plan/plan-file';
import { finish, records } from '../../../fixtures/records';

// JSON.parse gives texts.
const NAUGHTY = JSON.parse(readFileSync('node_modules/big-list-of-naughty-strings/blns.json', 'utf8')) as string[];
const HEADERS = ['Cost Center', 'cost center', 'Größe', '名前', '; DROP TABLE "users"'].map(customAttribute);
const ATTRIBUTES: readonly Attribute[] = ['externalId', 'userName', 'email', 'department', 'active', ...HEADERS];

/** Different values in some columns, few in others, every naughty one in both kinds. */
function naughtyRecords(rowCount: number): RecordSet {
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const naughty = NAUGHTY[row % NAUGHTY.length];
    return ATTRIBUTES.map((attribute, i) => {
      if (attribute === 'active') return row % 3 === 0 ? 'false' : 'true';
      if (attribute === 'department') return NAUGHTY[row % 7];
      return i < 2 ? `${naughty}${row}` : naughty;
    });
  });
  return records(ATTRIBUTES, rows);
}

const STEP: HistoryStep = {
  id: 7,
  action: 'confirm',
  domainId: 'd' as HistoryStep['domainId'],
  appId: undefined,
  rowCount: 1,
  origin: 'single',
  at: Date.UTC(2026, 10, 22),
  note: '',
  state: 'done',
  canUndo: true
};

function source(users: RecordSet, accounts: RecordSet): ListsSource {
  const rules = defaultRules();
  const match = finish(matchAccounts({ users, accounts, rules }));
  const decisions = createDecisionColumns(accounts.rowCount);
  decisions.user[1] = 5;
  decisions.step[1] = 7;
  decisions.status[1] = STATUS_CODE.confirmed;
  decisions.decision[1] = DECISION_CODE.link;
  decisions.origin[1] = ORIGIN_CODE.single;
  decisions.flags[1] = FLAG.manualLink;
  decisions.flags[2] = FLAG.vanished;
  return {
    appName: 'Desk',
    domainName: 'Alder',
    list: { records: accounts, match, decisions },
    compared: accounts,
    users,
    rules,
    keys: { account: 'externalId', user: 'userName' },
    step: (id) => (id === 7 ? STEP : undefined),
    musterVersion: '0.0.0'
  };
}

type Row = Readonly<Record<string, unknown>>;

async function readBack(
  pieces: Iterable<FilePiece>
): Promise<{ rows: readonly Row[]; file: ArrayBuffer; most: number }> {
  const all = [...pieces].map(({ bytes }) => bytes);
  const file = await new Blob(all).arrayBuffer();
  const rows = await parquetReadObjects({ file });
  return { rows, file, most: Math.max(...all.map(({ length }) => length)) };
}

const users = naughtyRecords(SEGMENT_ROWS + 600);
const accounts = naughtyRecords(2000);
const lists = source(users, accounts);
/** The reader drops a mark at the start of a text; nothing else. */
const asRead = (text: string) => (text.startsWith('\uFEFF') ? text.slice(1) : text);

test('users read back are the users, every value of them', async () => {
  const table = usersTable(lists);
  const { rows, file } = await readBack(parquetFile(table));
  expect(rows).toHaveLength(users.rowCount);
  const names = table.columns.map(({ name }) => name);
  expect(names.slice(0, 11)).toEqual([
    'user_row',
    'external_id',
    'user_name',
    'email',
    'department',
    'active',
    'custom_cost_center',
    'custom_cost_center_2',
    'custom_grosse',
    'custom_column',
    'custom_drop_table_users'
  ]);
  let different = 0;
  for (const [row, cells] of rows.entries()) {
    if (cells.user_row !== row || cells.is_inactive !== (row % 3 === 0)) different++;
    for (const [i, attribute] of ATTRIBUTES.entries())
      if (cells[names[i + 1]] !== asRead(cellText(users, row, attribute))) different++;
    const key = normalizeKey(cellText(users, row, 'email'), false)
      .replaceAll('␀', '␀1')
      .replaceAll('\0', '␀0');
    if (cells.key_email !== asRead(key)) different++;
  }
  expect(different).toBe(0);
  const { row_groups, key_value_metadata } = parquetMetadata(file);
  expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([SEGMENT_ROWS, 600]);
  const columns = key_value_metadata?.find(({ key }) => key === 'muster.columns')?.value ?? '';
  expect(JSON.parse(columns)).toMatchObject({
    custom_cost_center_2: 'custom:cost center',
    custom_column: 'custom:名前'
  });
});

test('accounts read back say what was found and decided', async () => {
  const { rows } = await readBack(parquetFile(accountsTable(lists)));
  const { match } = lists.list;
  for (const [row, cells] of rows.entries()) {
    expect(cells.situation).toBe(SITUATIONS[match.situation[row]]);
    expect(cells.candidate_row ?? -1).toBe(match.candidate[row]);
    expect(cells.candidate_count).toBe(match.candidateCount[row]);
    expect(cells.external_id).toBe(asRead(cellText(accounts, row, 'externalId')));
  }
  expect(rows[0]).toMatchObject({ status: 'unconfirmed', decision: 'none', user_key: '', flag_manual_link: false });
  expect(rows[0].user_row ?? undefined).toBeUndefined();
  expect(rows[1]).toMatchObject({
    status: 'confirmed',
    decision: 'link',
    decided_by: 'single',
    decided_at: '2026-11-22T00:00:00.000Z',
    user_row: 5,
    user_key: asRead(cellText(users, 5, 'userName')),
    flag_manual_link: true
  });
  expect(rows[2]).toMatchObject({ flag_vanished: true, flag_changed_since_decision: false });
});

test('empty lists are files too', async () => {
  const empty = records(ATTRIBUTES, []);
  const nothing = source(empty, empty);
  expect((await readBack(parquetFile(usersTable(nothing)))).rows).toEqual([]);
  expect((await readBack(parquetFile(accountsTable(nothing)))).rows).toEqual([]);
});

test('a piece is a group of rows, however long the list', async () => {
  const long = naughtyRecords(3 * SEGMENT_ROWS);
  const pieces = [...parquetFile(usersTable(source(long, accounts)))];
  expect(pieces).toHaveLength(4);
  expect(Math.max(...pieces.map(({ bytes }) => bytes.length))).toBeLessThan(4 * 2 ** 20);
});
