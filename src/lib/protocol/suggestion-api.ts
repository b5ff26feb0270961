import type { AppError } from '../model/app-error';
import type { AppId, IdentityDomainId, RowIndex } from '../model/ids';
import type { LinkVerdict } from '../model/link-review';
import type { Result } from '../model/result';
import type { Evidence } from '../model/suggestion';
import type { LinkageModel } from '../model/linkage-model';
import type { AccountRow, RowSelection, UserRow } from './view';

/** A user who could own the account, best first. */
export interface SuggestedUser {
  readonly user: UserRow;
  /** From 0 to 1. With the others and `nobody` it adds up to 1 at most: those behind `limit` have the rest. */
  readonly probability: number;
  readonly bits: number;
  /** The parts that add up to `bits`, strongest first; the prior among them. */
  readonly evidence: readonly Evidence[];
  /** The rule that proposes this user too. */
  readonly ruleName: string | undefined;
}

export interface AccountSuggestions {
  readonly candidates: readonly SuggestedUser[];
  /** That nobody in this domain owns the account, from 0 to 1. */
  readonly nobody: number;
}

/** How far the scores of an app are. `off`: nothing to score (no users, no accounts). */
export type ScoringState =
  | { readonly kind: 'off' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly total: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: AppError };

/** An account as it is looked at beside the user that Muster would give it: nothing tells how sure it is. */
export interface BlindPair {
  readonly account: AccountRow;
  readonly user: UserRow;
  /** Attributes by their words on the screen. */
  readonly comparisons: readonly { readonly attribute: string; readonly account: string; readonly user: string }[];
}

export type BlindVerdict = LinkVerdict;

/** The error rate of links, estimated from a random sample that a person looked at without knowing how they came about. */
export interface QualityReview {
  readonly drawnAt: number;
  /** Links that the sample was drawn from. */
  readonly population: number;
  /** In the order in which they were drawn; links that were taken back before somebody answered left out. */
  readonly pairs: readonly { readonly row: RowIndex; readonly verdict: BlindVerdict | undefined }[];
  readonly answered: number;
  readonly wrong: number;
  /** Of the share that is wrong: exact (Clopper-Pearson), 95 %; `unsure` left out. Undefined before the first answer. */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
}

/** Ranked suggestions. The lists stay in the engine; the linkage worker has what it compares of them. */
export interface SuggestionApi {
  /** At most `limit` users, best first; within 30 ms at a million users once the users were read. */
  suggestions(appId: AppId, row: RowIndex, limit: number): Promise<Result<AccountSuggestions, AppError>>;
  /**
   * Scores what is undecided and has no exact match, in the background; told by `scores` events. Again only where something
   * changed, so it may be asked whenever an app is looked at.
   */
  startScoring(appId: AppId): Promise<Result<ScoringState, AppError>>;
  stopScoring(appId: AppId): Promise<Result<ScoringState, AppError>>;

  /**
   * Rows that `accept-suggestions` would link (`atLeast` in whole percent): a random few of them, to be looked at before. The
   * same ones until the scores change.
   */
  sampleSuggestions(
    appId: AppId,
    selection: RowSelection,
    atLeast: number,
    most: number
  ): Promise<Result<readonly BlindPair[], AppError>>;

  linkageModel(appId: AppId): Promise<Result<LinkageModel, AppError>>;
  /** Whether the ranking learns from what people confirm in this domain. */
  setLearning(domainId: IdentityDomainId, isOn: boolean): Promise<Result<undefined, AppError>>;
  /** What was confirmed until now is not learnt from any more. */
  forgetLearnt(domainId: IdentityDomainId): Promise<Result<undefined, AppError>>;

  qualityReview(appId: AppId): Promise<Result<QualityReview | undefined, AppError>>;
  /** Draws a new sample (at most MOST_REVIEWED of model/link-review.ts) among links that rules made; drops the one before. */
  drawQualitySample(appId: AppId, size: number): Promise<Result<QualityReview, AppError>>;
  readBlindPair(appId: AppId, row: RowIndex): Promise<Result<BlindPair, AppError>>;
  answerBlindPair(appId: AppId, row: RowIndex, verdict: BlindVerdict): Promise<Result<QualityReview, AppError>>;
}
