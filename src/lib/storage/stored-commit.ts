import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { Commit, CommitId } from '../model/commit';

/** A commit as it is stored. */
export type StoredCommit = Commit & {
  readonly id: CommitId;
  /** Revision of each list of accounts when it started, by app: tells whether one was imported since. Empty for files. */
  readonly listRevisions: Readonly<Record<string, number>>;
};

/**
 * Operations [part × PART_OPERATIONS, …) of a commit that is applied through a connector. They are written once when the
 * commit starts: its decisions may change afterwards, what it does may not; but for what failed and was mended since.
 */
export interface StoredCommitPart {
  readonly commitId: CommitId;
  readonly part: number;
  /** PlanOperation each, as JSON Lines in UTF-8. */
  readonly operations: ArrayBuffer;
}

/** Where the operations of the part of the same number stand. Rewritten with every batch that is sent or answered. */
export interface StoredCommitStates {
  readonly commitId: CommitId;
  readonly part: number;
  /** Position in OPERATION_STATES, one per operation. */
  readonly states: Uint8Array<ArrayBuffer>;
  /** Bits of OPERATION_MARK, one byte per operation. */
  readonly marks: Uint8Array<ArrayBuffer>;
  /**
   * Two per operation: the places in the commit of those that create its user and its group. NEEDS_NOTHING where that is
   * there already, NEEDS_MISSING where it is not and nothing in this commit creates it.
   */
  readonly needs: Int32Array<ArrayBuffer>;
  /** By position in the part; only where there is something. */
  readonly targetIds: ReadonlyMap<number, string>;
  readonly errors: ReadonlyMap<number, AppError>;
  /** Attributes of updates that were done but for these, which the target could not take. */
  readonly notCarried?: ReadonlyMap<number, readonly Attribute[]>;
}

export const NEEDS_NOTHING = -1;
export const NEEDS_MISSING = -2;

export const OPERATION_MARK = {
  deletes: 1,
  /** It was given out once at least. */
  given: 2,
  /** It was done, and the lists of Muster show it. */
  taken: 4,
  /** An attempt may have done it although that is not known: the target is looked at before the next one. */
  doubtful: 8
} as const;

/** Small enough to be rewritten with every batch, large enough that a hundred thousand operations are few rows. */
export const PART_OPERATIONS = 256;
