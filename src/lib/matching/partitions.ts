import type { KeyHashes } from './key-hashes';

/**
 * The keys of the marked records of a list, dealt into partitions by the uppermost bits of the low hash, so that all that
 * concerns one partition stays in the cache while it is worked on. Records without a key are left out.
 *
 *     cells:   [ low hash | high hash | row ]  3 × i32 per record, partition by partition, rows ascending within one
 *     starts:  partition -> place of its first record; behind the last one the number of all
 *
 * Cost: two passes, about 12 ns per record. Memory: 12 bytes per record dealt.
 */
export interface Partitions {
  readonly starts: Uint32Array;
  readonly cells: Int32Array;
}

export const CELLS_PER_PLACE = 3;

const PARTITION_ROWS = 4096;

/** How many of the uppermost bits make partitions of about 4,096 records. */
export function partitionBits(recordCount: number): number {
  return Math.max(0, Math.ceil(Math.log2(recordCount / PARTITION_ROWS)));
}

/** `room` gives memory for so many cells. */
export function dealKeys(
  { low, high }: KeyHashes,
  isMarked: Uint8Array,
  bits: number,
  room: (cellCount: number) => Int32Array = (cellCount) => new Int32Array(cellCount)
): Partitions {
  // A shift by 32 is one by 0: the mask takes care of a single partition.
  const shift = 32 - bits;
  const mask = (1 << bits) - 1;
  const next = new Uint32Array(mask + 2);
  for (let row = 0; row < low.length; row++) {
    if (isMarked[row] === 1 && (low[row] | high[row]) !== 0) next[((low[row] >>> shift) & mask) + 1]++;
  }
  for (let partition = 1; partition < next.length; partition++) next[partition] += next[partition - 1];
  const starts = next.slice();
  const cells = room(starts[mask + 1] * CELLS_PER_PLACE);
  for (let row = 0; row < low.length; row++) {
    if (isMarked[row] === 0 || (low[row] | high[row]) === 0) continue;
    const at = next[(low[row] >>> shift) & mask]++ * CELLS_PER_PLACE;
    cells[at] = low[row];
    cells[at + 1] = high[row];
    cells[at + 2] = row;
  }
  return { starts, cells };
}
