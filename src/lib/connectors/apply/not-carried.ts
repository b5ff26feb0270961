import type { Attribute } from '../../model/attribute';
import type { PlanOperation } from '../../model/plan-operation';
import { SCIM_ATTRIBUTES } from '../../model/scim-request';

/**
 * What of an operation a system has no words for. Of a user to be created only attributes that some system has words
 * for: groups are operations of their own, and what is custom belongs to Muster.
 */
export function notCarried(
  { kind, user, changes }: PlanOperation,
  carries: ReadonlySet<Attribute>
): readonly Attribute[] {
  if (kind === 'update-user') return changes.map(({ attribute }) => attribute).filter((one) => !carries.has(one));
  if (kind !== 'create-user' || !user) return [];
  return [...SCIM_ATTRIBUTES].filter((attribute) => (user.values[attribute] ?? '') !== '' && !carries.has(attribute));
}
