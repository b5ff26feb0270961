import { DECISION_CODE, ORIGIN_CODE, type Decision, type DecisionOrigin } from '../model/decision';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { shownSituation, shownUser, type AccountList } from './account-list';

/** What can be done to rows without anything but the rows themselves. */
export type RowAction =
  'confirm' | 'ignore' | 'protect' | 'defer' | 'deprovision' | 'unlink' | 'clear' | 'restore' | 'create-user';

/** What becomes of the user of an account that vanished. */
export type DeprovisionDecision = Extract<Decision, 'suspend' | 'deactivate' | 'remove-assignment' | 'delete'>;

const { unconfirmed, confirmed, ignored, cleared, committed } = STATUS_CODE;

type Condition = (list: AccountList, row: number, isSingle: boolean) => boolean;

/** Whether an action changes a row. What a person decided before is changed only one row at a time. */
const CONDITIONS: Record<RowAction, Condition> = {
  confirm: (list, row, isSingle) =>
    isOpen(list, row)
      ? list.match.candidate[row] >= 0 && (isSingle || !isDeferred(list, row))
      : isSingle && isChangedSinceCommit(list, row),
  ignore: (list, row, isSingle) =>
    isSingle ? isOpen(list, row) || isStatus(list, row, confirmed) : isUndecided(list, row),
  protect: (list, row, isSingle) => (isSingle ? !isLocked(list, row) : isUndecided(list, row)),
  defer: (list, row) => isOpen(list, row) && !isDeferred(list, row),
  deprovision: canDeprovision,
  unlink: (list, row, isSingle) =>
    isStatus(list, row, confirmed) ||
    isDeferred(list, row) ||
    (isStatus(list, row, ignored) && (isSingle || !isProtected(list, row))),
  clear: isOpen,
  restore: (list, row) => isStatus(list, row, cleared),
  'create-user': (list, row, isSingle) =>
    isSingle
      ? !isLocked(list, row)
      : isUndecided(list, row) && !hasVanished(list, row) && shownSituation(list, row) === SITUATION_CODE['no-match']
};

export function canDecide(list: AccountList, row: number, action: RowAction, isSingle: boolean): boolean {
  return CONDITIONS[action](list, row, isSingle);
}

/** Kept out of everything until a person takes the protection back. */
export function isProtected({ decisions }: AccountList, row: number): boolean {
  return decisions.decision[row] === DECISION_CODE.protect;
}

/** Handed over, and another one since. Whether that changes anything is for a person to see. */
export function isChangedSinceCommit({ decisions: { status, flags } }: AccountList, row: number): boolean {
  return (
    status[row] === committed &&
    (flags[row] & (FLAG.changedSinceDecision | FLAG.vanished)) === FLAG.changedSinceDecision
  );
}

/** A person has seen it: what was handed over still holds. */
export function acknowledgeRows({ decisions: { flags } }: AccountList, rows: Uint32Array): void {
  for (const row of rows) flags[row] &= ~FLAG.changedSinceDecision;
}

/** Left for later by a person: unconfirmed, and confirmed only by hand. */
export function isDeferred(list: AccountList, row: number): boolean {
  return isOpen(list, row) && list.decisions.decision[row] === DECISION_CODE.defer;
}

/** In the bin, protected, or handed over already: has to come back before anything else can be decided about it. */
export function isLocked(list: AccountList, row: number): boolean {
  const status = list.decisions.status[row];
  return status === cleared || status === STATUS_CODE.committed || isProtected(list, row);
}

/**
 * The user of a vanished account is a linked one; for one account that is looked at, the proposed one will do. What was
 * handed over is over when its account vanishes: what becomes of its user is the next decision.
 */
function canDeprovision(list: AccountList, row: number, isSingle: boolean): boolean {
  const { decisions } = list;
  if (!hasVanished(list, row)) return false;
  if (!isOpen(list, row) && !isStatus(list, row, confirmed) && !isStatus(list, row, committed)) return false;
  if (isSingle) return shownUser(list, row) >= 0;
  return decisions.user[row] >= 0 && decisions.decision[row] < DECISION_CODE.suspend;
}

function hasVanished({ decisions }: AccountList, row: number): boolean {
  return (decisions.flags[row] & FLAG.vanished) !== 0;
}

function isStatus({ decisions }: AccountList, row: number, status: number): boolean {
  return decisions.status[row] === status;
}

function isOpen(list: AccountList, row: number): boolean {
  return isStatus(list, row, unconfirmed);
}

function isUndecided(list: AccountList, row: number): boolean {
  return isOpen(list, row) && !isDeferred(list, row);
}

/** The rows among `rows` that the action changes, in their order. 5 ns per row. */
export function decidableRows(list: AccountList, rows: Uint32Array, action: RowAction): Uint32Array {
  const condition = CONDITIONS[action];
  const isSingle = rows.length === 1;
  const decidable = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (condition(list, rows[i], isSingle)) decidable[count++] = rows[i];
  return decidable.subarray(0, count);
}

export interface DecisionStamp {
  readonly step: number;
  readonly origin: DecisionOrigin;
}

/** Accepts the proposed user of each row. 5 ns per row. */
export function confirmRows({ decisions, match }: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  const { user, step, status, decision, origin, flags } = decisions;
  const { candidate } = match;
  const originCode = ORIGIN_CODE[stamp.origin];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    user[row] = candidate[row];
    step[row] = stamp.step;
    status[row] = confirmed;
    decision[row] = DECISION_CODE.link;
    origin[row] = originCode;
    flags[row] &= ~(FLAG.manualLink | FLAG.changedSinceDecision);
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

export function ignoreRows(list: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  for (const row of rows) setAside(list, row, { status: ignored, decision: 'ignore' }, stamp);
}

/** Kept out of everything: neither matching nor imports nor bulk actions change the rows. */
export function protectRows(list: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  for (const row of rows) setAside(list, row, { status: ignored, decision: 'protect' }, stamp);
}

/** For later: the rows stay unconfirmed, and no rule confirms them. */
export function deferRows(list: AccountList, rows: Uint32Array, stamp: DecisionStamp): void {
  for (const row of rows) setAside(list, row, { status: unconfirmed, decision: 'defer' }, stamp);
}

function setAside(
  { decisions }: AccountList,
  row: number,
  outcome: { readonly status: number; readonly decision: Decision },
  stamp: DecisionStamp
): void {
  decisions.user[row] = -1;
  decisions.status[row] = outcome.status;
  decisions.decision[row] = DECISION_CODE[outcome.decision];
  decisions.origin[row] = ORIGIN_CODE[stamp.origin];
  decisions.step[row] = stamp.step;
  decisions.flags[row] &= ~(FLAG.manualLink | FLAG.changedSinceDecision);
}

/** Decides what becomes of the users of vanished accounts. The link stays: it says whose user it is. */
export function deprovisionRows(
  list: AccountList,
  rows: Uint32Array,
  decision: DeprovisionDecision,
  stamp: DecisionStamp
): void {
  const { decisions } = list;
  for (const row of rows) {
    link(list, row, shownUser(list, row), stamp);
    decisions.decision[row] = DECISION_CODE[decision];
    decisions.flags[row] &= ~FLAG.changedSinceDecision;
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
