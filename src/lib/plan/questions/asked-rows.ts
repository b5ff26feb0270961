import { shownSituation, type AccountList } from '../../engine/account-list';
import { conflictFlags, countClaims } from '../../engine/conflicts';
import { RowList } from '../../engine/row-list';
import { DECISIONS } from '../../model/decision';
import { SHOWN_SITUATIONS } from '../../model/situation';
import { STATUS_CODE } from '../../model/status';
import { unconfirmedReason, type UnconfirmedReason } from '../../model/unconfirmed-reason';

/** Not asked about: what becomes of the user of a vanished account is another question; a sure match needs no answer. */
const NOT_ASKED: ReadonlySet<UnconfirmedReason> = new Set(['vanished', 'waits']);

/** The accounts that somebody who knows the people has to look at, ascending. */
export function askedRows(list: AccountList, userCount: number): Uint32Array {
  const conflicts = conflictFlags(list, countClaims(list, userCount));
  const rows = new RowList();
  for (let row = 0; row < conflicts.length; row++) {
    const reason = openReason(list, row, conflicts[row]);
    if (reason && !NOT_ASKED.has(reason)) rows.push(row);
  }
  return rows.slice(0, rows.length).slice();
}

/** Why it is still unconfirmed; undefined where it is not. */
export function openReason(list: AccountList, row: number, conflict: number): UnconfirmedReason | undefined {
  const { decisions, match } = list;
  if (decisions.status[row] !== STATUS_CODE.unconfirmed) return undefined;
  const flags = match.flags[row] | decisions.flags[row] | conflict;
  return unconfirmedReason(SHOWN_SITUATIONS[shownSituation(list, row)], DECISIONS[decisions.decision[row]], flags);
}
