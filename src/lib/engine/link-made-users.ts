import { DECISION_CODE, ORIGIN_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { shownSituation, type AccountList } from './account-list';
import { RowList } from './row-list';

/** Accounts for which an import may make a user: nobody matches, and nobody has decided anything about them. */
export function rowsWithoutUser(list: AccountList): Uint32Array {
  const { status, decision, user, flags } = list.decisions;
  const rows = new RowList();
  for (let row = 0; row < status.length; row++) {
    if (status[row] !== STATUS_CODE.unconfirmed || decision[row] !== DECISION_CODE.none || user[row] >= 0) continue;
    if ((flags[row] & FLAG.vanished) !== 0) continue;
    if (shownSituation(list, row) === SITUATION_CODE['no-match']) rows.push(row);
  }
  return rows.slice(0, status.length).slice();
}

/** Links each row to the user that the import made for it; the first of them is `firstUser`. */
export function linkMadeUsers({ decisions }: AccountList, rows: Uint32Array, firstUser: number, step: number): void {
  rows.forEach((row, i) => {
    decisions.user[row] = firstUser + i;
    decisions.status[row] = STATUS_CODE.confirmed;
    decisions.decision[row] = DECISION_CODE.create;
    decisions.origin[row] = ORIGIN_CODE.rule;
    decisions.step[row] = step;
    // Left from a link that a rule had made before: this decision rests on the row as it is now.
    decisions.flags[row] &= ~FLAG.changedSinceDecision;
  });
}
