import type { ComparisonId } from '../../model/agreement';
import { NO_VALUE } from '../encoded-people';
import { ValueBook } from '../text/value-book';
import type { ComparedPeople } from './compared-people';

const NO_VALUES = new Int32Array(0);

/** The values of one field on both sides. */
export class ValuePairs {
  readonly book: ValueBook;
  readonly accounts: Int32Array;
  readonly users: Int32Array;
  readonly #userCount: number;

  constructor(id: ComparisonId, { accounts, users, books }: ComparedPeople) {
    this.book = books.values.get(id) ?? new ValueBook();
    this.accounts = accounts.values.get(id) ?? NO_VALUES;
    this.users = users.values.get(id) ?? NO_VALUES;
    this.#userCount = users.rowCount;
  }

  account(row: number): number {
    return row < this.accounts.length ? this.accounts[row] : NO_VALUE;
  }

  user(row: number): number {
    return row < this.users.length ? this.users[row] : NO_VALUE;
  }

  /** Of the directory that has the value. */
  share(id: number): number {
    return this.book.users(id) / this.#userCount;
  }
}
