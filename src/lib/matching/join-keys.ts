import { SEGMENT_MASK, SEGMENT_SHIFT } from '../engine/segment';
import type { KeyHashes } from './key-hashes';
import { NOBODY, type KnownHits } from './known-hits';
import { KeyComparison, type RecordKeys } from './record-keys';

/**
 * Finds, for many accounts at once, the users who have the same key.
 *
 * Both sides are dealt into partitions by their hashes, about 4,096 users each, so that the table of one partition stays
 * in the cache while it is filled and asked: a tenth of the time that one large table takes. What hashes find is then
 * compared byte for byte, grouped by the segment of the user, so that the bytes compared with stay in the cache too.
 * Yields every few milliseconds.
 *
 * Memory: 12 bytes per user and account asked for, while it runs.
 */
const PARTITION_ROWS = 4096;
const YIELD_PARTITIONS = 16;

export function* joinKeys(
  users: RecordKeys,
  accounts: RecordKeys,
  isAsked: Uint8Array,
  known: KnownHits
): Generator<void, void> {
  const bits = Math.max(0, Math.ceil(Math.log2(users.records.rowCount / PARTITION_ROWS)));
  const theirs = deal(users.hashes, undefined, bits);
  yield;
  const mine = deal(accounts.hashes, isAsked, bits);
  yield;
  const single = new Int32Array(isAsked.length).fill(NOBODY);
  const table = new PartitionTable(theirs, new KeyComparison(users, users));
  const comparison = new KeyComparison(users, accounts);
  for (let partition = 0; partition < 1 << bits; partition++) {
    if (partition % YIELD_PARTITIONS === 0) yield;
    table.fill(partition);
    for (let i = mine.starts[partition]; i < mine.starts[partition + 1]; i++) {
      const row = mine.rows[i];
      const user = table.find(mine.low[i], mine.high[i]);
      if (user < 0) known.rows[row] = NOBODY;
      else if (table.isOnly(user)) single[row] = theirs.rows[user];
      else {
        comparison.row = row;
        known.note(row, table.keysOf(user).find(([first]) => comparison.isSame(first)) ?? []);
      }
    }
  }
  for (let row = 0; row < isAsked.length; row++)
    if (isAsked[row] === 1 && !accounts.hasKey(row)) known.rows[row] = NOBODY;
  yield* verify(single, users.records.segments.length, comparison, known);
}

/** Records with a key, partition by partition; within one in ascending order. */
interface Dealt {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** By the uppermost bits of the low hash. */
function deal({ low, high }: KeyHashes, isAsked: Uint8Array | undefined, bits: number): Dealt {
  const shift = 32 - bits;
  const next = new Uint32Array((1 << bits) + 1);
  // A shift by 32 is one by 0.
  const partitionOf = (hash: number) => (bits === 0 ? 0 : hash >>> shift);
  for (let row = 0; row < low.length; row++) {
    if ((isAsked === undefined || isAsked[row] === 1) && (low[row] | high[row]) !== 0)
      next[partitionOf(low[row]) + 1]++;
  }
  for (let partition = 1; partition < next.length; partition++) next[partition] += next[partition - 1];
  const starts = next.slice();
  const count = starts[starts.length - 1];
  const dealt = { rows: new Uint32Array(count), low: new Int32Array(count), high: new Int32Array(count) };
  for (let row = 0; row < low.length; row++) {
    if ((isAsked !== undefined && isAsked[row] !== 1) || (low[row] | high[row]) === 0) continue;
    const at = next[partitionOf(low[row])]++;
    dealt.rows[at] = row;
    dealt.low[at] = low[row];
    dealt.high[at] = high[row];
  }
  return { starts, ...dealt };
}

/**
 * The users of one partition by their hashes; open addressing with linear probing. Users are meant by their place among
 * those dealt.
 */
class PartitionTable {
  readonly #dealt: Dealt;
  /** Place + 1 of the first user of a hash, 0: free. */
  readonly #slots: Int32Array;
  /** Place of the next user with the same hash, -1 at the end. */
  readonly #next: Int32Array;
  readonly #mask: number;
  readonly #ownKeys: KeyComparison;
  readonly #keys = new Map<number, readonly (readonly number[])[]>();
  #start = 0;

  /** `ownKeys` compares the users among themselves. */
  constructor(dealt: Dealt, ownKeys: KeyComparison) {
    this.#ownKeys = ownKeys;
    let largest = 0;
    for (let i = 1; i < dealt.starts.length; i++) largest = Math.max(largest, dealt.starts[i] - dealt.starts[i - 1]);
    let capacity = 16;
    while (capacity < largest * 2) capacity *= 2;
    this.#dealt = dealt;
    this.#slots = new Int32Array(capacity);
    this.#next = new Int32Array(largest);
    this.#mask = capacity - 1;
  }

  fill(partition: number): void {
    const { starts, low, high } = this.#dealt;
    this.#start = starts[partition];
    this.#slots.fill(0);
    this.#keys.clear();
    for (let place = this.#start; place < starts[partition + 1]; place++) {
      const slot = this.#slotOf(low[place], high[place]);
      const first = this.#slots[slot] - 1;
      this.#next[place - this.#start] = first;
      this.#slots[slot] = place + 1;
    }
  }

  /** Place of a user with these hashes, -1 for none. */
  find(low: number, high: number): number {
    return this.#slots[this.#slotOf(low, high)] - 1;
  }

  isOnly(place: number): boolean {
    return this.#next[place - this.#start] < 0;
  }

  /** Rows of the users with the hashes of this one, key by key (nearly always one), ascending. */
  keysOf(place: number): readonly (readonly number[])[] {
    const known = this.#keys.get(place) ?? this.#byKey(place);
    this.#keys.set(place, known);
    return known;
  }

  #byKey(place: number): readonly (readonly number[])[] {
    const rows: number[] = [];
    for (let at = place; at >= 0; at = this.#next[at - this.#start]) rows.push(this.#dealt.rows[at]);
    const keys: number[][] = [];
    for (const row of rows.reverse()) {
      this.#ownKeys.row = row;
      const known = keys.find(([first]) => this.#ownKeys.isSame(first));
      if (known) known.push(row);
      else keys.push([row]);
    }
    return keys;
  }

  #slotOf(low: number, high: number): number {
    const { low: lows, high: highs } = this.#dealt;
    let slot = low & this.#mask;
    while (this.#slots[slot] !== 0) {
      const place = this.#slots[slot] - 1;
      if (lows[place] === low && highs[place] === high) break;
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}

/** Compares accounts with the only user that their hashes found, in the order of the users' segments. */
function* verify(
  found: Int32Array,
  segments: number,
  comparison: KeyComparison,
  known: KnownHits
): Generator<void, void> {
  const order = bySegment(found, segments);
  for (let i = 0; i < order.length; i++) {
    if ((i & SEGMENT_MASK) === 0) yield;
    const row = order[i];
    comparison.row = row;
    known.rows[row] = comparison.isSame(found[row]) ? found[row] : NOBODY;
  }
}

/** Accounts that found a user, ordered by the user's segment (counting sort, ascending within a segment). */
function bySegment(found: Int32Array, segments: number): Uint32Array {
  const next = new Uint32Array(segments + 1);
  for (const user of found) if (user >= 0) next[(user >> SEGMENT_SHIFT) + 1]++;
  for (let segment = 1; segment < next.length; segment++) next[segment] += next[segment - 1];
  const order = new Uint32Array(next[segments]);
  for (let row = 0; row < found.length; row++) {
    if (found[row] >= 0) order[next[found[row] >> SEGMENT_SHIFT]++] = row;
  }
  return order;
}
