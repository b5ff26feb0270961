import type { Attribute } from '../../model/attribute';
import type { PlanOperation } from '../../model/plan-operation';

/** What an operation would have the target store of a user. */
export type SentValues = Readonly<Partial<Record<Attribute, string>>>;

const NOTHING: SentValues = {};

/** All values of a user who is created; of an update those that change, an empty one where it is cleared. */
export function sentValues(operation: PlanOperation): SentValues {
  if (operation.kind === 'create-user') return operation.user?.values ?? NOTHING;
  if (operation.changes.length === 0) return NOTHING;
  const values: Partial<Record<Attribute, string>> = {};
  for (const { attribute, after } of operation.changes) values[attribute] = after;
  return values;
}
