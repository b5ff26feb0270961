import { isActiveStatus } from '../model/active-status';
import type { Attribute } from '../model/attribute';
import {
  DELETING_KINDS,
  OPERATION_KINDS,
  type OperationKind,
  type PlannedGroup,
  type PlannedUser,
  type PlanOperation
} from '../model/plan-operation';
import type { OperationSource } from './plan-file';

const INVERSE: Record<OperationKind, OperationKind> = {
  'create-user': 'delete-user',
  'update-user': 'update-user',
  'activate-user': 'deactivate-user',
  link: 'unlink',
  'create-group': 'delete-group',
  'add-member': 'remove-member',
  'remove-member': 'add-member',
  unlink: 'link',
  'suspend-user': 'activate-user',
  'deactivate-user': 'activate-user',
  'delete-user': 'create-user',
  'delete-group': 'create-group'
};

/** Who was not active before is not made so by taking these back. */
const STOPPING = ['suspend-user', 'deactivate-user'] as const satisfies OperationKind[];

/**
 * The operations that take a plan back. They are given in the order of OPERATION_KINDS as those of any plan: users who
 * come back before what refers to them, what was created is deleted last. Users are as they are at that point: for
 * `update-user` as the plan has left them, for all later kinds as they were before it. It takes for granted that every
 * operation of the plan has changed something; an update of somebody who is deleted too is taken back twice, which is once
 * too often and changes nothing. Who was deleted is made anew, from what Muster knew, under an id that is not the old one;
 * passwords, attributes that were never imported, memberships and assignments that the plan did not name are lost. Cost:
 * the plan read once per kind asked for, what suspends and deactivates once more; memory: a number per deletion.
 */
export function inverseSource(source: OperationSource): OperationSource {
  const counts = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Record<OperationKind, number>;
  for (const kind of OPERATION_KINDS) counts[INVERSE[kind]] += source.counts[kind];
  for (const operation of source.operations(STOPPING)) if (!isTakenBack(operation)) counts['activate-user']--;
  let deleted: Deleted | undefined;
  return {
    counts,
    operations: (kinds) => {
      deleted ??= readDeleted(source);
      return inverseOperations(source, kinds, deleted);
    }
  };
}

/** What the plan deletes: its users and groups are new in what takes it back. */
interface Deleted {
  readonly users: ReadonlySet<number>;
  readonly groups: ReadonlySet<string>;
}

function readDeleted(source: OperationSource): Deleted {
  const users = new Set<number>();
  const groups = new Set<string>();
  for (const { kind, user, group } of source.operations(DELETING_KINDS)) {
    if (kind === 'delete-user' && user) users.add(user.row);
    if (kind === 'delete-group' && group) groups.add(group.name);
  }
  return { users, groups };
}

function* inverseOperations(
  source: OperationSource,
  kinds: readonly OperationKind[],
  deleted: Deleted
): Generator<PlanOperation, void> {
  for (const kind of OPERATION_KINDS) {
    if (!kinds.includes(kind)) continue;
    const taken = OPERATION_KINDS.filter((one) => INVERSE[one] === kind);
    for (const operation of source.operations(taken)) {
      if (isTakenBack(operation)) yield inverseOperation(operation, deleted);
    }
  }
}

function isTakenBack({ kind, user }: PlanOperation): boolean {
  return !STOPPING.some((one) => one === kind) || isActiveStatus(user?.values.active ?? '');
}

function inverseOperation(operation: PlanOperation, deleted: Deleted): PlanOperation {
  const { id, kind, user, account, group, changes } = operation;
  return {
    id: `${id}:back`,
    kind: INVERSE[kind],
    user: user && inverseUser(user, operation, deleted),
    account,
    group: group && inverseGroup(group, deleted),
    changes: changes.map(({ attribute, before, after }) => ({ attribute, before: after, after: before }))
  };
}

function inverseUser(user: PlannedUser, { changes }: PlanOperation, deleted: Deleted): PlannedUser {
  const isNew = deleted.users.has(user.row);
  const values: Partial<Record<Attribute, string>> = { ...user.values };
  for (const { attribute, after } of changes) {
    if (after === '') delete values[attribute];
    else values[attribute] = after;
  }
  return { row: user.row, targetId: isNew ? '' : user.targetId, isNew, values };
}

function inverseGroup({ name }: PlannedGroup, deleted: Deleted): PlannedGroup {
  return { name, isNew: deleted.groups.has(name) };
}
