import type { NameBook } from '../text/name-book';
import { KeyRows, RarePostings } from './rare-postings';

/** Starts of names of these lengths are keys: usernames are often cut to 8 signs. */
const SHORTEST = 4;
const LONGEST = 7;
const MOST_NAMES = 64;
const SLICE_TOKENS = 16_384;
const SEED = 0x811c9dc5;

/** Names of the directory by how they begin: verdet is Verdetti. Per distinct token, about 48 bytes; a key is 50 ns. */
export class NameStarts {
  readonly #names: NameBook;
  readonly #keys: RarePostings;
  readonly #found = new Uint32Array(MOST_NAMES);

  private constructor(names: NameBook, keys: RarePostings) {
    this.#names = names;
    this.#keys = keys;
  }

  /** Yields now and then. */
  static *build(names: NameBook, tokens: Uint32Array): Generator<void, NameStarts> {
    const pairs = new KeyRows();
    for (let i = 0; i < tokens.length; i++) {
      if (i % SLICE_TOKENS === 0) yield;
      const start = names.start(tokens[i]);
      const length = names.end(tokens[i]) - start;
      let hash = SEED;
      for (let at = 0; at < Math.min(length, LONGEST); at++) {
        hash = Math.imul(hash ^ names.units[start + at], 0x01000193);
        if (at + 1 >= SHORTEST && at + 1 < length) pairs.push(hash >>> 0, tokens[i]);
      }
    }
    return new NameStarts(names, yield* RarePostings.build(pairs));
  }

  /** Names that begin with most of bytes [from, to), which are small letters: the length in common, 0 for none. */
  tell(bytes: Uint8Array, from: number, to: number, found: (token: number) => void): number {
    const hashes: number[] = [];
    let hash = SEED;
    for (let at = from; at < to && at - from < LONGEST; at++) {
      hash = Math.imul(hash ^ bytes[at], 0x01000193);
      hashes.push(hash >>> 0);
    }
    for (let length = hashes.length; length >= SHORTEST; length--) {
      const count = this.#keys.find(hashes[length - 1], this.#found);
      let told = 0;
      for (let i = 0; i < count; i++) {
        if (!this.#begins(this.#found[i], bytes, from, length)) continue;
        found(this.#found[i]);
        told++;
      }
      if (told > 0) return length;
    }
    return 0;
  }

  #begins(token: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = this.#names.start(token);
    for (let at = 0; at < length; at++) if (this.#names.units[start + at] !== bytes[from + at]) return false;
    return true;
  }
}
