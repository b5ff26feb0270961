import type { KeyHashes } from './key-hashes';

/**
 * Finds the records that have a key: open addressing with linear probing over interleaved slots, so that a look-up
 * touches one cache line, and a chain through the records that share a key.
 *
 *     slot:  [ low hash | high hash | first row + 1 (0: free) | number of rows ]   4 × i32
 *     next:  row -> next row with the same key, -1 at the end
 *     bits:  one bit per 8 hashes and row: a key whose bit is not set is not there, told without leaving the cache
 *
 * At most half of the slots are taken. Built row by row in [start, end) slices. 16 to 32 bytes per slot pair plus
 * 4 bytes per row. Equal hashes with different bytes are kept apart by a probe.
 */
/** Says whether the bytes of a record are those of the key that is looked for. One object serves many look-ups. */
export interface KeyProbe {
  isSame(row: number): boolean;
}

export class KeyIndex {
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #next: Int32Array;
  readonly #bits: Uint32Array;
  /** Rows whose key an earlier row has, ascending. */
  readonly repeats: number[] = [];
  readonly #hashes: KeyHashes;
  readonly #ownKeys: KeyProbe & { row: number };

  /** `ownKeys` compares the indexed records among themselves: with the one whose row it holds. */
  constructor(hashes: KeyHashes, ownKeys: KeyProbe & { row: number }) {
    const rowCount = hashes.low.length;
    let capacity = 16;
    while (capacity < rowCount * 2) capacity *= 2;
    this.#slots = new Int32Array(capacity * 4);
    this.#mask = capacity - 1;
    this.#next = new Int32Array(rowCount).fill(-1);
    this.#bits = new Uint32Array(capacity / 8);
    this.#hashes = hashes;
    this.#ownKeys = ownKeys;
  }

  addRows(start: number, end: number): void {
    for (let row = start; row < end; row++) {
      const low = this.#hashes.low[row] | 0;
      const high = this.#hashes.high[row] | 0;
      if ((low | high) !== 0) this.#add(row, low, high);
    }
  }

  /** Position of the slot whose rows have this key, -1 if none. Hashes as signed 32-bit numbers. */
  find(low: number, high: number, probe: KeyProbe): number {
    const slots = this.#slots;
    let position = (low & this.#mask) * 4;
    while (slots[position + 2] !== 0) {
      if (slots[position] === low && slots[position + 1] === high && probe.isSame(slots[position + 2] - 1))
        return position;
      position = (position + 4) & (slots.length - 1);
    }
    return -1;
  }

  /** False: no record has this key. True: perhaps one has. */
  mayHave(low: number): boolean {
    const bit = low >>> 1;
    return (this.#bits[(bit >>> 5) & (this.#bits.length - 1)] & (1 << (bit & 31))) !== 0;
  }

  firstRow(slot: number): number {
    return this.#slots[slot + 2] - 1;
  }

  rowCount(slot: number): number {
    return this.#slots[slot + 3];
  }

  /** -1 after the last one. Rows come in no particular order. */
  nextRow(row: number): number {
    return this.#next[row];
  }

  #add(row: number, low: number, high: number): void {
    this.#ownKeys.row = row;
    const slot = this.find(low, high, this.#ownKeys);
    const slots = this.#slots;
    if (slot >= 0) {
      const first = slots[slot + 2] - 1;
      this.#next[row] = this.#next[first];
      this.#next[first] = row;
      slots[slot + 3]++;
      this.repeats.push(row);
      return;
    }
    const bit = low >>> 1;
    this.#bits[(bit >>> 5) & (this.#bits.length - 1)] |= 1 << (bit & 31);
    let position = (low & this.#mask) * 4;
    while (slots[position + 2] !== 0) position = (position + 4) & (slots.length - 1);
    slots[position] = low;
    slots[position + 1] = high;
    slots[position + 2] = row + 1;
    slots[position + 3] = 1;
  }
}
