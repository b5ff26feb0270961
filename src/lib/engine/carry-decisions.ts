import { DECISION_CODE, ORIGIN_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import type { ImportMode } from '../model/import-run';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { countClaims } from './conflicts';
import { confirmRows, type DecisionStamp } from './decide-rows';
import type { AccountList } from './account-list';
import { copyDecisionColumns, createDecisionColumns, type DecisionColumns } from './decision-columns';
import type { MatchColumns } from './match-columns';
import { RowList } from './row-list';

/** How an import relates to the rows that were there. */
export interface Absences {
  /** 1 for rows that the source has. */
  readonly isPresent: Uint8Array;
  /** Incoming row that replaced the row, -1 where it did not change. */
  readonly replacement: Int32Array;
}

/**
 * Decisions after an import. Rows keep what was decided; where the row changed since, that is flagged and nothing else.
 * A row that the source has again has not vanished any more. Absences count in a full import only: it flags what the
 * source no longer has as vanished, and brings what it has out of the bin. Protected rows stay as they are.
 */
export function carryDecisions(
  before: DecisionColumns,
  rowCount: number,
  { isPresent, replacement }: Absences,
  mode: ImportMode
): DecisionColumns {
  const isFull = mode === 'full';
  const after = createDecisionColumns(rowCount);
  copyDecisionColumns(after, 0, before);
  for (let row = 0; row < before.status.length; row++) {
    const isProtected = after.decision[row] === DECISION_CODE.protect;
    if (isPresent[row] === 0) {
      if (isFull && !isProtected) after.flags[row] |= FLAG.vanished;
      continue;
    }
    after.flags[row] &= ~FLAG.vanished;
    if (isProtected) continue;
    if (isFull && after.status[row] === STATUS_CODE.cleared) after.status[row] = STATUS_CODE.unconfirmed;
    if (restsOnWhatChanged(after.decision[row], replacement[row] >= 0)) after.flags[row] |= FLAG.changedSinceDecision;
  }
  return after;
}

/** For a row that the source has: what was decided about the user of a vanished account rested on its being gone. */
function restsOnWhatChanged(decision: number, hasChanged: boolean): boolean {
  return decision >= DECISION_CODE.suspend || (hasChanged && decision !== DECISION_CODE.none);
}

/**
 * Decisions after matching anew. What a rule had confirmed and no longer finds is unconfirmed again, unless it was
 * committed: the target has it. That stays, as does what a person decided, flagged where matching says otherwise now.
 */
export function reviewDecisions(
  decisions: DecisionColumns,
  before: MatchColumns | undefined,
  match: MatchColumns
): void {
  const { decision, origin, status, user, flags } = decisions;
  for (let row = 0; row < status.length; row++) {
    if (decision[row] !== DECISION_CODE.link) continue;
    const isByRule = origin[row] === ORIGIN_CODE.rule;
    const isFound = proposes(match, row, user[row], isByRule);
    if (isByRule && status[row] !== STATUS_CODE.committed) {
      if (!isFound) forget(decisions, row);
    } else if (before !== undefined && proposes(before, row, user[row], isByRule) && !isFound) {
      flags[row] |= FLAG.changedSinceDecision;
    }
  }
}

/** A rule confirms exact matches only; for a person it is enough that the user is still the one proposed. */
function proposes({ candidate, situation }: MatchColumns, row: number, user: number, isByRule: boolean): boolean {
  return candidate[row] === user && (!isByRule || situation[row] === SITUATION_CODE.exact);
}

function forget(decisions: DecisionColumns, row: number): void {
  decisions.user[row] = -1;
  decisions.status[row] = STATUS_CODE.unconfirmed;
  decisions.decision[row] = DECISION_CODE.none;
  decisions.origin[row] = ORIGIN_CODE.none;
}

/**
 * Confirms what the rules found exactly, uncontradicted, for an active user whom no other account claims; not what a
 * person left for later, nor what the source no longer has. Gives the number of rows confirmed.
 */
export function confirmExactMatches(list: AccountList, userCount: number, stamp: DecisionStamp): number {
  const claims = countClaims(list, userCount);
  const { status, decision, flags: decidedFlags } = list.decisions;
  const { situation, candidate, flags } = list.match;
  const doubts = FLAG.deactivatedCandidate | FLAG.contradicted;
  const rows = new RowList();
  for (let row = 0; row < status.length; row++) {
    if (status[row] !== STATUS_CODE.unconfirmed || situation[row] !== SITUATION_CODE.exact) continue;
    if (decision[row] === DECISION_CODE.defer || (decidedFlags[row] & FLAG.vanished) !== 0) continue;
    if ((flags[row] & doubts) === 0 && claims[candidate[row]] === 1) rows.push(row);
  }
  confirmRows(list, rows.slice(0, Infinity), stamp);
  return rows.length;
}
