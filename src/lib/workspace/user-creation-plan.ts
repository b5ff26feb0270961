import { appendRecords } from '../engine/append-records';
import { decidableRows, linkByHand } from '../engine/decide-rows';
import { userRecords, type NewUser } from '../engine/user-records';
import { userDraft } from '../matching/account-draft';
import { UserDraftCheck } from '../matching/user-draft-check';
import type { AppId } from '../model/ids';
import { err, ok } from '../model/result';
import type { DecisionCommand } from '../protocol/engine-api';
import type { DecisionPlan, DecisionScope, Planned } from './decision-scope';
import type { LoadedAccounts, UserList } from './lists';
import { projectUsers } from './project-users';

export async function planUserCreation(
  command: Extract<DecisionCommand, { kind: 'create-user' }>,
  { list, users, app, evaluator }: DecisionScope
): Promise<Planned> {
  if (command.row >= list.records.rowCount) return err({ kind: 'not-found', what: 'The account' });
  const problems = new UserDraftCheck(users.records).accept(command.draft);
  if (problems.length > 0) return err({ kind: 'user-invalid', problems });
  const rows = Uint32Array.of(command.row);
  const projected = await projectUsers(app, { accounts: list.records, rows }, evaluator);
  if (!projected.ok) return projected;
  const made = [{ ...projected.value[0], ...command.draft }];
  return ok(creation(command.appId, rows, made, { list, users, selectedCount: 1 }));
}

/** Users for many accounts at once; accounts whose user would not be valid stay as they are. */
export async function planUserCreations(
  command: Extract<DecisionCommand, { kind: 'create-users' }>,
  { list, users, app, evaluator, rowsOf }: DecisionScope
): Promise<Planned> {
  const selected = rowsOf(command.selection);
  const check = new UserDraftCheck(users.records);
  const possible = decidableRows(list, selected, 'create-user');
  const projected = await projectUsers(app, { accounts: list.records, rows: possible }, evaluator);
  if (!projected.ok) return projected;
  const isValid = projected.value.map((user) => check.accept(userDraft(user)).length === 0);
  const rows = possible.filter((_, i) => isValid[i]);
  const made = projected.value.filter((_, i) => isValid[i]);
  return ok(creation(command.appId, rows, made, { list, users, selectedCount: selected.length }));
}

function creation(
  appId: AppId,
  rows: Uint32Array,
  made: readonly NewUser[],
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
    makeUsers: () => appendRecords(users.records, userRecords(made))
  };
}
