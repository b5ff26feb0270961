import { DECISION_CODE, ORIGIN_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { countClaims } from './conflicts';
import { confirmRows, type DecisionStamp } from './decide-rows';
import type { AccountList } from './account-list';
import { copyDecisionColumns, createDecisionColumns, type DecisionColumns } from './decision-columns';
import type { MatchColumns } from './match-columns';

/** How a full import relates to the rows that were there. */
export interface Absences {
  /** 1 for rows that the source still has. */
  readonly isPresent: Uint8Array;
  /** Incoming row that replaced the row, -1 where it did not change. */
  readonly replacement: Int32Array;
}

/**
 * Decisions after a full import. Rows keep what was decided; where the row changed since, that is flagged and nothing
 * else. A row that the source no longer has is flagged as vanished, one that it has again comes back out of the bin.
 */
export function carryDecisions(
  before: DecisionColumns,
  rowCount: number,
  { isPresent, replacement }: Absences
): DecisionColumns {
  const after = createDecisionColumns(rowCount);
  copyDecisionColumns(after, 0, before);
  for (let row = 0; row < before.status.length; row++) {
    if (isPresent[row] === 0) {
      after.flags[row] |= FLAG.vanished;
      continue;
    }
    after.flags[row] &= ~FLAG.vanished;
    if (after.status[row] === STATUS_CODE.cleared) after.status[row] = STATUS_CODE.unconfirmed;
    if (replacement[row] >= 0 && after.decision[row] !== DECISION_CODE.none)
      after.flags[row] |= FLAG.changedSinceDecision;
  }
  return after;
}

/**
 * Decisions after matching anew. What a rule had confirmed and no longer finds is unconfirmed again; what a person
 * decided stays, flagged where matching now proposes somebody else.
 */
export function reviewDecisions(
  decisions: DecisionColumns,
  before: MatchColumns | undefined,
  match: MatchColumns
): void {
  for (let row = 0; row < decisions.status.length; row++) {
    if (decisions.decision[row] !== DECISION_CODE.link) continue;
    const isStillProposed = match.candidate[row] === decisions.user[row];
    if (decisions.origin[row] === ORIGIN_CODE.rule) {
      if (!isStillProposed || match.situation[row] !== SITUATION_CODE.exact) forget(decisions, row);
    } else if (before !== undefined && before.candidate[row] === decisions.user[row] && !isStillProposed) {
      decisions.flags[row] |= FLAG.changedSinceDecision;
    }
  }
}

function forget(decisions: DecisionColumns, row: number): void {
  decisions.user[row] = -1;
  decisions.status[row] = STATUS_CODE.unconfirmed;
  decisions.decision[row] = DECISION_CODE.none;
  decisions.origin[row] = ORIGIN_CODE.none;
}

/** Confirms what the rules found exactly, uncontradicted, for an active user whom no other account claims. */
export function confirmExactMatches(list: AccountList, userCount: number, stamp: DecisionStamp): void {
  const claims = countClaims(list, userCount);
  const { status } = list.decisions;
  const { situation, candidate, flags } = list.match;
  const doubts = FLAG.deactivatedCandidate | FLAG.contradicted;
  const rows = Uint32Array.from(status.keys()).filter(
    (row) =>
      status[row] === STATUS_CODE.unconfirmed &&
      situation[row] === SITUATION_CODE.exact &&
      (flags[row] & doubts) === 0 &&
      claims[candidate[row]] === 1
  );
  confirmRows(list, rows, stamp);
}
