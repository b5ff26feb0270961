import type { NameBook } from './name-book';

const TABLE = 0x10000;

/**
 * Which share of the users has a name, one of its short forms, or its first letter. Counted over the distinct names, once;
 * the counts of single names are asked from the book.
 */
export class NameShares {
  readonly #names: NameBook;
  readonly #users: number;
  readonly #givenInitials = new Float64Array(TABLE);
  readonly #familyInitials = new Float64Array(TABLE);
  readonly #groups = new Map<number, number>();

  constructor(names: NameBook, userCount: number) {
    this.#names = names;
    this.#users = Math.max(1, userCount);
    for (let token = 0; token < names.size; token++) {
      this.#givenInitials[names.initial(token)] += names.givenUsers(token);
      this.#familyInitials[names.initial(token)] += names.familyUsers(token);
      for (const group of names.nicknameGroups(token))
        this.#groups.set(group, (this.#groups.get(group) ?? 0) + names.givenUsers(token));
    }
  }

  given(token: number): number {
    return Math.min(1, this.#names.givenUsers(token) / this.#users);
  }

  family(token: number): number {
    return Math.min(1, this.#names.familyUsers(token) / this.#users);
  }

  givenInitial(token: number): number {
    return Math.min(1, this.#givenInitials[this.#names.initial(token)] / this.#users);
  }

  familyInitial(token: number): number {
    return Math.min(1, this.#familyInitials[this.#names.initial(token)] / this.#users);
  }

  /** Of the smallest group that has both; of both names where none has. */
  shortForms(a: number, b: number): number {
    const others = this.#names.nicknameGroups(b);
    let least = -1;
    for (const group of this.#names.nicknameGroups(a)) {
      const users = others.includes(group) ? (this.#groups.get(group) ?? 0) : -1;
      if (users >= 0 && (least < 0 || users < least)) least = users;
    }
    if (least < 0) return Math.min(1, this.given(a) + this.given(b));
    return Math.min(1, least / this.#users);
  }
}
