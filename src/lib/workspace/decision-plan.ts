import {
  acknowledgeRows,
  canDecide,
  confirmRows,
  decidableRows,
  deferRows,
  deprovisionRows,
  ignoreRows,
  isChangedSinceCommit,
  linkByHand,
  protectRows,
  setCleared,
  unlinkRows,
  type DecisionStamp,
  type RowAction
} from '../engine/decide-rows';
import { RowList } from '../engine/row-list';
import { DECISION_CODE } from '../model/decision';
import type { StepAction } from '../model/history-step';
import { asRow, type AppId } from '../model/ids';
import { err, ok } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { DecisionCommand } from '../protocol/engine-api';
import type { RowSelection } from '../protocol/view';
import type { DecisionPlan, DecisionScope, Planned } from './decision-scope';
import { planAcceptance } from './accept-suggestions';
import { planAnswers } from './answers-plan';
import { planMerge, type MergeCommand } from './merge-decisions-plan';
import { planUserCreation, planUserCreations } from './user-creation-plan';

export async function planDecision(command: DecisionCommand | MergeCommand, scope: DecisionScope): Promise<Planned> {
  const { list } = scope;
  switch (command.kind) {
    case 'confirm':
      return planConfirm(command, scope);
    case 'ignore':
      return planRows(command, scope, (rows, stamp) => ignoreRows(list, rows, stamp));
    case 'unlink':
      return planRows(command, scope, (rows, stamp) => unlinkRows(list, rows, stamp));
    case 'protect':
      return planRows(command, scope, (rows, stamp) => protectRows(list, rows, stamp));
    case 'defer':
      return planRows(command, scope, (rows, stamp) => deferRows(list, rows, stamp));
    case 'deprovision':
      return planDeprovision(command, scope);
    case 'clear':
      return planRows(command, scope, (rows) => setCleared(list, rows, true));
    case 'restore':
      return planRows(command, scope, (rows) => setCleared(list, rows, false));
    case 'clear-unconfirmed':
    case 'restore-cleared':
      return planAll(command, scope);
    case 'assign':
      return planAssign(command, scope);
    case 'create-user':
      if (isLockedRow(command.row, scope)) return ok(nothing(command.appId, 'create-user'));
      return planUserCreation(command, scope);
    case 'create-users':
      return planUserCreations(command, scope);
    case 'accept-suggestions':
      return planAcceptance(command, scope);
    case 'answers':
      return planAnswers(command, scope);
    case 'merge':
      return planMerge(command, scope);
  }
}

/** A command about the rows of a selection that needs nothing but the rows. */
interface RowsCommand {
  readonly kind: Exclude<RowAction, 'create-user'>;
  readonly appId: AppId;
  readonly selection: RowSelection;
}

function planRows(
  command: RowsCommand,
  { list, rowsOf }: DecisionScope,
  change: (rows: Uint32Array, stamp: DecisionStamp) => void
): Planned {
  const selected = rowsOf(command.selection);
  return planned(command, selected.length, decidableRows(list, selected, command.kind), change);
}

function planned(
  { kind, appId }: RowsCommand,
  selectedCount: number,
  rows: Uint32Array,
  change: (rows: Uint32Array, stamp: DecisionStamp) => void
): Planned {
  const isBulk = selectedCount > 1;
  return ok({ appId, action: kind, rows, selectedCount, isBulk, apply: (stamp) => change(rows, stamp) });
}

/** What was handed over and has changed since is confirmed anew only where the plan has nothing to do for it. */
async function planConfirm(command: RowsCommand, scope: DecisionScope): Promise<Planned> {
  const { list, rowsOf, isPlanned } = scope;
  const selected = rowsOf(command.selection);
  const isAgain = selected.length === 1 && isChangedSinceCommit(list, selected[0]);
  if (!isAgain) return planRows(command, scope, (rows, stamp) => confirmRows(list, rows, stamp));
  const isLeft = await isPlanned(asRow(selected[0]));
  if (!isLeft.ok) return isLeft;
  if (isLeft.value) return ok(nothing(command.appId, 'confirm'));
  return planRows(command, scope, (rows) => acknowledgeRows(list, rows));
}

/** The decision is the app's setting. Rows that have it already stay as they are. */
function planDeprovision(command: RowsCommand, { app, list, rowsOf }: DecisionScope): Planned {
  const { deprovisioning } = app.synchronization;
  const selected = rowsOf(command.selection);
  if (deprovisioning === 'leave') return planned(command, selected.length, new Uint32Array(0), () => undefined);
  const { decision } = list.decisions;
  const rows = decidableRows(list, selected, 'deprovision').filter(
    (row) => decision[row] !== DECISION_CODE[deprovisioning]
  );
  return planned(command, selected.length, rows, (changed, stamp) =>
    deprovisionRows(list, changed, deprovisioning, stamp)
  );
}

function planAll(
  command: Extract<DecisionCommand, { kind: 'clear-unconfirmed' | 'restore-cleared' }>,
  { list }: DecisionScope
): Planned {
  const isClear = command.kind === 'clear-unconfirmed';
  const { status } = list.decisions;
  const wanted = isClear ? STATUS_CODE.unconfirmed : STATUS_CODE.cleared;
  const found = new RowList();
  for (let row = 0; row < status.length; row++) if (status[row] === wanted) found.push(row);
  const rows = found.slice(0, Infinity).slice();
  return ok({
    appId: command.appId,
    action: isClear ? 'clear' : 'restore',
    rows,
    selectedCount: rows.length,
    isBulk: true,
    apply: () => setCleared(list, rows, isClear)
  });
}

function planAssign(command: Extract<DecisionCommand, { kind: 'assign' }>, scope: DecisionScope): Planned {
  const { list, users } = scope;
  if (command.row >= list.records.rowCount) return err({ kind: 'not-found', what: 'The account' });
  if (command.userRow >= users.records.rowCount) return err({ kind: 'not-found', what: 'The user' });
  if (isLockedRow(command.row, scope)) return ok(nothing(command.appId, 'assign'));
  return ok({
    appId: command.appId,
    action: 'assign',
    rows: Uint32Array.of(command.row),
    selectedCount: 1,
    isBulk: false,
    apply: (stamp) => linkByHand(list, command.row, { user: command.userRow, decision: 'link' }, stamp)
  });
}

/** A row that is there and has to be restored, or its protection taken back, before a user can be linked to it. */
function isLockedRow(row: number, { list }: DecisionScope): boolean {
  return row < list.records.rowCount && !canDecide(list, row, 'create-user', true);
}

function nothing(appId: AppId, action: StepAction): DecisionPlan {
  return { appId, action, rows: new Uint32Array(0), selectedCount: 1, isBulk: false, apply: () => undefined };
}
