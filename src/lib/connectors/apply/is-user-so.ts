import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { PlanOperation } from '../../model/plan-operation';
import type { FoundUser } from './target-system';

/** Whether the user's own record says that it is so. Of a change counts what the system can carry; of nothing, nothing. */
export function isUserSo(
  { kind, changes }: PlanOperation,
  { state, values }: FoundUser,
  carries: ReadonlySet<Attribute>
): boolean {
  const carried = changes.filter(({ attribute }) => carries.has(attribute));
  switch (kind) {
    case 'update-user':
      return (
        carried.length > 0 &&
        carried.every(({ attribute, after }) =>
          attribute === 'active' ? isActiveStatus(after) === (state === 'active') : (values[attribute] ?? '') === after
        )
      );
    case 'activate-user':
      return state === 'active';
    case 'suspend-user':
      return state !== 'active';
    case 'deactivate-user':
      return state === 'inactive';
    default:
      return false;
  }
}
