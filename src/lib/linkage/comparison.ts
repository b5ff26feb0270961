import type { AgreementLevel, ComparedTexts, ComparisonId } from '../model/agreement';

/**
 * One thing that an account and a user are compared in. What both say is put into a level: 0 is nothing to compare (one of
 * them says nothing), 1 is different, the others are agreement, the weakest first.
 */
export interface Comparison {
  readonly id: ComparisonId;
  readonly levels: readonly AgreementLevel[];
  /** By row. Makes no garbage: it is asked a million times a second. */
  level(account: number, user: number): number;
  /** Of the pair asked for last: share of the directory that has what both agree on, up to 1; 0 where it says nothing. */
  readonly share: number;
  /** What is shown of both, as it stands in their records. */
  texts(account: number, user: number): ComparedTexts;
}

export const MISSING = 0;
export const DIFFERENT = 1;
