import { nameComparisons } from './compare/name-comparisons';
import { valueComparisons } from './compare/value-comparisons';
import type { Comparison } from './comparison';
import type { EncodedLists } from './encoded-lists';

/** What the two lists can be compared in, in the order in which it depends on each other (weigh/contexts.ts). */
export function makeComparisons(lists: EncodedLists): readonly Comparison[] {
  return [...nameComparisons(lists), ...valueComparisons(lists.fields, lists)];
}
