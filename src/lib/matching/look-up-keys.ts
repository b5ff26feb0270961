import { SEGMENT_ROWS, SEGMENT_SHIFT } from '../engine/segment';
import type { KeyIndex, KeyProbe } from './key-index';
import { KeyComparison, type RecordKeys } from './record-keys';

/**
 * What a look-up found: the row of the only record with that key; NOBODY; or, below NOBODY, a slot of the index whose
 * records share the key (see slotOf).
 */
export type Hit = number;
export const NOBODY: Hit = -1;

export function isShared(hit: Hit): boolean {
  return hit < NOBODY;
}

/** The slot of a shared hit. */
export function slotOf(hit: Hit): number {
  return -2 - hit;
}

const BY_HASH: KeyProbe = { isSame: () => true };

/**
 * Looks many keys up at once: for each record that is asked for, what the index has under its key.
 *
 * First by hash alone, one random read each and none waiting for another; then what was found is compared byte for byte,
 * grouped by the segment of the record found, so that the bytes compared with are those of one segment at a time and stay
 * in the cache. That is three times as fast as comparing at once. Yields after each segment of work.
 */
export function* lookUpKeys(
  index: KeyIndex,
  indexed: RecordKeys,
  sought: RecordKeys,
  isAskedFor: (row: number) => boolean
): Generator<void, Int32Array> {
  const { low, high } = sought.hashes;
  const hits = new Int32Array(low.length).fill(NOBODY);
  const first = new Int32Array(low.length);
  const found = new Uint32Array(indexed.records.segments.length);
  for (let row = 0; row < low.length; row++) {
    if (row % SEGMENT_ROWS === 0) yield;
    if (!sought.hasKey(row) || !index.mayHave(low[row]) || !isAskedFor(row)) continue;
    const slot = index.find(low[row] | 0, high[row] | 0, BY_HASH);
    if (slot < 0) continue;
    hits[row] = hitOf(index, slot);
    first[row] = index.firstRow(slot);
    found[first[row] >> SEGMENT_SHIFT]++;
  }
  const comparison = new KeyComparison(indexed, sought);
  const order = bySegment(hits, first, found);
  for (let i = 0; i < order.length; i++) {
    if (i % SEGMENT_ROWS === 0) yield;
    const row = order[i];
    comparison.row = row;
    if (comparison.isSame(first[row])) continue;
    // Another key has the same hash: the one that is sought may stand behind it.
    hits[row] = hitOf(index, index.find(low[row] | 0, high[row] | 0, comparison));
  }
  return hits;
}

function hitOf(index: KeyIndex, slot: number): Hit {
  if (slot < 0) return NOBODY;
  return index.rowCount(slot) === 1 ? index.firstRow(slot) : -2 - slot;
}

/** Rows with a hit, ordered by the segment of the first record found (counting sort, ascending within a segment). */
function bySegment(hits: Int32Array, first: Int32Array, found: Uint32Array): Uint32Array {
  const next = new Uint32Array(found.length);
  for (let segment = 1; segment < found.length; segment++) next[segment] = next[segment - 1] + found[segment - 1];
  const order = new Uint32Array(found.reduce((sum, count) => sum + count, 0));
  for (let row = 0; row < hits.length; row++) {
    if (hits[row] !== NOBODY) order[next[first[row] >> SEGMENT_SHIFT]++] = row;
  }
  return order;
}
