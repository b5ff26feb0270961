import { DECISION_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import { STATUS_CODE } from '../model/status';
import type { DecisionColumns } from './decision-columns';
import { RowList } from './row-list';

/** What was done for an account, as bits. */
export const DONE = {
  /** What its decision says: linked, or its assignment removed. */
  decision: 1,
  /** What came with it: attributes, memberships. */
  more: 2
} as const;

/** What becomes of a user, from mild to final. Who was deleted needs not be suspended. */
const ENDINGS: readonly number[] = [DECISION_CODE.suspend, DECISION_CODE.deactivate, DECISION_CODE.delete];

/** 0 for what ends nobody. */
export function endingStrength(decision: number): number {
  return 1 + ENDINGS.indexOf(decision);
}

export interface CarriedOut {
  /** Bits of DONE, per account. */
  readonly done: Uint8Array;
  /** Per user: the strength of what was done to them, 0 for nothing. */
  readonly ended: Uint8Array;
}

/**
 * Marks accounts as committed whose decision was carried out: of two that decided about one user, both, where what was
 * done is as strong. Gives the rows that the commit was about, ascending: those that it marked, and those that were
 * committed before. 3 ns per row.
 */
export function commitRows(decisions: DecisionColumns, { done, ended }: CarriedOut): Uint32Array {
  const { status, decision, user } = decisions;
  const rows = new RowList();
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS_CODE.committed) {
      if (done[row] !== 0) rows.push(row);
      continue;
    }
    if (status[row] !== STATUS_CODE.confirmed || user[row] < 0) continue;
    const strength = endingStrength(decision[row]);
    const isEnded = strength > 0 && ended[user[row]] >= strength;
    if (!isEnded && (done[row] & DONE.decision) === 0) continue;
    status[row] = STATUS_CODE.committed;
    rows.push(row);
  }
  return rows.slice(0, status.length).slice();
}

/** Sets or clears "changed since decision": committed rows without it are left alone by the next plan. */
export function flagChanged({ flags }: DecisionColumns, rows: Uint32Array, isChanged: (row: number) => boolean): void {
  for (const row of rows) {
    if (isChanged(row)) flags[row] |= FLAG.changedSinceDecision;
    else flags[row] &= ~FLAG.changedSinceDecision;
  }
}
