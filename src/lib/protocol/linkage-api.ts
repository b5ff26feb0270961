import type { LinkageModel } from '../model/linkage-model';
import type { Suggestion, Suggestions } from '../model/suggestion';

/** A packed segment with the columns that are compared, under a number of its own. Moved, not copied: do not reuse. */
export interface LinkedSegment {
  readonly number: number;
  readonly buffer: ArrayBuffer;
}

/** A list: the segments that it consists of, in their order. */
export type LinkedList = readonly number[];

/** The accounts of an app and those who may own them. */
export interface LinkedApp {
  readonly appId: string;
  readonly users: LinkedList;
  readonly accounts: LinkedList;
}

/** Accounts of another app, with their owners among the users: what is known of a person beside the user's own record. */
export interface KnownOwners {
  readonly appName: string;
  readonly accounts: LinkedList;
  /** Row of the owner per account; -1 where there is none. */
  readonly owners: Int32Array<ArrayBuffer>;
}

/** What people decided about pairs of an account and a user. */
export interface LearntPairs {
  readonly accounts: Uint32Array<ArrayBuffer>;
  readonly users: Uint32Array<ArrayBuffer>;
  /** 1: the user owns the account; 0: somebody said that this is not so. */
  readonly isOwner: Uint8Array<ArrayBuffer>;
}

/** What speaks for owners beside the two lists. */
export interface LinkageEvidence {
  /** Undefined: the same as when the app was opened last. */
  readonly known: readonly KnownOwners[] | undefined;
  readonly learnt: LearntPairs;
}

/** The best user of each account that was asked about, in the order of asking. */
export interface ScoredRows {
  /** Row of the user, -1 for none. */
  readonly users: Int32Array<ArrayBuffer>;
  /** Whole percent, rounded down. */
  readonly percents: Uint8Array<ArrayBuffer>;
  /** Users who were suggested, at most 255. */
  readonly counts: Uint8Array<ArrayBuffer>;
}

export interface RankedUsers extends Suggestions {
  /** The users that were asked about by name and are not among the candidates. */
  readonly others: readonly Suggestion[];
}

/**
 * The linkage worker: holds what is compared of lists, and ranks users. It stores nothing, and is ended with the workspace.
 * Short questions are answered while long ones are worked on.
 */
export interface LinkageApi {
  hello(): Promise<number>;
  addSegments(segments: readonly LinkedSegment[]): Promise<void>;
  /**
   * The lists as they are now, of segments that are here. Answered when users can be ranked. Segments that are not in the
   * users or accounts of an open app go then.
   */
  open(app: LinkedApp, evidence: LinkageEvidence): Promise<void>;
  close(appId: string): Promise<void>;
  /** At most `limit` of them; and the users of `also`, wherever they rank. */
  suggest(appId: string, row: number, limit: number, also: readonly number[]): Promise<RankedUsers>;
  score(appId: string, rows: Uint32Array<ArrayBuffer>): Promise<ScoredRows>;
  model(appId: string): Promise<LinkageModel>;
}

/** A linkage worker that has been started, and the way to end it. */
export interface StartedLinkage {
  readonly api: LinkageApi;
  /** Resolves with what broke it; never otherwise. */
  readonly broken: Promise<string>;
  readonly end: () => void;
}
