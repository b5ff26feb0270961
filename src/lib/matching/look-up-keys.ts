import { SEGMENT_ROWS, SEGMENT_SHIFT } from '../engine/segment';
import type { KeyIndex, KeyProbe } from './key-index';
import { KeyComparison, type RecordKeys } from './record-keys';

const BY_HASH: KeyProbe = { isSame: () => true };

/**
 * Looks many keys up at once: for each account that is asked for, the slot of its key in the index of the users, else -1.
 *
 * First by hash alone, one random read each and none waiting for another; then what was found is compared byte for byte,
 * grouped by the users' segment, so that the bytes compared with are those of one segment at a time and stay in the
 * cache. That is three times as fast as comparing at once. Yields after each segment of work.
 */
export function* lookUpKeys(
  index: KeyIndex,
  users: RecordKeys,
  accounts: RecordKeys,
  isAskedFor: (row: number) => boolean
): Generator<void, Int32Array> {
  const { low, high } = accounts.hashes;
  const rowCount = low.length;
  const slots = new Int32Array(rowCount).fill(-1);
  const found = new Uint32Array(users.records.segments.length);
  for (let row = 0; row < rowCount; row++) {
    if (row % SEGMENT_ROWS === 0) yield;
    if (!accounts.hasKey(row) || !isAskedFor(row)) continue;
    slots[row] = index.find(low[row] | 0, high[row] | 0, BY_HASH);
    if (slots[row] >= 0) found[index.firstRow(slots[row]) >> SEGMENT_SHIFT]++;
  }
  const comparison = new KeyComparison(users, accounts);
  const order = bySegment(index, slots, found);
  for (let i = 0; i < order.length; i++) {
    if (i % SEGMENT_ROWS === 0) yield;
    const row = order[i];
    comparison.row = row;
    if (comparison.isSame(index.firstRow(slots[row]))) continue;
    // Another key has the same hash: the one that is sought may stand behind it.
    slots[row] = index.find(low[row] | 0, high[row] | 0, comparison);
  }
  return slots;
}

/** Rows with a slot, ordered by the segment of the slot's first user (counting sort, ascending within a segment). */
function bySegment(index: KeyIndex, slots: Int32Array, found: Uint32Array): Uint32Array {
  const next = new Uint32Array(found.length);
  for (let segment = 1; segment < found.length; segment++) next[segment] = next[segment - 1] + found[segment - 1];
  const order = new Uint32Array(found.reduce((sum, count) => sum + count, 0));
  for (let row = 0; row < slots.length; row++) {
    if (slots[row] >= 0) order[next[index.firstRow(slots[row]) >> SEGMENT_SHIFT]++] = row;
  }
  return order;
}
