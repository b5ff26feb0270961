import type { AgreementLevel, ComparedTexts, ComparisonId } from './agreement';

/** One part of a score: what was compared, how it agrees, what that is worth. The parts add up to the score. */
export interface Evidence extends ComparedTexts {
  readonly comparison: ComparisonId | 'prior' | 'combined';
  readonly level: AgreementLevel;
  /** In bits: +1 makes it twice as likely that both are the same person, -1 half as likely. */
  readonly bits: number;
  /** How many users of the domain have what both agree on; 0 where that says nothing. */
  readonly usersWithIt: number;
  /** The app in which a confirmed link gave the user this value, where it is not the user's own. */
  readonly learntFrom?: string;
}

/** A user who could own an account. */
export interface Suggestion {
  readonly user: number;
  /** That this user owns the account, from 0 to 1. With the others and "nobody here" it adds up to 1. */
  readonly probability: number;
  /** Sum of the evidence, in bits. */
  readonly bits: number;
  readonly evidence: readonly Evidence[];
}

/** Best first; equal ones by row. */
export interface Suggestions {
  readonly candidates: readonly Suggestion[];
  /** That nobody in the domain owns the account, from 0 to 1. */
  readonly nobody: number;
}
