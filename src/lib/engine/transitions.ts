import { FLAG } from '../model/flag';
import { SHOWN_SITUATIONS } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { shownSituation, shownUser, situationToShow, userToShow, type AccountList } from './account-list';
import { RowList } from './row-list';

const SITUATION_COUNT = SHOWN_SITUATIONS.length;

/** What tells two states of one list apart; cleared rows are left out. Cells are [before][after], row-major. */
export interface Transitions {
  readonly total: number;
  /** Rows of which anything is different: situation, user, status or a flag. */
  readonly changed: number;
  readonly counts: Uint32Array;
  /** Rows of the cell whose user or status is another one. */
  readonly changedCounts: Uint32Array;
  readonly confirmedBefore: number;
  readonly confirmedAfter: number;
  /** Decisions that are flagged as changed only afterwards. */
  readonly flagged: number;
}

/** Both lists have the same rows. 8 ns per row. */
export function compareLists(before: AccountList, after: AccountList): Transitions {
  const counts = new Uint32Array(SITUATION_COUNT * SITUATION_COUNT);
  const changedCounts = new Uint32Array(counts.length);
  const tally = { total: 0, changed: 0, confirmedBefore: 0, confirmedAfter: 0, flagged: 0 };
  const { status, flags, user } = before.decisions;
  const { situation, candidate, flags: matchFlags } = before.match;
  const { decisions, match } = after;
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS_CODE.cleared) continue;
    const newFlags = decisions.flags[row];
    const cell = transitionCell(
      situationToShow(flags[row], situation[row]),
      situationToShow(newFlags, match.situation[row])
    );
    const isOther =
      status[row] !== decisions.status[row] ||
      userToShow(user[row], candidate[row]) !== userToShow(decisions.user[row], match.candidate[row]);
    const hasOtherFlags = newFlags !== flags[row] || match.flags[row] !== matchFlags[row];
    tally.total++;
    counts[cell]++;
    if (isOther) changedCounts[cell]++;
    if (isOther || hasOtherFlags || cell % (SITUATION_COUNT + 1) !== 0) tally.changed++;
    if (status[row] === STATUS_CODE.confirmed) tally.confirmedBefore++;
    if (decisions.status[row] === STATUS_CODE.confirmed) tally.confirmedAfter++;
    if ((newFlags & ~flags[row] & FLAG.changedSinceDecision) !== 0) tally.flagged++;
  }
  return { ...tally, counts, changedCounts };
}

/** Rows of one cell; those whose user or status is another one stand first, ascending within. */
export function rowsOfTransition(before: AccountList, after: AccountList, cell: number): Uint32Array {
  const [changed, unchanged] = [new RowList(), new RowList()];
  const { status } = before.decisions;
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS_CODE.cleared || cellOf(before, after, row) !== cell) continue;
    (hasOtherOutcome(before, after, row) ? changed : unchanged).push(row);
  }
  const rows = new Uint32Array(changed.length + unchanged.length);
  rows.set(changed.slice(0, Infinity));
  rows.set(unchanged.slice(0, Infinity), changed.length);
  return rows;
}

/** Position of a cell in the counts. */
export function transitionCell(before: number, after: number): number {
  return before * SITUATION_COUNT + after;
}

function cellOf(before: AccountList, after: AccountList, row: number): number {
  return transitionCell(shownSituation(before, row), shownSituation(after, row));
}

function hasOtherOutcome(before: AccountList, after: AccountList, row: number): boolean {
  return (
    before.decisions.status[row] !== after.decisions.status[row] || shownUser(before, row) !== shownUser(after, row)
  );
}
