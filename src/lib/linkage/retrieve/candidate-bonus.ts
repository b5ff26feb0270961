import type { EncodedPeople } from '../encoded-people';
import type { Ragged } from '../ragged';
import type { ValueBook } from '../text/value-book';
import type { BestRows } from './best-rows';
import type { CandidateIndex } from './candidate-index';
import type { NameBook } from '../text/name-book';
import { GIVEN_SIDE, rarity, UNITS_PER_BIT } from './name-query';
import { RARE } from './rare-keys';

/** The first letter of a name where one side has only that. */
const INITIAL_UNITS = 3 * UNITS_PER_BIT;

/** Rows further behind than so many times those that are wanted stay behind. */
const RANKS = 3;

/** A value that the account shares with many users. */
interface CommonColumn {
  readonly accounts: Int32Array;
  readonly users: Int32Array;
  readonly book: ValueBook;
  /** Of the account that is asked for; -1 for none, or a rare one, which was looked up. */
  id: number;
  weight: number;
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
  #account = 0;

  constructor({ users, books }: CandidateIndex, accounts: EncodedPeople) {
    this.#names = books.names;
    this.#users = users;
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

  /** Adds what it says to the rows that could be among so many best ones; all that weigh the same are treated alike. */
  add(best: BestRows, rank: number): void {
    if (best.count <= 1) return;
    this.#readColumns();
    const limit = best.weightOfRank(rank * RANKS);
    const { weights, touched } = best;
    for (let i = 0; i < best.count; i++) {
      const row = touched[i];
      if (weights[row] >= limit) weights[row] += this.#sum(row);
    }
  }

  /** Looks up what the account says. */
  #readColumns(): void {
    for (const column of this.#columns) {
      column.id = column.accounts[this.#account];
      if (column.id < 0) continue;
      const having = column.book.users(column.id);
      if (having <= RARE) column.id = -1;
      column.weight = rarity(this.#users.rowCount, having);
    }
  }

  #sum(row: number): number {
    let sum = 0;
    for (const { id, users, weight } of this.#columns) if (id >= 0 && users[row] === id) sum += weight;
    if (this.#given.isNoted && this.#hasInitial(this.#users.given, row, this.#given)) sum += INITIAL_UNITS;
    if (this.#family.isNoted && this.#hasInitial(this.#users.family, row, this.#family)) sum += INITIAL_UNITS;
    return sum;
  }

  #hasInitial({ offsets, items }: Ragged, row: number, initials: Initials): boolean {
    for (let at = offsets[row]; at < offsets[row + 1]; at++) {
      if (initials.has(this.#names.initial(items[at]), this.#names.isInitial(items[at]))) return true;
    }
    return false;
  }
}

/** First letters of one side of an account's name. */
class Initials {
  readonly #alone: number[] = [];
  readonly #ofNames: number[] = [];

  get isNoted(): boolean {
    return this.#alone.length + this.#ofNames.length > 0;
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
