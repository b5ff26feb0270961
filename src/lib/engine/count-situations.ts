import { SHOWN_SITUATIONS, type ShownSituation } from '../model/situation';
import { STATUS_CODE, STATUSES, type Status } from '../model/status';
import { situationToShow, type AccountList } from './account-list';

/** Rows per [situation as shown][status], row-major. 3 ns per row. */
export function countSituations(list: AccountList): number[] {
  const counts = new Uint32Array(SHOWN_SITUATIONS.length * STATUSES.length);
  const { status, flags } = list.decisions;
  const { situation } = list.match;
  for (let row = 0; row < status.length; row++) {
    const shown = situationToShow(flags[row], situation[row]);
    counts[shown * STATUSES.length + status[row]]++;
  }
  return [...counts];
}

/** Sums of such counts by situation, over the statuses given. */
export function bySituation(counts: ArrayLike<number>, statuses: readonly Status[]): Record<ShownSituation, number> {
  const sum = (situation: number) =>
    statuses.reduce((total, name) => total + (counts[situation * STATUSES.length + STATUS_CODE[name]] ?? 0), 0);
  return {
    'no-match': sum(0),
    partial: sum(1),
    exact: sum(2),
    multiple: sum(3),
    'manually-linked': sum(4)
  };
}

/** Sums of such counts by status, over the situations given. */
export function byStatus(counts: ArrayLike<number>, situations: readonly ShownSituation[]): Record<Status, number> {
  const sum = (status: number) =>
    situations.reduce(
      (total, name) => total + (counts[SHOWN_SITUATIONS.indexOf(name) * STATUSES.length + status] ?? 0),
      0
    );
  return { unconfirmed: sum(0), confirmed: sum(1), ignored: sum(2), cleared: sum(3), committed: sum(4) };
}

export const ALL_BUT_CLEARED = STATUSES.filter((name) => name !== 'cleared');
