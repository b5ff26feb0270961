import type { RecordSet } from '../engine/record-set';
import type { ComparedTexts } from '../model/agreement';
import { DIFFERENT, type Comparison } from './comparison';
import { encodePeople } from './encode-people';
import type { EncodedLists } from './encoded-lists';
import { makeComparisons } from './make-comparisons';
import { CandidateFinder } from './retrieve/candidate-finder';
import { CandidateIndex } from './retrieve/candidate-index';
import type { OtherRecords, PairLevels } from './weigh/pair-scorer';

/** Accounts of another app, with the row of their confirmed owner, -1 for none. */
export interface OwnedAccounts {
  readonly appName: string;
  readonly accounts: RecordSet;
  readonly owners: Int32Array;
}

/** One app's accounts as records of their owners. */
interface OtherApp {
  readonly appName: string;
  readonly owners: Int32Array;
  readonly comparisons: readonly Comparison[];
  readonly finder: CandidateFinder;
}

/** A source is the app's number and the row of its account: apps × 2^25 + row. */
const ROW_BITS = 2 ** 25;
const FOUND_PER_APP = 12;

/**
 * Evidence across apps: what a confirmed account of another app says (usernames, addresses, numbers, names) speaks for its
 * owner as the user's own record does, where it agrees better with the account in question. It finds users, too.
 */
export class OtherApps implements OtherRecords {
  readonly has: Uint8Array;
  readonly #apps: readonly OtherApp[];
  /** Accounts by owner: user r has items [starts[r], starts[r + 1]). */
  readonly #starts: Uint32Array;
  readonly #items: Float64Array;
  readonly #found = new Uint32Array(FOUND_PER_APP);

  private constructor(apps: readonly OtherApp[], userCount: number) {
    this.#apps = apps;
    this.has = new Uint8Array(userCount);
    this.#starts = new Uint32Array(userCount + 1);
    for (const { owners } of apps) for (const user of owners) if (user >= 0) this.#starts[user + 1]++;
    for (let user = 0; user < userCount; user++) {
      this.has[user] = Math.min(1, this.#starts[user + 1]);
      this.#starts[user + 1] += this.#starts[user];
    }
    this.#items = new Float64Array(this.#starts[userCount]);
    const next = this.#starts.slice();
    apps.forEach(({ owners }, app) => {
      owners.forEach((user, row) => {
        if (user >= 0) this.#items[next[user]++] = app * ROW_BITS + row;
      });
    });
  }

  static *build(lists: EncodedLists, known: readonly OwnedAccounts[]): Generator<void, OtherApps> {
    const apps: OtherApp[] = [];
    for (const { appName, accounts, owners } of known) {
      const people = yield* encodePeople(accounts, lists.books, lists.fields, 'accounts');
      const index = yield* CandidateIndex.build(people, lists.books);
      apps.push({
        appName,
        owners: owners.map((user) => (user < lists.users.rowCount ? user : -1)),
        comparisons: makeComparisons({ ...lists, users: people, userRecords: accounts }),
        finder: new CandidateFinder(index, lists.accounts)
      });
    }
    return new OtherApps(apps, lists.users.rowCount);
  }

  /** Adds owners who are found by what other apps say of them. Gives the number of candidates. */
  addCandidates(account: number, out: Uint32Array, count: number): number {
    let length = count;
    for (const { finder, owners } of this.#apps) {
      const found = finder.candidates(account, this.#found);
      for (let at = 0; at < found && length < out.length; at++) {
        const owner = owners[this.#found[at]];
        if (owner >= 0 && !out.subarray(0, length).includes(owner)) out[length++] = owner;
      }
    }
    return length;
  }

  raise(account: number, user: number, { levels, shares, sources }: PairLevels): void {
    for (let item = this.#starts[user]; item < this.#starts[user + 1]; item++) {
      const source = this.#items[item];
      const { comparisons } = this.#apps[Math.floor(source / ROW_BITS)];
      for (let at = 0; at < levels.length; at++) {
        const level = comparisons[at].level(account, source % ROW_BITS);
        if (level <= DIFFERENT || level <= levels[at]) continue;
        levels[at] = level;
        shares[at] = comparisons[at].share;
        sources[at] = source;
      }
    }
  }

  appName(source: number): string {
    return this.#apps[Math.floor(source / ROW_BITS)].appName;
  }

  texts(comparison: number, account: number, source: number): ComparedTexts {
    return this.#apps[Math.floor(source / ROW_BITS)].comparisons[comparison].texts(account, source % ROW_BITS);
  }
}
