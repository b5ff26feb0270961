import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import type { ValueBook } from '../text/value-book';
import { keyOfNumber, type KeyRows } from './rare-postings';
import { ValueNeighbours } from './value-neighbours';

/** What more users than this have says too little to be looked up by. */
export const RARE = 64;

const HANDLE = 1;
const HANDLE_STEM = 2;
const DOMAIN = 3;
const FIRST_VALUE = 4;
/** A handle's letters alone, its digits cut: fewer of them are no name. */
const SHORTEST_STEM = 3;

/** Tells the keys of a row's handles, domains and values. */
export class RareKeys {
  readonly #people: EncodedPeople;
  readonly #books: LinkageBooks;
  readonly #values: readonly { readonly ids: Int32Array; readonly book: ValueBook; readonly kind: number }[];

  readonly #near = new Map<number, ValueNeighbours>();

  constructor(people: EncodedPeople, books: LinkageBooks) {
    this.#people = people;
    this.#books = books;
    // Kinds go by the order of the books, which both lists share.
    this.#values = [...books.values].flatMap(([id, book], i) => {
      const ids = people.values.get(id);
      return ids ? [{ ids, book, kind: FIRST_VALUE + i }] : [];
    });
  }

  /** Each key, and how many users have it as far as the books count them (a stem: unknown, 0). */
  tell(row: number, found: (key: number, users: number) => void): void {
    const { handles, mailDomains } = this.#people;
    for (let at = handles.offsets[row]; at < handles.offsets[row + 1]; at++) this.#tellHandle(handles.items[at], found);
    for (let at = mailDomains.offsets[row]; at < mailDomains.offsets[row + 1]; at++) {
      const domain = mailDomains.items[at];
      found(keyOfNumber(DOMAIN, domain), this.#books.domains.users(domain));
    }
    for (const { ids, book, kind } of this.#values) {
      const id = ids[row];
      if (id >= 0) found(keyOfNumber(kind, id), book.users(id));
    }
  }

  /** Keys of values that users have, one slip away from those of the row that nobody has. */
  tellNear(row: number, found: (key: number) => void): void {
    for (const { ids, book, kind } of this.#values) {
      const id = ids[row];
      if (id < 0 || book.users(id) > 0) continue;
      const near = this.#near.get(kind) ?? new ValueNeighbours(book);
      this.#near.set(kind, near);
      const met = new Set<number>();
      near.tell(id, (value) => met.add(value));
      for (const value of met) found(keyOfNumber(kind, value));
    }
  }

  #tellHandle(handle: number, found: (key: number, users: number) => void): void {
    const { handles } = this.#books;
    found(keyOfNumber(HANDLE, handle), handles.users(handle));
    const key = stemKey(handles.bytes, handles.start(handle), handles.end(handle));
    if (key !== NO_STEM) found(key, 0);
  }
}

export const NO_STEM = -1;

/** Hash of the letters alone; NO_STEM where they are too few. */
export function stemKey(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ HANDLE_STEM;
  let letters = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if ((byte < 0x61 || byte > 0x7a) && byte < 0x80) continue;
    hash = Math.imul(hash ^ byte, 0x01000193);
    letters++;
  }
  return letters < SHORTEST_STEM ? NO_STEM : (hash ^ (hash >>> 15)) >>> 0;
}

/** Puts the rare keys of the rows in; yields now and then. */
export function* gatherRareKeys(
  keys: RareKeys,
  rowCount: number,
  rows: Uint32Array | undefined,
  into: KeyRows
): Generator<void, void> {
  const count = rows ? rows.length : rowCount;
  for (let i = 0; i < count; i++) {
    if (i % 4096 === 0) yield;
    const row = rows ? rows[i] : i;
    keys.tell(row, (key, users) => {
      if (users <= RARE) into.push(key, row);
    });
  }
}
