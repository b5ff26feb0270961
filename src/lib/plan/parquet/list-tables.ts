import type { AccountList } from '../../engine/account-list';
import { conflictFlags, countClaims } from '../../engine/conflicts';
import { inactiveRows } from '../../engine/inactive-rows';
import type { RecordSet } from '../../engine/record-set';
import type { Attribute } from '../../model/attribute';
import { DECISION_ORIGINS, DECISIONS } from '../../model/decision';
import { FLAG, FLAGS, type Flag } from '../../model/flag';
import type { HistoryStep } from '../../model/history-step';
import type { MatchingRules } from '../../model/matching-rule';
import { SITUATIONS } from '../../model/situation';
import { STATUSES } from '../../model/status';
import { comparedKeys } from '../sql/compared-keys';
import type { ParquetColumn, ParquetTable } from './parquet-file';
import { portableNames } from './portable-name';
import { cellsOfRows, keyCells, textCells, type Bytes } from './text-cells';

/** The two lists of an app, and what they rest on. */
export interface ListsSource {
  readonly appName: string;
  readonly domainName: string;
  readonly list: AccountList;
  /** The records of the list with the username of the app's format, where rules compare it; else the same ones. */
  readonly compared: RecordSet;
  readonly users: RecordSet;
  /** Rules that gave the situations. */
  readonly rules: MatchingRules;
  readonly keys: { readonly account: Attribute | undefined; readonly user: Attribute | undefined };
  readonly step: (id: number) => HistoryStep | undefined;
  readonly musterVersion: string;
}

/** The users with their normalized keys. */
export function usersTable(source: ListsSource): ParquetTable {
  const { users } = source;
  const keys = comparedKeys(users, source.compared, source.rules);
  const inactive = inactiveRows(users);
  return {
    path: 'users.parquet',
    rowCount: users.rowCount,
    notes: notesOf(source, users.attributes),
    columns: [
      rowNumbers('user_row'),
      ...attributeColumns(users),
      flagColumn('is_inactive', (row) => inactive[row] === 1),
      ...keyColumns(users, keys.user, keys.isCaseSensitive)
    ]
  };
}

/** The accounts with what matching found, what was decided, and their normalized keys. */
export function accountsTable(source: ListsSource): ParquetTable {
  const { list, compared, users } = source;
  const keys = comparedKeys(users, compared, source.rules);
  return {
    path: 'accounts.parquet',
    rowCount: list.records.rowCount,
    notes: notesOf(source, list.records.attributes),
    columns: [
      rowNumbers('account_row'),
      ...attributeColumns(list.records),
      ...matchColumns(source),
      ...decisionColumns(source),
      ...flagColumns(list, users),
      ...keyColumns(compared, keys.account, keys.isCaseSensitive)
    ]
  };
}

function notesOf({ appName, domainName, musterVersion }: ListsSource, attributes: readonly Attribute[]) {
  const columns = Object.fromEntries([...portableNames(attributes)].map(([attribute, name]) => [name, attribute]));
  return {
    'muster.version': musterVersion,
    'muster.app': appName,
    'muster.domain': domainName,
    'muster.columns': JSON.stringify(columns)
  };
}

function rowNumbers(name: string): ParquetColumn {
  return { name, type: 'number', read: (start, end) => Int32Array.from({ length: end - start }, (_, i) => start + i) };
}

function attributeColumns(records: RecordSet): ParquetColumn[] {
  return [...portableNames(records.attributes)].map(([attribute, name]) => ({
    name,
    type: 'text',
    read: (start, end) => textCells(records, attribute, start, end)
  }));
}

/** `key_` and the name of the attribute. */
export function keyColumnName(records: RecordSet, attribute: Attribute): string {
  return `key_${portableNames(records.attributes).get(attribute) ?? ''}`;
}

function keyColumns(records: RecordSet, attributes: readonly Attribute[], isCaseSensitive: boolean): ParquetColumn[] {
  return attributes.map((attribute) => ({
    name: keyColumnName(records, attribute),
    type: 'text',
    read: (start, end) => keyCells(records, { attribute, isCaseSensitive }, start, end)
  }));
}

function matchColumns({ list: { match }, rules }: ListsSource): ParquetColumn[] {
  const ruleIds = ['', ...rules.ladder.map(({ id }) => id)];
  return [
    namedColumn('situation', SITUATIONS, match.situation),
    numberColumn('rule_number', match.rule),
    namedColumn('rule_id', ruleIds, match.rule),
    numberColumn('candidate_count', match.candidateCount),
    rowColumn('candidate_row', match.candidate)
  ];
}

function decisionColumns({ list: { decisions }, users, keys, step }: ListsSource): ParquetColumn[] {
  const { user } = decisions;
  return [
    namedColumn('status', STATUSES, decisions.status),
    namedColumn('decision', DECISIONS, decisions.decision),
    namedColumn('decided_by', DECISION_ORIGINS, decisions.origin),
    {
      name: 'decided_at',
      type: 'text',
      read: (start, end) => decidedAt(decisions.step.subarray(start, end), step)
    },
    rowColumn('user_row', user),
    {
      name: 'user_key',
      type: 'text',
      read: (start, end) => cellsOfRows(users, keys.user ?? 'userName', user.subarray(start, end))
    }
  ];
}

/** As in 2026-11-22T20:36:57.000Z; empty for rows that nobody decided about. */
function decidedAt(steps: Uint32Array, step: ListsSource['step']): Bytes[] {
  const texts = new Map<number, Bytes>();
  return Array.from(steps, (id) => {
    const known = texts.get(id) ?? timeText(step(id));
    texts.set(id, known);
    return known;
  });
}

const encoder = new TextEncoder();

function timeText(step: HistoryStep | undefined): Bytes {
  return encoder.encode(step ? new Date(step.at).toISOString() : '');
}

function flagColumns(list: AccountList, users: RecordSet): ParquetColumn[] {
  const { match, decisions } = list;
  const conflicts = conflictFlags(list, countClaims(list, users.rowCount));
  const flag = (name: Flag) =>
    flagColumn(
      `flag_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      (row) => ((match.flags[row] | decisions.flags[row] | conflicts[row]) & FLAG[name]) !== 0
    );
  return FLAGS.map(flag);
}

function namedColumn(name: string, names: readonly string[], codes: Uint8Array): ParquetColumn {
  const texts = names.map((text) => encoder.encode(text));
  const nothing = encoder.encode('');
  return {
    name,
    type: 'text',
    read: (start, end) => Array.from(codes.subarray(start, end), (code) => texts[code] ?? nothing)
  };
}

function numberColumn(name: string, numbers: Uint8Array): ParquetColumn {
  return { name, type: 'number', read: (start, end) => Int32Array.from(numbers.subarray(start, end)) };
}

/** Rows of another table; -1 is nothing. */
function rowColumn(name: string, rows: Int32Array): ParquetColumn {
  const read = (start: number, end: number) => Array.from(rows.subarray(start, end), (row) => (row < 0 ? null : row));
  return { name, type: 'row', read };
}

function flagColumn(name: string, isSet: (row: number) => boolean): ParquetColumn {
  const read = (start: number, end: number) => Array.from({ length: end - start }, (_, i) => isSet(start + i));
  return { name, type: 'flag', read };
}
