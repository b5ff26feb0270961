import { asWords, joinBytes, packColumns, splitBytes, unpackColumns } from './packed-columns';

/**
 * What matching computed, one entry per account. Stored per segment of rows as two packed columns (packed-columns.ts):
 *
 *     candidate | situation, rule, candidateCount and flags, a byte each
 *
 * Until format 3 it was stored as it is in memory: candidate i32 × n | situation u8 × n | rule u8 × n |
 * candidateCount u8 × n | flags u8 × n.
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

const BYTES_PER_ROW = 8;

export function createMatchColumns(rowCount: number): MatchColumns {
  const columns = viewMatchColumns(new ArrayBuffer(rowCount * BYTES_PER_ROW), 0, rowCount);
  columns.candidate.fill(-1);
  return columns;
}

/** One buffer, seen as the columns of so many rows: 8 bytes each. */
function viewMatchColumns(buffer: ArrayBufferLike, offset: number, rowCount: number): MatchColumns {
  const bytes = (position: number) => new Uint8Array(buffer, offset + rowCount * position, rowCount);
  return {
    candidate: new Int32Array(buffer, offset, rowCount),
    situation: bytes(4),
    rule: bytes(5),
    candidateCount: bytes(6),
    flags: bytes(7)
  };
}

/** Rows [start, end) for storing. */
export function packMatchColumns(columns: MatchColumns, start: number, end: number): Uint32Array<ArrayBuffer> {
  const { candidate, situation, rule, candidateCount, flags } = columns;
  return packColumns([asWords(candidate, start, end), joinBytes([situation, rule, candidateCount, flags], start, end)]);
}

/** Puts the rows of a stored part into `target` at `position`. */
export function unpackMatchColumns(target: MatchColumns, position: number, words: Uint32Array, rowCount: number): void {
  const packed = unpackColumns(words, rowCount);
  if (!packed) {
    copyMatchColumns(target, position, viewMatchColumns(words.buffer, words.byteOffset, rowCount));
    return;
  }
  const [candidate, bytes] = packed;
  target.candidate.set(candidate, position);
  splitBytes(bytes, [target.situation, target.rule, target.candidateCount, target.flags], position);
}

function copyMatchColumns(target: MatchColumns, position: number, source: MatchColumns): void {
  target.candidate.set(source.candidate, position);
  target.situation.set(source.situation, position);
  target.rule.set(source.rule, position);
  target.candidateCount.set(source.candidateCount, position);
  target.flags.set(source.flags, position);
}
