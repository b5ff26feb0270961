import type { NameBook } from '../text/name-book';
import { KeyRows, RarePostings } from './rare-postings';

/** Shorter names have neighbours that are other names. */
const SHORTEST = 3;
/** From this length on two slips are looked for too. */
const LONG = 5;
/** Letters beyond it are not looked at. */
const LONGEST = 24;
/** Share of letter triples that two names must have in common (Dice). */
const TRIPLES_IN_COMMON = 0.5;
/** What more names share tells them too little apart. */
const MOST_IN_BUCKET = 512;
const TRIPLE = 1;
const CUT = 2;
const SLICE_TOKENS = 4096;

/**
 * Names of the directory that are spelled nearly like a given one. Two ways, both at the level of distinct tokens, so that
 * they stay small:
 *
 *     one slip    a name with one letter cut out is a key (smith: mith sith smth smit smih, smith): two names share a key
 *                 where a letter is missing, added, another one, or changed places with its neighbour
 *     more slips  half of their letter triples in common (^sm smi mit ith th$), for names of 5 letters and more
 *
 * About 12 bytes per letter of the distinct tokens; 3 to 20 µs per name.
 */
export class NameNeighbours {
  readonly #names: NameBook;
  readonly #keys: RarePostings;
  readonly #found = new Uint32Array(MOST_IN_BUCKET);
  /** Triples that the token has in common with the name asked for; 0 again behind each question. */
  readonly #shared: Uint8Array;
  readonly #tripleCounts: Uint8Array;

  private constructor(names: NameBook, keys: RarePostings, tripleCounts: Uint8Array) {
    this.#names = names;
    this.#keys = keys;
    this.#shared = new Uint8Array(names.size);
    this.#tripleCounts = tripleCounts;
  }

  /** Yields now and then. */
  static *build(names: NameBook, tokens: Uint32Array): Generator<void, NameNeighbours> {
    const pairs = new KeyRows();
    const tripleCounts = new Uint8Array(names.size);
    for (let i = 0; i < tokens.length; i++) {
      if (i % SLICE_TOKENS === 0) yield;
      const token = tokens[i];
      eachKey(names, token, (key) => pairs.push(key, token));
      tripleCounts[token] = tripleCount(names, token);
    }
    return new NameNeighbours(names, yield* RarePostings.build(pairs), tripleCounts);
  }

  /** Tells each neighbour once, not the name itself. */
  tell(token: number, found: (token: number) => void): void {
    const names = this.#names;
    const met: number[] = [];
    const triples = tripleCount(names, token);
    eachKey(names, token, (key, kind) => {
      const count = this.#keys.find(key, this.#found);
      for (let i = 0; i < count; i++) {
        const other = this.#found[i];
        if (this.#shared[other] === 0) met.push(other);
        // A cut in common is enough.
        if (kind === CUT) this.#shared[other] = 0xff;
        else if (this.#shared[other] < 0xfe) this.#shared[other]++;
      }
    });
    for (const other of met) {
      const shared = this.#shared[other];
      this.#shared[other] = 0;
      const isNear = shared === 0xff || shared * 2 >= TRIPLES_IN_COMMON * (triples + this.#tripleCounts[other]);
      if (isNear && other !== token) found(other);
    }
  }
}

function tripleCount(names: NameBook, token: number): number {
  const length = Math.min(names.end(token) - names.start(token), LONGEST);
  return length >= LONG ? length : 0;
}

function eachKey(names: NameBook, token: number, tell: (key: number, kind: number) => void): void {
  const start = names.start(token);
  const length = Math.min(names.end(token) - start, LONGEST);
  if (length < SHORTEST) return;
  const { units } = names;
  tell(hashWithout(units, start, length, -1), CUT);
  for (let cut = 0; cut < length; cut++) {
    // Either of two equal letters leaves the same.
    if (cut > 0 && units[start + cut] === units[start + cut - 1]) continue;
    tell(hashWithout(units, start, length, cut), CUT);
  }
  if (length < LONG) return;
  for (let at = -1; at < length - 1; at++) {
    const before = at < 0 ? 1 : units[start + at];
    const after = at + 2 < length ? units[start + at + 2] : 2;
    let hash = Math.imul(TRIPLE * 0x10000 + before, 0x9e3779b1);
    hash = Math.imul(hash ^ units[start + at + 1], 0x85ebca6b);
    hash = Math.imul((hash ^ (hash >>> 15)) + after, 0xc2b2ae35);
    tell((hash ^ (hash >>> 16)) >>> 0, TRIPLE);
  }
}

function hashWithout(units: Uint16Array, start: number, length: number, cut: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) if (i !== cut) hash = Math.imul(hash ^ units[start + i], 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
