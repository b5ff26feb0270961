import type { KeyHashes } from './key-hashes';

const BITS_PER_KEY = 8;

/**
 * Which keys a list has, in one bit per hash and eight bits per record: a key whose bit is not set is not there, told
 * without leaving the cache (1 MB per million records). About one key in nine that is not there looks as if it were.
 */
export class KeyBits {
  readonly #words: Uint32Array;
  readonly #mask: number;

  constructor(rowCount: number) {
    let bits = 64;
    while (bits < rowCount * BITS_PER_KEY) bits *= 2;
    this.#words = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  /** Adds the keys of the records that are marked. */
  addKeys({ low, high }: KeyHashes, isMarked: Uint8Array): void {
    const words = this.#words;
    const mask = this.#mask;
    for (let row = 0; row < low.length; row++) {
      if (isMarked[row] === 0 || (low[row] | high[row]) === 0) continue;
      const bit = (low[row] >>> 1) & mask;
      words[bit >>> 5] |= 1 << (bit & 31);
    }
  }

  /** Adds every key, and to `again` those that may be the same as one before. */
  addAll({ low, high }: KeyHashes, again: KeyBits): void {
    const words = this.#words;
    const mask = this.#mask;
    for (let row = 0; row < low.length; row++) {
      if ((low[row] | high[row]) === 0) continue;
      const bit = (low[row] >>> 1) & mask;
      const flag = 1 << (bit & 31);
      if ((words[bit >>> 5] & flag) !== 0) again.#words[bit >>> 5] |= flag;
      words[bit >>> 5] |= flag;
    }
  }

  /** Takes the mark from records that have no key, or one that is not there. Gives how many keep it. */
  unmarkOthers({ low, high }: KeyHashes, isMarked: Uint8Array): number {
    const words = this.#words;
    const mask = this.#mask;
    let count = 0;
    for (let row = 0; row < low.length; row++) {
      const bit = (low[row] >>> 1) & mask;
      const isThere = (low[row] | high[row]) === 0 ? 0 : (words[bit >>> 5] >>> (bit & 31)) & 1;
      count += isMarked[row] &= isThere;
    }
    return count;
  }
}
