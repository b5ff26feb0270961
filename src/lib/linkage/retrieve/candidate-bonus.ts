import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import type { Ragged } from '../ragged';
import type { ValueBook } from '../text/value-book';
import type { BestRows } from './best-rows';
import type { NameBook } from '../text/name-book';
import { GIVEN_SIDE, rarity, UNITS_PER_BIT } from './name-query';
import { RARE } from './rare-keys';

/** The first letter of a name where one side has only that. */
const INITIAL_UNITS = 3 * UNITS_PER_BIT;

/** Rows further behind than so many times those that are wanted stay behind. */
const RANKS = 3;
const SLICE_ROWS = 16_384;
/** Bits of a user who has an initial in place of a name. */
const HAS_GIVEN_INITIAL = 1;
const HAS_FAMILY_INITIAL = 2;

/** A value that the account shares with many users. */
interface CommonColumn {
  readonly accounts: Int32Array;
  readonly users: Int32Array;
  readonly book: ValueBook;
  /** Of the account that is asked for. */
  id: number;
  weight: number;
}

/** Of the index: users, and which of them have an initial in place of a name. */
interface IndexedUsers {
  readonly users: EncodedPeople;
  readonly books: LinkageBooks;
  readonly initials: Uint8Array;
}

/**
 * What is too common to look users up by, and still tells those apart who were found: initials, departments, towns. Asked
 * only about rows that could yet be among the best.
 */
export class CandidateBonus {
  readonly #names: NameBook;
  readonly #users: EncodedPeople;
  readonly #columns: readonly CommonColumn[];
  readonly #given = new Initials();
  readonly #family = new Initials();
  /** Columns in which the account says something; the first so many of them. */
  readonly #said: CommonColumn[] = [];
  readonly #initials: Uint8Array;
  #account = 0;

  constructor({ users, books, initials }: IndexedUsers, accounts: EncodedPeople) {
    this.#names = books.names;
    this.#users = users;
    this.#initials = initials;
    this.#columns = [...books.values].flatMap(([id, book]) => {
      const ofAccounts = accounts.values.get(id);
      const ofUsers = users.values.get(id);
      return ofAccounts && ofUsers ? [{ accounts: ofAccounts, users: ofUsers, book, id: -1, weight: 0 }] : [];
    });
  }

  clear(account: number): void {
    this.#account = account;
    this.#given.clear();
    this.#family.clear();
  }

  /** A name of the account, or the initial of one. */
  note(token: number, side: number): void {
    const initials = side === GIVEN_SIDE ? this.#given : this.#family;
    initials.note(this.#names.initial(token), this.#names.isInitial(token));
  }

  /**
   * Adds what it says to the rows that could be among so many best ones; all that weigh the same are treated alike. Whoever
   * stays behind with all that can be added, or below `share` 16ths of the heaviest, is dropped unasked: most of the rows.
   */
  add(best: BestRows, rank: number, share: number): void {
    if (best.count <= 1) return;
    const most = this.#readColumns() + 2 * INITIAL_UNITS;
    // First those that are easily told.
    best.dropBelow(((best.heaviest * share) >> 4) - most);
    best.weigh();
    best.dropBelow(Math.max(best.weightOfRank(rank * RANKS), best.weightOfRank(rank) - most));
    const { weights, touched } = best;
    for (let i = 0; i < best.count; i++) weights[touched[i]] += this.#sum(touched[i]);
  }

  /** Looks up what the account says; the most that it can add. */
  #readColumns(): number {
    let most = 0;
    this.#said.length = 0;
    for (const column of this.#columns) {
      column.id = column.accounts[this.#account];
      if (column.id < 0) continue;
      const having = column.book.users(column.id);
      if (having <= RARE) continue;
      column.weight = rarity(this.#users.rowCount, having);
      most += column.weight;
      this.#said.push(column);
    }
    return most;
  }

  #sum(row: number): number {
    let sum = 0;
    for (let at = 0; at < this.#said.length; at++) {
      const { users, id, weight } = this.#said[at];
      if (users[row] === id) sum += weight;
    }
    const initials = this.#initials[row];
    if (
      this.#given.mayFit((initials & HAS_GIVEN_INITIAL) !== 0) &&
      this.#hasInitial(this.#users.given, row, this.#given)
    )
      sum += INITIAL_UNITS;
    if (
      this.#family.mayFit((initials & HAS_FAMILY_INITIAL) !== 0) &&
      this.#hasInitial(this.#users.family, row, this.#family)
    )
      sum += INITIAL_UNITS;
    return sum;
  }

  #hasInitial({ offsets, items }: Ragged, row: number, initials: Initials): boolean {
    for (let at = offsets[row]; at < offsets[row + 1]; at++) {
      if (initials.has(this.#names.initial(items[at]), this.#names.isInitial(items[at]))) return true;
    }
    return false;
  }
}

/** By user, a bit for an initial among the given names and one for an initial among the family names. */
export function* initialsOfUsers({ given, family }: EncodedPeople, names: NameBook): Generator<void, Uint8Array> {
  const found = new Uint8Array(given.offsets.length - 1);
  for (let row = 0; row < found.length; row++) {
    if (row % SLICE_ROWS === 0) yield;
    found[row] =
      (hasInitialName(given, row, names) ? HAS_GIVEN_INITIAL : 0) |
      (hasInitialName(family, row, names) ? HAS_FAMILY_INITIAL : 0);
  }
  return found;
}

function hasInitialName({ offsets, items }: Ragged, row: number, names: NameBook): boolean {
  for (let at = offsets[row]; at < offsets[row + 1]; at++) if (names.isInitial(items[at])) return true;
  return false;
}

/** First letters of one side of an account's name. */
class Initials {
  readonly #alone: number[] = [];
  readonly #ofNames: number[] = [];

  /** An initial is on one of both sides at least. */
  mayFit(hasInitial: boolean): boolean {
    return this.#alone.length > 0 || (hasInitial && this.#ofNames.length > 0);
  }

  clear(): void {
    this.#alone.length = this.#ofNames.length = 0;
  }

  note(letter: number, isAlone: boolean): void {
    (isAlone ? this.#alone : this.#ofNames).push(letter);
  }

  /** Whether one of both is an initial, and the other begins with it. */
  has(letter: number, isAlone: boolean): boolean {
    return this.#alone.includes(letter) || (isAlone && this.#ofNames.includes(letter));
  }
}
