import type { Attribute } from '../../model/attribute';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import type { UserValues } from '../../model/scim-request';
import type { OperationSource } from '../plan-file';

/** What a user is made to be by these. */
export const STATUS_KINDS = ['activate-user', 'suspend-user', 'deactivate-user'] as const satisfies OperationKind[];
export type StatusKind = (typeof STATUS_KINDS)[number];

/** The values as the plan leaves them. */
export function plannedValues({ user, changes }: PlanOperation): UserValues {
  const values: Partial<Record<Attribute, string>> = { ...user?.values };
  for (const { attribute, after } of changes) values[attribute] = after;
  return values;
}

/**
 * Operations about users who exist, those of one user together: an object may be imported into one resource only. `kinds`:
 * all that were put together. Memory: one entry per change of status, which are few beside the list of users.
 */
export function* usersOnce(source: OperationSource): Generator<UserOnce, void> {
  const statuses = new Map<number, StatusKind[]>();
  for (const { kind, user } of source.operations(STATUS_KINDS)) {
    if (user && isStatusKind(kind)) statuses.set(user.row, [...(statuses.get(user.row) ?? []), kind]);
  }
  for (const operation of source.operations(['update-user'])) {
    const row = operation.user ? Number(operation.user.row) : -1;
    const kinds = statuses.get(row) ?? [];
    statuses.delete(row);
    yield { operation, kinds: [operation.kind, ...kinds], status: kinds.at(-1) };
  }
  for (const operation of source.operations(STATUS_KINDS)) {
    const row = operation.user ? Number(operation.user.row) : -1;
    const kinds = statuses.get(row);
    if (!kinds) continue;
    statuses.delete(row);
    yield { operation, kinds, status: kinds.at(-1) };
  }
}

export interface UserOnce {
  readonly operation: PlanOperation;
  readonly kinds: readonly OperationKind[];
  readonly status: StatusKind | undefined;
}

function isStatusKind(kind: OperationKind): kind is StatusKind {
  return STATUS_KINDS.some((one) => one === kind);
}
