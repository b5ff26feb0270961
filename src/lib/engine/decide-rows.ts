import { DECISION_CODE, ORIGIN_CODE, type DecisionOrigin } from '../model/decision';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { shownSituation, type AccountList } from './account-list';

/** What can be done to rows without anything but the rows themselves. */
export type RowAction =
  'confirm' | 'ignore' | 'protect' | 'defer' | 'deprovision' | 'unlink' | 'clear' | 'restore' | 'create-user';

const { unconfirmed, confirmed, ignored, cleared } = STATUS_CODE;

/** Whether an action changes this row. What a person decided before is changed only one row at a time. */
export function canDecide(list: AccountList, row: number, action: RowAction, isSingle: boolean): boolean {
  const status = list.decisions.status[row];
  switch (action) {
    case 'confirm':
      return status === unconfirmed && list.match.candidate[row] >= 0;
    case 'protect':
    case 'defer':
    case 'deprovision':
      return false;
    case 'ignore':
      return status === unconfirmed || (isSingle && status === confirmed);
    case 'unlink':
      return status === confirmed || status === ignored;
    case 'clear':
      return status === unconfirmed;
    case 'restore':
      return status === cleared;
    case 'create-user':
      return isSingle
        ? status === unconfirmed || status === confirmed
        : status === unconfirmed && shownSituation(list, row) === SITUATION_CODE['no-match'];
  }
}

/** The rows among `rows` that the action changes, in their order. */
export function decidableRows(list: AccountList, rows: Uint32Array, action: RowAction): Uint32Array {
  const isSingle = rows.length === 1;
  return rows.filter((row) => canDecide(list, row, action, isSingle));
}

export interface DecisionStamp {
  readonly step: number;
  readonly origin: DecisionOrigin;
}

/** Accepts the proposed user of each row. */
export function confirmRows(list: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  const { decisions, match } = list;
  for (const row of rows) {
    link(list, row, match.candidate[row], stamp);
    decisions.decision[row] = DECISION_CODE.link;
    decisions.flags[row] &= ~(FLAG.manualLink | FLAG.changedSinceDecision);
  }
}

/** Links one row to a user by hand: chosen from the domain, or made for it. */
export function linkByHand(
  list: AccountList,
  row: number,
  choice: { readonly user: number; readonly decision: 'link' | 'create' },
  stamp: DecisionStamp
): void {
  const { decisions } = list;
  link(list, row, choice.user, stamp);
  decisions.decision[row] = DECISION_CODE[choice.decision];
  decisions.flags[row] = (decisions.flags[row] & ~FLAG.changedSinceDecision) | FLAG.manualLink;
}

function link({ decisions }: AccountList, row: number, user: number, stamp: DecisionStamp): void {
  decisions.user[row] = user;
  decisions.status[row] = confirmed;
  decisions.origin[row] = ORIGIN_CODE[stamp.origin];
  decisions.step[row] = stamp.step;
}

export function ignoreRows({ decisions }: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  for (const row of rows) {
    decisions.user[row] = -1;
    decisions.status[row] = ignored;
    decisions.decision[row] = DECISION_CODE.ignore;
    decisions.origin[row] = ORIGIN_CODE[stamp.origin];
    decisions.step[row] = stamp.step;
    decisions.flags[row] &= ~(FLAG.manualLink | FLAG.changedSinceDecision);
  }
}

/** Takes decisions back: the rows are unconfirmed again and show what matching computed. */
export function unlinkRows({ decisions }: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  for (const row of rows) {
    decisions.user[row] = -1;
    decisions.status[row] = unconfirmed;
    decisions.decision[row] = DECISION_CODE.none;
    decisions.origin[row] = ORIGIN_CODE.none;
    decisions.step[row] = stamp.step;
    decisions.flags[row] &= ~(FLAG.manualLink | FLAG.changedSinceDecision);
  }
}

/** Into the bin, or out of it; everything else about the rows stays. */
export function setCleared({ decisions }: AccountList, rows: Uint32Array, isCleared: boolean): void {
  for (const row of rows) decisions.status[row] = isCleared ? cleared : unconfirmed;
}
