import { cellText } from '../engine/record-set';
import { DECISION_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import type { OperationKind } from '../model/plan-operation';
import { STATUS_CODE } from '../model/status';
import { INCLUDED, type ExcludedOperations } from './excluded-operations';
import type { Plan } from './plan';
import type { AssignedAccounts } from './plan-file';

/** What says of an account that it becomes, or is no longer, somebody's. */
const SAYING = ['link', 'unlink', 'delete-user'] as const satisfies OperationKind[];

/** The accounts of each app of a plan, and of which of them the operation is left out. 20 ns per such operation. */
export function assignedAccounts(plan: Plan, { marks }: ExcludedOperations): readonly AssignedAccounts[] {
  const excluded = plan.input.apps.map(() => new Set<number>());
  for (const kind of SAYING) {
    const list = plan.list(kind);
    const { start } = plan.rangeOf(kind);
    for (let at = 0; at < list.length; at++) {
      if (marks[start + at] !== INCLUDED) excluded[list.app(at)].add(list.account(at));
    }
  }
  return plan.input.apps.map(({ id, list, key }, i) => ({
    appId: id,
    list,
    key,
    users: plan.input.users,
    excluded: excluded[i]
  }));
}

/** An account that its user has once the plan is carried out. */
export interface AssignedAccount {
  readonly id: string;
  /** Of the user. */
  readonly userName: string;
  /** As the app says it. */
  readonly active: string;
}

/**
 * Undefined for an account that nobody has by then, or that has no id, or whose user has no name: committed ones and
 * those that the plan links, without those that have vanished. What is left out of the plan stays as it was.
 */
export function assignedAccount(app: AssignedAccounts, row: number): AssignedAccount | undefined {
  if (!isAssigned(app, row)) return undefined;
  const { list, users, key } = app;
  const id = (key ? cellText(list.records, row, key) : '') || cellText(list.records, row, 'userName');
  const userName = cellText(users, list.decisions.user[row], 'userName');
  if (id === '' || userName === '') return undefined;
  return { id, userName, active: cellText(list.records, row, 'active') };
}

function isAssigned({ list: { decisions }, excluded }: AssignedAccounts, row: number): boolean {
  const { user, status, decision, flags } = decisions;
  if (user[row] < 0 || (flags[row] & FLAG.vanished) !== 0) return false;
  const isEnding = decision[row] === DECISION_CODE['remove-assignment'] || decision[row] === DECISION_CODE.delete;
  if (status[row] === STATUS_CODE.committed) return !isEnding;
  return status[row] === STATUS_CODE.confirmed && isEnding === excluded.has(row);
}
