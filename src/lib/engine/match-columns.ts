/**
 * What matching computed, one entry per account. Stored per segment of rows as
 *
 *     candidate i32 × n | situation u8 × n | rule u8 × n | candidateCount u8 × n | flags u8 × n
 */
export interface MatchColumns {
  /** Row of the only candidate, -1 where there is none or more than one. */
  readonly candidate: Int32Array;
  /** Position in SITUATIONS. */
  readonly situation: Uint8Array;
  /** 1 + position of the deciding rule in the ladder in force; 0 for none. */
  readonly rule: Uint8Array;
  /** 255 stands for 255 or more. */
  readonly candidateCount: Uint8Array;
  /** The bits of model/flag.ts that matching sets: contradicted, deactivatedCandidate. */
  readonly flags: Uint8Array;
}

export const MATCH_BYTES_PER_ROW = 8;

export function createMatchColumns(rowCount: number): MatchColumns {
  const columns = viewMatchColumns(new ArrayBuffer(rowCount * MATCH_BYTES_PER_ROW), rowCount);
  columns.candidate.fill(-1);
  return columns;
}

/** Views of a stored part. */
export function viewMatchColumns(buffer: ArrayBuffer, rowCount: number): MatchColumns {
  return {
    candidate: new Int32Array(buffer, 0, rowCount),
    situation: new Uint8Array(buffer, rowCount * 4, rowCount),
    rule: new Uint8Array(buffer, rowCount * 5, rowCount),
    candidateCount: new Uint8Array(buffer, rowCount * 6, rowCount),
    flags: new Uint8Array(buffer, rowCount * 7, rowCount)
  };
}

/** Copies rows of `source` into `target` at `position`. */
export function copyMatchColumns(target: MatchColumns, position: number, source: MatchColumns): void {
  target.candidate.set(source.candidate, position);
  target.situation.set(source.situation, position);
  target.rule.set(source.rule, position);
  target.candidateCount.set(source.candidateCount, position);
  target.flags.set(source.flags, position);
}

/** Rows [start, end) as a buffer of their own, for storing. */
export function packMatchColumns(columns: MatchColumns, start: number, end: number): ArrayBuffer {
  const buffer = new ArrayBuffer((end - start) * MATCH_BYTES_PER_ROW);
  copyMatchColumns(viewMatchColumns(buffer, end - start), 0, {
    candidate: columns.candidate.subarray(start, end),
    situation: columns.situation.subarray(start, end),
    rule: columns.rule.subarray(start, end),
    candidateCount: columns.candidateCount.subarray(start, end),
    flags: columns.flags.subarray(start, end)
  });
  return buffer;
}
