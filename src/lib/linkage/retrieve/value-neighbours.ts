import type { ValueBook } from '../text/value-book';
import { KeyRows, RarePostings } from './rare-postings';

const SHORTEST = 4;
const LONGEST = 32;
/** Columns of more different values are no towns or departments: what is misspelled there is found by other things. */
const MOST_VALUES = 50_000;
const MOST_FOUND = 64;

/**
 * Values of the directory that are one slip away from one that nobody has: a misspelled town. Each value with one sign cut
 * out is a key, as with names (`name-neighbours.ts`); values with digits have no neighbours that mean the same.
 */
export class ValueNeighbours {
  readonly #book: ValueBook;
  readonly #keys: RarePostings;
  readonly #found = new Uint32Array(MOST_FOUND);

  constructor(book: ValueBook) {
    const pairs = new KeyRows();
    if (book.size <= MOST_VALUES) {
      for (let id = 0; id < book.size; id++) if (book.users(id) > 0) eachCut(book, id, (key) => pairs.push(key, id));
    }
    this.#book = book;
    this.#keys = new RarePostings(pairs);
  }

  /** May tell one twice. */
  tell(value: number, found: (value: number) => void): void {
    eachCut(this.#book, value, (key) => {
      const count = this.#keys.find(key, this.#found);
      for (let i = 0; i < count; i++) found(this.#found[i]);
    });
  }
}

function eachCut(book: ValueBook, id: number, tell: (key: number) => void): void {
  const { bytes } = book;
  const start = book.start(id);
  const end = book.end(id);
  if (end - start < SHORTEST || end - start > LONGEST) return;
  for (let at = start; at < end; at++) if (bytes[at] >= 0x30 && bytes[at] <= 0x39) return;
  for (let cut = start - 1; cut < end; cut++) {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) if (at !== cut) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    tell((hash ^ (hash >>> 15)) >>> 0);
  }
}
