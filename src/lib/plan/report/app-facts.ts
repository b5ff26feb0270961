import { shownUser, type AccountList } from '../../engine/account-list';
import { conflictFlags, countClaims } from '../../engine/conflicts';
import { ALL_BUT_CLEARED, bySituation, byStatus, countSituations } from '../../engine/count-situations';
import { cellText, type RecordSet } from '../../engine/record-set';
import { CREATED_HERE } from '../../engine/user-records';
import { attributeLabel, type Attribute } from '../../model/attribute';
import { DECISION_CODE, DECISIONS, ORIGIN_CODE } from '../../model/decision';
import { FLAG } from '../../model/flag';
import type { MatchingRules } from '../../model/matching-rule';
import { SHOWN_SITUATIONS } from '../../model/situation';
import { STATUS_CODE } from '../../model/status';
import {
  EXCEPTION_KINDS,
  type ExceptionKind,
  type ReportedApp,
  type ReportedDecision,
  type ReportedException,
  type ReportedRule
} from './report-facts';

/** So many rows of each exception are printed; a report is read by people. */
const MOST_ROWS = 40;

export interface AppLists {
  readonly list: AccountList;
  readonly users: RecordSet;
  readonly key: Attribute | undefined;
  /** Those that gave the situations. */
  readonly rules: MatchingRules;
}

/** What the lists themselves say for a report. A few passes over columns: 30 ns per account. */
export function appFacts(
  lists: AppLists
): Pick<
  ReportedApp,
  'accountCount' | 'situations' | 'statuses' | 'decisions' | 'rules' | 'isCaseSensitive' | 'exceptions'
> {
  const counts = countSituations(lists.list);
  const statuses = byStatus(counts, SHOWN_SITUATIONS);
  return {
    accountCount: lists.list.records.rowCount - statuses.cleared,
    situations: bySituation(counts, ALL_BUT_CLEARED),
    statuses,
    decisions: countDecisions(lists.list),
    rules: describeRules(lists),
    isCaseSensitive: lists.rules.isCaseSensitive,
    exceptions: exceptions(lists)
  };
}

/** Users that were made in Muster. */
export function countMadeHere(users: RecordSet): number {
  if (!users.attributes.includes(CREATED_HERE)) return 0;
  let count = 0;
  for (let row = 0; row < users.rowCount; row++) if (cellText(users, row, CREATED_HERE) !== '') count++;
  return count;
}

function countDecisions({ decisions }: AccountList): readonly ReportedDecision[] {
  const counts = new Uint32Array(DECISIONS.length * 4);
  for (let row = 0; row < decisions.decision.length; row++) {
    if (decisions.status[row] === STATUS_CODE.cleared) continue;
    counts[decisions.decision[row] * 4 + decisions.origin[row]]++;
  }
  return DECISIONS.filter((name) => name !== 'none')
    .map((decision) => {
      const of = (origin: keyof typeof ORIGIN_CODE) => counts[DECISION_CODE[decision] * 4 + ORIGIN_CODE[origin]];
      return { decision, byRule: of('rule'), byPerson: of('single'), inBulk: of('bulk') };
    })
    .filter(({ byRule, byPerson, inBulk }) => byRule + byPerson + inBulk > 0);
}

function describeRules({ list, rules }: AppLists): readonly ReportedRule[] {
  const decided = new Uint32Array(256);
  for (const rule of list.match.rule) decided[rule]++;
  return rules.ladder.map(({ name, verdict, isEnabled, pairs }, position) => ({
    name,
    verdict,
    isEnabled,
    decided: decided[position + 1],
    pairs: pairs.map(
      ({ account, user, isOptional }) =>
        `${attributeLabel(account)} = ${attributeLabel(user)}${isOptional ? ' where both have one' : ''}`
    )
  }));
}

function exceptions({ list, users, key }: AppLists): readonly ReportedException[] {
  const conflicts = conflictFlags(list, countClaims(list, users.rowCount));
  const found = new Map(EXCEPTION_KINDS.map((kind) => [kind, { count: 0, rows: new Array<number>() }]));
  const note = (kind: ExceptionKind, row: number) => {
    const exception = found.get(kind);
    if (!exception) return;
    if (exception.count++ < MOST_ROWS) exception.rows.push(row);
  };
  for (let row = 0; row < conflicts.length; row++)
    for (const kind of kindsOf(list, row, conflicts[row])) note(kind, row);
  return [...found]
    .filter(([, { count }]) => count > 0)
    .map(([kind, { count, rows }]) => ({ kind, count, rows: rows.map((row) => printed({ list, users, key }, row)) }));
}

const SHOWN_FLAGS: readonly (readonly [kind: ExceptionKind, bit: number])[] = [
  ['conflict', FLAG.conflict],
  ['changed', FLAG.changedSinceDecision],
  ['vanished', FLAG.vanished]
];

function kindsOf({ decisions, match }: AccountList, row: number, conflict: number): readonly ExceptionKind[] {
  const status = decisions.status[row];
  if (status === STATUS_CODE.cleared) return [];
  if (status === STATUS_CODE.ignored)
    return [decisions.decision[row] === DECISION_CODE.protect ? 'protected' : 'ignored'];
  const flags = match.flags[row] | decisions.flags[row] | conflict;
  if (flags === 0 && status !== STATUS_CODE.unconfirmed) return [];
  const kinds = SHOWN_FLAGS.filter(([, bit]) => (flags & bit) !== 0).map(([kind]) => kind);
  return status === STATUS_CODE.unconfirmed ? [...kinds, 'undecided'] : kinds;
}

function printed({ list, users, key }: Omit<AppLists, 'rules'>, row: number): ReportedException['rows'][number] {
  const cell = (records: RecordSet, at: number, attribute: Attribute) => cellText(records, at, attribute);
  const name = (records: RecordSet, at: number) =>
    cell(records, at, 'displayName') ||
    `${cell(records, at, 'givenName')} ${cell(records, at, 'familyName')}`.trim() ||
    cell(records, at, 'userName');
  const user = shownUser(list, row);
  const { records } = list;
  const shown = user >= 0 && user < users.rowCount ? cell(users, user, 'userName') || name(users, user) : '';
  return [key ? cell(records, row, key) : '', name(records, row), cell(records, row, 'email'), shown];
}
