import type { KeyHashes } from './key-hashes';

const BITS_PER_KEY = 8;

/**
 * Which keys a list has, in one bit per hash and eight bits per record: a key whose bit is not set is not there, told
 * without leaving the cache (1 MB per million records). About one key in nine that is not there looks as if it were.
 */
export class KeyBits {
  readonly #words: Int32Array;
  readonly #mask: number;

  /** `room` gives memory for so many words. */
  constructor(keyCount: number, room: (wordCount: number) => Int32Array = (wordCount) => new Int32Array(wordCount)) {
    let bits = 64;
    while (bits < keyCount * BITS_PER_KEY) bits *= 2;
    this.#words = room(bits / 32).fill(0);
    this.#mask = bits - 1;
  }

  /** 1 for a low hash whose bit is set, 0 for none and for no key. */
  has(low: number): number {
    const bit = (low >>> 1) & this.#mask;
    return low === 0 ? 0 : (this.#words[bit >>> 5] >>> (bit & 31)) & 1;
  }

  /** Adds the keys of these records. */
  addRows({ low }: KeyHashes, rows: Int32Array): void {
    const words = this.#words;
    const mask = this.#mask;
    for (let i = 0; i < rows.length; i++) {
      const hash = low[rows[i]];
      if (hash === 0) continue;
      const bit = (hash >>> 1) & mask;
      words[bit >>> 5] |= 1 << (bit & 31);
    }
  }

  /** Adds every key, and to `again` those that may be the same as one before. */
  addAll({ low }: KeyHashes, again: KeyBits): void {
    const words = this.#words;
    const mask = this.#mask;
    for (let row = 0; row < low.length; row++) {
      if (low[row] === 0) continue;
      const bit = (low[row] >>> 1) & mask;
      const flag = 1 << (bit & 31);
      if ((words[bit >>> 5] & flag) !== 0) again.#words[bit >>> 5] |= flag;
      words[bit >>> 5] |= flag;
    }
  }

  /** Rows of the records whose keys may be there, ascending, into `room`. Gives how many. */
  rowsThere({ low }: KeyHashes, room: Int32Array): number {
    let count = 0;
    for (let row = 0; row < low.length; row++) {
      room[count] = row;
      count += this.has(low[row]);
    }
    return count;
  }
}
