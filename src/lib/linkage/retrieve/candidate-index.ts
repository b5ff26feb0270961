import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import { initialsOfUsers } from './candidate-bonus';
import { buildLayer, type IndexLayer } from './index-layer';

/** Users of the second layer from which on everything is built anew: a share of all. */
const MOST_CHANGED = 0.1;

type IndexParts = Pick<CandidateIndex, 'users' | 'books' | 'layers' | 'initials'>;

/**
 * Users by what may tell that an account is theirs. Built once per domain: one large layer, and a small second one of the
 * users who changed or came since, whose rows in the first one are not looked at any more. Never changed itself.
 */
export class CandidateIndex {
  /** The large one first. */
  readonly layers: readonly IndexLayer[];
  readonly users: EncodedPeople;
  readonly books: LinkageBooks;
  /** Which users have an initial in place of a name (`initialsOfUsers`). */
  readonly initials: Uint8Array;
  /** Rows that the first layer does not speak for any more: 1. Undefined for none. */
  readonly isStale: Uint8Array | undefined;
  readonly #changed: Uint32Array;

  private constructor({ users, books, layers, initials }: IndexParts, changed: Uint32Array) {
    this.users = users;
    this.books = books;
    this.layers = layers;
    this.initials = initials;
    this.#changed = changed;
    if (changed.length === 0) return;
    this.isStale = new Uint8Array(users.rowCount);
    for (const row of changed) this.isStale[row] = 1;
  }

  static *build(users: EncodedPeople, books: LinkageBooks): Generator<void, CandidateIndex> {
    const layers = [yield* buildLayer(users, books)];
    const initials = yield* initialsOfUsers(users, books.names);
    return new CandidateIndex({ users, books, layers, initials }, new Uint32Array(0));
  }

  /** With users who changed or were added at the end, in `rows`; `users` are all of them as they are now. */
  *withChanged(users: EncodedPeople, rows: Uint32Array): Generator<void, CandidateIndex> {
    const changed = Uint32Array.from(new Set([...this.#changed, ...rows])).sort();
    if (changed.length > users.rowCount * MOST_CHANGED) return yield* CandidateIndex.build(users, this.books);
    const second = yield* buildLayer(users, this.books, changed);
    const initials = yield* initialsOfUsers(users, this.books.names);
    return new CandidateIndex({ users, books: this.books, layers: [this.layers[0], second], initials }, changed);
  }
}
