import { shownSituation, shownUser, type AccountList } from '../engine/account-list';
import { cellText, type RecordSet } from '../engine/record-set';
import type { ScoreColumns } from '../engine/score-columns';
import { scoreCode } from '../engine/score-facet';
import { CREATED_HERE } from '../engine/user-records';
import { isActiveStatus } from '../model/active-status';
import { must } from '../model/assert';
import type { Attribute } from '../model/attribute';
import { DECISION_ORIGINS, DECISIONS } from '../model/decision';
import { FLAG } from '../model/flag';
import { asRow } from '../model/ids';
import { NOBODY_FOUND } from '../model/score-range';
import { SHOWN_SITUATIONS } from '../model/situation';
import { STATUSES } from '../model/status';
import { unconfirmedReason } from '../model/unconfirmed-reason';
import type { AccountRow, UserRow } from '../protocol/view';

/** Cells of one user, for the screen. */
export function userRow(users: RecordSet, row: number): UserRow {
  const cell = (attribute: Attribute) => cellText(users, row, attribute);
  return {
    row: asRow(row),
    displayName: recordName(users, row),
    userName: cell('userName'),
    email: cell('email'),
    department: cell('department'),
    title: cell('title'),
    isActive: isActiveStatus(cell('active')),
    isCreatedHere: cell(CREATED_HERE) !== ''
  };
}

/** What is shown of accounts beside their own columns. */
export interface BesideAccounts {
  /** Accounts per user (engine/conflicts.ts). */
  readonly claims: Uint32Array;
  readonly scores: ScoreColumns | undefined;
}

/** Cells of one account, for the screen. */
export function accountRow(
  list: AccountList,
  users: RecordSet,
  row: number,
  { claims, scores }: BesideAccounts
): AccountRow {
  const user = shownUser(list, row);
  const isKnown = user >= 0 && user < users.rowCount;
  const conflict = isKnown && claims[user] > 1 ? FLAG.conflict : 0;
  const flags = list.match.flags[row] | list.decisions.flags[row] | conflict;
  const situation = named(SHOWN_SITUATIONS, shownSituation(list, row));
  const status = named(STATUSES, list.decisions.status[row]);
  const decision = named(DECISIONS, list.decisions.decision[row]);
  return {
    ...accountNames(list.records, row),
    row: asRow(row),
    situation,
    status,
    decision,
    origin: named(DECISION_ORIGINS, list.decisions.origin[row]),
    flags,
    user: isKnown ? userRow(users, user) : undefined,
    candidateCount: list.match.candidateCount[row],
    unconfirmedReason: status === 'unconfirmed' ? unconfirmedReason(situation, decision, flags) : undefined,
    suggestion: scores && suggestionOf(list, users, row, scores)
  };
}

function suggestionOf(
  { decisions: { status } }: AccountList,
  users: RecordSet,
  row: number,
  { user, percent }: ScoreColumns
): AccountRow['suggestion'] {
  const code = scoreCode(percent, status, row);
  if (code >= NOBODY_FOUND || user[row] < 0 || user[row] >= users.rowCount) return undefined;
  return { user: userRow(users, user[row]), percent: code };
}

/** What names an account on the screen. */
export function accountNames(records: RecordSet, row: number): Pick<AccountRow, 'name' | 'userName' | 'email'> {
  return {
    name: recordName(records, row),
    userName: cellText(records, row, 'userName'),
    email: cellText(records, row, 'email')
  };
}

export function recordName(records: RecordSet, row: number): string {
  const cell = (attribute: Attribute) => cellText(records, row, attribute);
  return (
    cell('displayName') ||
    `${cell('givenName')} ${cell('familyName')}`.trim() ||
    cell('userName') ||
    cell('email') ||
    cell('externalId')
  );
}

function named<Name>(names: readonly Name[], code: number): Name {
  return must(names[code], `code ${code} has a name`);
}
