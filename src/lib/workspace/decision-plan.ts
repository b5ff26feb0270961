import {
  confirmRows,
  decidableRows,
  ignoreRows,
  linkByHand,
  setCleared,
  unlinkRows,
  type DecisionStamp,
  type RowAction
} from '../engine/decide-rows';
import type { AppId } from '../model/ids';
import { err, ok } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { DecisionCommand } from '../protocol/engine-api';
import type { RowSelection } from '../protocol/view';
import type { DecisionScope, Planned } from './decision-scope';
import { UNBUILT } from './unbuilt';
import { planUserCreation, planUserCreations } from './user-creation-plan';

export async function planDecision(command: DecisionCommand, scope: DecisionScope): Promise<Planned> {
  const { list } = scope;
  switch (command.kind) {
    case 'confirm':
      return planRows(command, scope, (rows, stamp) => confirmRows(list, rows, stamp));
    case 'ignore':
      return planRows(command, scope, (rows, stamp) => ignoreRows(list, rows, stamp));
    case 'unlink':
      return planRows(command, scope, (rows, stamp) => unlinkRows(list, rows, stamp));
    case 'protect':
    case 'defer':
    case 'deprovision':
      return err(UNBUILT);
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
      return planUserCreation(command, scope);
    case 'create-users':
      return planUserCreations(command, scope);
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
  const rows = decidableRows(list, selected, command.kind);
  return ok({
    appId: command.appId,
    action: command.kind,
    rows,
    selectedCount: selected.length,
    isBulk: selected.length > 1,
    apply: (stamp) => change(rows, stamp)
  });
}

function planAll(
  command: Extract<DecisionCommand, { kind: 'clear-unconfirmed' | 'restore-cleared' }>,
  { list }: DecisionScope
): Planned {
  const isClear = command.kind === 'clear-unconfirmed';
  const { status } = list.decisions;
  const wanted = isClear ? STATUS_CODE.unconfirmed : STATUS_CODE.cleared;
  const rows = Uint32Array.from(status.keys()).filter((row) => status[row] === wanted);
  return ok({
    appId: command.appId,
    action: isClear ? 'clear' : 'restore',
    rows,
    selectedCount: rows.length,
    isBulk: true,
    apply: () => setCleared(list, rows, isClear)
  });
}

function planAssign(command: Extract<DecisionCommand, { kind: 'assign' }>, { list, users }: DecisionScope): Planned {
  if (command.row >= list.records.rowCount) return err({ kind: 'not-found', what: 'The account' });
  if (command.userRow >= users.records.rowCount) return err({ kind: 'not-found', what: 'The user' });
  return ok({
    appId: command.appId,
    action: 'assign',
    rows: Uint32Array.of(command.row),
    selectedCount: 1,
    isBulk: false,
    apply: (stamp) => linkByHand(list, command.row, { user: command.userRow, decision: 'link' }, stamp)
  });
}
