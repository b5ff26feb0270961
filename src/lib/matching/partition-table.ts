import { CELLS_PER_PLACE, type Partitions } from './partitions';
import type { KeyComparison } from './record-keys';

/**
 * The records of one partition by their hashes; open addressing with linear probing. Records are meant by their place
 * among those dealt.
 *
 *     slots:  place + 1 of the last record with these hashes, 0: free; at most half of them are taken
 *     next:   place in the partition -> place of the record before it with the same hashes, -1 at the end
 */
export class PartitionTable {
  readonly #dealt: Partitions;
  readonly #slots: Int32Array;
  readonly #next: Int32Array;
  readonly #ownKeys: KeyComparison;
  readonly #keys = new Map<number, readonly (readonly number[])[]>();
  #start = 0;

  /** `ownKeys` compares the records among themselves. */
  constructor(dealt: Partitions, ownKeys: KeyComparison) {
    const { starts } = dealt;
    let largest = 0;
    for (let i = 1; i < starts.length; i++) largest = Math.max(largest, starts[i] - starts[i - 1]);
    let capacity = 16;
    while (capacity < largest * 2) capacity *= 2;
    this.#dealt = dealt;
    this.#slots = new Int32Array(capacity);
    this.#next = new Int32Array(largest);
    this.#ownKeys = ownKeys;
  }

  fill(partition: number): void {
    const { starts, cells } = this.#dealt;
    const slots = this.#slots;
    const next = this.#next;
    const start = starts[partition];
    this.#start = start;
    this.#keys.clear();
    slots.fill(0);
    for (let place = start; place < starts[partition + 1]; place++) {
      const at = place * CELLS_PER_PLACE;
      const slot = slotOf(slots, cells, cells[at], cells[at + 1]);
      next[place - start] = slots[slot] - 1;
      slots[slot] = place + 1;
    }
  }

  /** Place of the last record with these hashes, -1 for none. */
  find(low: number, high: number): number {
    return this.#slots[slotOf(this.#slots, this.#dealt.cells, low, high)] - 1;
  }

  isOnly(place: number): boolean {
    return this.#next[place - this.#start] < 0;
  }

  rowAt(place: number): number {
    return this.#dealt.cells[place * CELLS_PER_PLACE + 2];
  }

  /** Rows of the records with the hashes of this one, key by key (nearly always one), ascending. */
  keysOf(place: number): readonly (readonly number[])[] {
    const known = this.#keys.get(place) ?? this.#byKey(place);
    this.#keys.set(place, known);
    return known;
  }

  #byKey(place: number): readonly (readonly number[])[] {
    const rows: number[] = [];
    for (let at = place; at >= 0; at = this.#next[at - this.#start]) rows.push(this.rowAt(at));
    const keys: number[][] = [];
    for (const row of rows.reverse()) {
      this.#ownKeys.row = row;
      const known = keys.find(([first]) => this.#ownKeys.isSame(first));
      if (known) known.push(row);
      else keys.push([row]);
    }
    return keys;
  }
}

/** Where the hashes stand, or could stand. The lowest bit of a low hash is always set, so it does not count. */
function slotOf(slots: Int32Array, cells: Int32Array, low: number, high: number): number {
  const mask = slots.length - 1;
  let slot = (low >>> 1) & mask;
  for (;;) {
    const at = (slots[slot] - 1) * CELLS_PER_PLACE;
    if (at < 0 || (cells[at] === low && cells[at + 1] === high)) return slot;
    slot = (slot + 1) & mask;
  }
}
