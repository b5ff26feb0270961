import { appendRecords } from '../engine/append-records';
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
import type { RecordSet } from '../engine/record-set';
import { userRecords, type NewUser } from '../engine/user-records';
import { accountDraft, accountUser } from '../matching/account-draft';
import { UserDraftCheck } from '../matching/user-draft-check';
import type { AppError } from '../model/app-error';
import type { StepAction } from '../model/history-step';
import type { AppId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { DecisionCommand } from '../protocol/engine-api';
import type { RowSelection } from '../protocol/view';
import type { LoadedAccounts, UserList } from './lists';

/** What a command is worked out against. */
export interface DecisionScope {
  readonly list: LoadedAccounts;
  readonly users: UserList;
  /** Rows of a selection, ascending. */
  readonly rowsOf: (selection: RowSelection) => Uint32Array;
}

/** A decision, worked out but not made: nothing has changed yet. */
export interface DecisionPlan {
  readonly appId: AppId;
  readonly action: StepAction;
  /** Rows that change, ascending. */
  readonly rows: Uint32Array;
  readonly selectedCount: number;
  readonly isBulk: boolean;
  readonly apply: (stamp: DecisionStamp) => void;
  /** Makes the users of the domain with the new ones behind them; absent when none are made. */
  readonly makeUsers?: () => RecordSet;
}

type Planned = Result<DecisionPlan, AppError>;

export function planDecision(command: DecisionCommand, scope: DecisionScope): Planned {
  const { list } = scope;
  switch (command.kind) {
    case 'confirm':
      return planRows(command, scope, (rows, stamp) => confirmRows(list, rows, stamp));
    case 'ignore':
      return planRows(command, scope, (rows, stamp) => ignoreRows(list, rows, stamp));
    case 'unlink':
      return planRows(command, scope, (rows, stamp) => unlinkRows(list, rows, stamp));
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
      return planCreateUser(command, scope);
    case 'create-users':
      return planCreateUsers(command, scope);
  }
}

type RowsCommand = Extract<DecisionCommand, { kind: 'confirm' | 'ignore' | 'unlink' | 'clear' | 'restore' }>;

function planRows(
  command: RowsCommand,
  { list, rowsOf }: DecisionScope,
  change: (rows: Uint32Array, stamp: DecisionStamp) => void
): Planned {
  const selected = rowsOf(command.selection);
  const rows = decidableRows(list, selected, command.kind satisfies RowAction);
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

function planCreateUser(
  command: Extract<DecisionCommand, { kind: 'create-user' }>,
  { list, users }: DecisionScope
): Planned {
  if (command.row >= list.records.rowCount) return err({ kind: 'not-found', what: 'The account' });
  const problems = new UserDraftCheck(users.records).accept(command.draft);
  if (problems.length > 0) return err({ kind: 'user-invalid', problems });
  const made = (): NewUser[] => [{ ...accountUser(list.records, command.row), ...command.draft }];
  return ok(creation(command.appId, Uint32Array.of(command.row), made, { list, users, selectedCount: 1 }));
}

/** Users for many accounts at once; accounts whose user would not be valid stay as they are. */
function planCreateUsers(command: Extract<DecisionCommand, { kind: 'create-users' }>, scope: DecisionScope): Planned {
  const { list, users } = scope;
  const selected = scope.rowsOf(command.selection);
  const check = new UserDraftCheck(users.records);
  const rows = decidableRows(list, selected, 'create-user').filter(
    (row) => check.accept(accountDraft(list.records, row)).length === 0
  );
  const made = () => Array.from(rows, (row) => accountUser(list.records, row));
  return ok(creation(command.appId, rows, made, { list, users, selectedCount: selected.length }));
}

function creation(
  appId: AppId,
  rows: Uint32Array,
  made: () => readonly NewUser[],
  { list, users, selectedCount }: { list: LoadedAccounts; users: UserList; selectedCount: number }
): DecisionPlan {
  const firstUser = users.records.rowCount;
  return {
    appId,
    action: 'create-user',
    rows,
    selectedCount,
    isBulk: selectedCount > 1,
    apply: (stamp) =>
      rows.forEach((row, i) => linkByHand(list, row, { user: firstUser + i, decision: 'create' }, stamp)),
    makeUsers: () => appendRecords(users.records, userRecords(made()))
  };
}
