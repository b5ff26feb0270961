import { nameComparisons } from './compare/name-comparisons';
import { valueComparisons } from './compare/value-comparisons';
import type { Comparison } from './comparison';
import type { EncodedLists } from './encoded-lists';

/** What the two lists can be compared in, in the order in which it depends on each other (weigh/contexts.ts). */
export function makeComparisons(lists: EncodedLists): readonly Comparison[] {
  const { accountRecords, userRecords, fields } = lists;
  return [
    ...nameComparisons(lists),
    ...valueComparisons(fields, lists, { accounts: accountRecords, users: userRecords })
  ];
}
