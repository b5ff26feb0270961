import type { RecordSet } from '../engine/record-set';
import type { MatchingRules } from '../model/matching-rule';

/** What matching works on: nothing else decides its result. */
export interface MatchInput {
  readonly users: RecordSet;
  readonly accounts: RecordSet;
  readonly rules: MatchingRules;
}
