/** What one request, and one list, may take before it counts as failed. */
export interface RequestLimits {
  /** Until an answer begins, and before its speed is looked at. */
  readonly graceMs: number;
  /** An answer that comes more slowly than this, on the whole, is given up. */
  readonly minBytesPerSecond: number;
  readonly maxAnswerBytes: number;
  readonly maxListBytes: number;
  readonly maxListRecords: number;
  /** Pages in a row without a record, and with a next one. */
  readonly mostEmptyPages: number;
  /** Objects within objects. */
  readonly maxDepth: number;
  /** Further attempts after a failure that may pass. */
  readonly retries: number;
  /** Waits of the first such attempt; doubled with each, and drawn at random between nothing and that. */
  readonly backoffMs: number;
  /** A system that asks for a longer wait is left for later. */
  readonly longestWaitMs: number;
  /** Waits in a row for one request. */
  readonly mostWaits: number;
  /** A list whose cursors expire is begun anew so often. */
  readonly restarts: number;
  /** A list that changed while it was read, or does not add up, is read again so often before it counts as incomplete. */
  readonly secondLooks: number;
}

/** What one request of a plan that is applied may take. */
export interface ApplyLimits extends RequestLimits {
  /** A request of which nobody knows what became may be at work still: looks that find nothing are so far apart. */
  readonly settleMs: number;
}

export const REQUEST_LIMITS: RequestLimits = {
  graceMs: 30_000,
  minBytesPerSecond: 1024,
  maxAnswerBytes: 64 * 2 ** 20,
  maxListBytes: 4 * 2 ** 30,
  // A set holds 16.7 million.
  maxListRecords: 10_000_000,
  mostEmptyPages: 200,
  maxDepth: 64,
  retries: 4,
  backoffMs: 1000,
  longestWaitMs: 15 * 60_000,
  mostWaits: 20,
  restarts: 2,
  secondLooks: 1
};

/** What changes something may take longer to answer than what is only read: many at once, most of all. */
export const APPLY_LIMITS: ApplyLimits = { ...REQUEST_LIMITS, graceMs: 60_000, settleMs: 2000 };
