import { appendRecords } from '../engine/append-records';
import {
  confirmRows,
  deferRows,
  deprovisionRows,
  ignoreRows,
  linkByHand,
  protectRows,
  setCleared,
  unlinkRows,
  type DecisionStamp
} from '../engine/decide-rows';
import type { RecordSet } from '../engine/record-set';
import { userRecords } from '../engine/user-records';
import type { AppError } from '../model/app-error';
import { must } from '../model/assert';
import type { AppId } from '../model/ids';
import { ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { DecisionPlan, DecisionScope, Planned } from './decision-scope';
import { isDeprovision, type MergedOutcome, type MergedRow, type TheirNewUser } from './merge-outcome';
import type { LoadedAccounts } from './lists';

export interface MergeCommand {
  readonly kind: 'merge';
  readonly appId: AppId;
  /** Asked when the turn of the change has come: the rows, or why they are not taken any more. What was handed over is not among them. */
  readonly rowsNow: () => Result<readonly MergedRow[], AppError>;
  /** Told which rows the users that are made will have here, by their rows there. They have them once the change is through. */
  readonly onMaking: (userOf: ReadonlyMap<number, number>) => void;
  readonly note: string;
}

/** Their decisions about accounts of one app, as one decision. One by one: a bulk decision does not change them later. */
export function planMerge({ appId, rowsNow, onMaking, note }: MergeCommand, { list, users }: DecisionScope): Planned {
  const now = rowsNow();
  if (!now.ok) return now;
  const rows = now.value;
  const made = madeInOrder(rows);
  const firstUser = users.records.rowCount;
  const userOf = new Map(made.map(({ row }, i) => [row, firstUser + i]));
  onMaking(userOf);
  const plan: DecisionPlan = {
    appId,
    action: 'merge',
    rows: Uint32Array.from(rows, ({ row }) => row).sort(),
    selectedCount: rows.length,
    isBulk: false,
    note,
    apply: (stamp) => {
      for (const { row, outcome } of rows) applyOutcome(list, row, withUser(outcome, userOf), stamp);
    }
  };
  return ok(made.length > 0 ? { ...plan, makeUsers: () => withMade(users.records, made) } : plan);
}

/** The users to be made, each once, in the order in which they are appended: the active ones first. */
function madeInOrder(rows: readonly MergedRow[]): readonly TheirNewUser[] {
  const made = new Map<number, TheirNewUser>();
  for (const { outcome } of rows) if (outcome.kind === 'make') made.set(outcome.made.row, outcome.made);
  const all = [...made.values()];
  return [...all.filter(({ isActive }) => isActive), ...all.filter(({ isActive }) => !isActive)];
}

function withMade(users: RecordSet, made: readonly TheirNewUser[]): RecordSet {
  return [true, false].reduce((all, wanted) => {
    const some = made.filter(({ isActive }) => isActive === wanted).map(({ user }) => user);
    return some.length > 0 ? appendRecords(all, userRecords(some, wanted)) : all;
  }, users);
}

type Applied = Exclude<MergedOutcome, { kind: 'make' }> | { readonly kind: 'create'; readonly userRow: number };

function withUser(outcome: MergedOutcome, userOf: ReadonlyMap<number, number>): Applied {
  if (outcome.kind !== 'make') return outcome;
  return { kind: 'create', userRow: must(userOf.get(outcome.made.row), 'it was made') };
}

function applyOutcome(list: LoadedAccounts, row: number, outcome: Applied, stamp: DecisionStamp): void {
  const rows = Uint32Array.of(row);
  if (list.decisions.status[row] === STATUS_CODE.cleared) setCleared(list, rows, false);
  switch (outcome.kind) {
    case 'ignore':
      return ignoreRows(list, rows, stamp);
    case 'protect':
      return protectRows(list, rows, stamp);
    case 'defer':
      return deferRows(list, rows, stamp);
    case 'clear':
      if (list.decisions.status[row] !== STATUS_CODE.unconfirmed) unlinkRows(list, rows, stamp);
      return setCleared(list, rows, true);
    default:
      return applyLink(list, row, outcome, stamp);
  }
}

function applyLink(
  list: LoadedAccounts,
  row: number,
  { kind, userRow }: Extract<Applied, { readonly userRow: number }>,
  stamp: DecisionStamp
): void {
  const rows = Uint32Array.of(row);
  // Whom matching proposed is confirmed; anybody else is chosen by hand.
  if (kind !== 'create' && list.match.candidate[row] === userRow) confirmRows(list, rows, stamp);
  else linkByHand(list, row, { user: userRow, decision: kind === 'create' ? 'create' : 'link' }, stamp);
  if (isDeprovision(kind)) deprovisionRows(list, rows, kind, stamp);
}
