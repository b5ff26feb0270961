import type { RecordSet } from '../engine/record-set';
import { RowList } from '../engine/row-list';
import type { Attribute } from '../model/attribute';

/** What two sides are compared by. Pairs stand in the order of the rule. */
export interface ComparedKeys {
  readonly account: readonly Attribute[];
  readonly user: readonly Attribute[];
  readonly isCaseSensitive: boolean;
}

/** No user has the key of the account. */
export const NOBODY = -1;

/** No look-up has asked for this account yet. */
export const UNKNOWN = -0x8000_0000;

/** Ways of comparing that two lists keep: 4 bytes per account each. */
const MOST_WAYS = 8;

const hitsOf = new WeakMap<RecordSet, WeakMap<RecordSet, Map<string, KnownHits>>>();

/**
 * What look-ups of accounts among users have found, kept as long as both lists are there: matching again, in another
 * order of rules or after decisions, looks nothing up twice. All of it was verified byte for byte.
 *
 *     rows:    account -> row of the only user, NOBODY, UNKNOWN, or -2 - group
 *     groups:  users that share a key, one behind the other
 */
export class KnownHits {
  readonly rows: Int32Array;
  readonly #starts = new RowList();
  readonly #users = new RowList();
  /** By the first of its users. */
  readonly #groupOfFirst = new Map<number, number>();

  constructor(accountCount: number) {
    this.rows = new Int32Array(accountCount).fill(UNKNOWN);
    this.#starts.push(0);
  }

  /** How users, ascending, who have one key, all of them, are noted in `rows`. */
  hitOf(users: readonly number[]): number {
    return users.length > 1 ? -2 - this.#group(users) : (users[0] ?? NOBODY);
  }

  /** How many users have the key of the account. */
  count(row: number): number {
    const hit = this.rows[row];
    if (hit >= 0) return 1;
    return hit === NOBODY ? 0 : this.#starts.at(-1 - hit) - this.#starts.at(-2 - hit);
  }

  /** User number `i` of those who have the key of the account. */
  user(row: number, i: number): number {
    const hit = this.rows[row];
    return hit >= 0 ? hit : this.#users.at(this.#starts.at(-2 - hit) + i);
  }

  has(row: number, user: number): boolean {
    const hit = this.rows[row];
    if (hit >= NOBODY) return hit === user;
    let low = 0;
    let high = this.count(row);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.user(row, middle) < user) low = middle + 1;
      else high = middle;
    }
    return low < this.count(row) && this.user(row, low) === user;
  }

  /** A user has one key, and so is in one group at most. */
  #group(users: readonly number[]): number {
    const [first] = users;
    const known = this.#groupOfFirst.get(first);
    if (known !== undefined) return known;
    const group = this.#starts.length - 1;
    for (const user of users) this.#users.push(user);
    this.#groupOfFirst.set(first, group);
    this.#starts.push(this.#users.length);
    return group;
  }
}

/** What is known of these two lists compared in this way; empty at first. */
export function knownHits(users: RecordSet, accounts: RecordSet, keys: ComparedKeys): KnownHits {
  const byAccounts = hitsOf.get(users) ?? new WeakMap<RecordSet, Map<string, KnownHits>>();
  hitsOf.set(users, byAccounts);
  const known = byAccounts.get(accounts) ?? new Map<string, KnownHits>();
  byAccounts.set(accounts, known);
  const name = JSON.stringify([keys.isCaseSensitive, keys.account, keys.user]);
  const hits = known.get(name) ?? new KnownHits(accounts.rowCount);
  // Last used stands last.
  known.delete(name);
  known.set(name, hits);
  const [oldest] = known.keys();
  if (known.size > MOST_WAYS && oldest !== undefined) known.delete(oldest);
  return hits;
}
