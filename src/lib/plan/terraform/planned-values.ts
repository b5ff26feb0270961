import type { Attribute } from '../../model/attribute';
import type { AttributeChange, OperationKind } from '../../model/plan-operation';
import type { UserValues } from '../../model/scim-request';
import { MergedUpdates, type MergedUpdate } from '../merged-updates';
import type { OperationSource } from '../plan-file';

/** What a user is made to be by these. */
const STATUS_KINDS = ['activate-user', 'suspend-user', 'deactivate-user'] as const satisfies OperationKind[];
export type StatusKind = (typeof STATUS_KINDS)[number];

/** The values as the plan leaves them. */
export function plannedValues({ user, changes }: MergedUpdate): UserValues {
  const values: Partial<Record<Attribute, string>> = { ...user.values };
  for (const { attribute, after } of changes) values[attribute] = after;
  return values;
}

/**
 * Users who exist, each once: an object may be imported into one resource only. `isSaid`: whether there are words for a
 * change; an update without any is passed over.
 */
export function usersOnce(source: OperationSource, isSaid: (change: AttributeChange) => boolean): MergedUpdates {
  return new MergedUpdates(source, {
    kinds: ['update-user', ...STATUS_KINDS],
    isSaid: ({ kind, changes }) => kind !== 'update-user' || changes.some(isSaid)
  });
}

/** What a user is made to be in the end; undefined where nothing says it. */
export function plannedStatus({ kinds }: MergedUpdate): StatusKind | undefined {
  return kinds.findLast(isStatusKind);
}

function isStatusKind(kind: OperationKind): kind is StatusKind {
  return STATUS_KINDS.some((one) => one === kind);
}
