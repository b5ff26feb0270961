import type { AppError } from '../model/app-error';
import type { CommitId } from '../model/commit';

/**
 * Operations [part × PART_OPERATIONS, …) of a commit that is applied through a connector. They are written once when the
 * commit starts: its decisions may change afterwards, what it does may not.
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
  /** By position in the part; only where there is something. */
  readonly targetIds: ReadonlyMap<number, string>;
  readonly errors: ReadonlyMap<number, AppError>;
}

/** Small enough to be rewritten with every batch, large enough that a hundred thousand operations are few rows. */
export const PART_OPERATIONS = 256;
