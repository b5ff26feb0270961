import { oneRecord } from '../engine/one-record';
import type { RecordSet } from '../engine/record-set';
import type { MatchingRules } from '../model/matching-rule';
import { OptionalPairs } from './optional-pairs';
import { KeyComparison, RecordKeys } from './record-keys';

export interface RuleHit {
  readonly userRow: number;
  /** Position in the ladder. */
  readonly rule: number;
}

/**
 * Finds the users that any rule proposes for one account. Keeps the users' hashes per rule (8 bytes per user and rule),
 * so that a look-up is a scan of one typed array: about 1 ms per rule and million users.
 */
export class CandidateFinder {
  readonly #users: RecordSet;
  readonly #rules: MatchingRules;
  readonly #keys: (RecordKeys | undefined)[] = [];

  constructor(users: RecordSet, rules: MatchingRules) {
    this.#users = users;
    this.#rules = rules;
  }

  /** In the order of the ladder, each user once, at most `limit`. */
  find(accounts: RecordSet, row: number, limit: number): RuleHit[] {
    const hits = new Map<number, RuleHit>();
    const account = oneRecord(accounts, row);
    this.#rules.ladder.forEach((rule, position) => {
      if (rule.isEnabled) this.#collect(account, position, limit, hits);
    });
    return [...hits.values()];
  }

  #collect(account: RecordSet, position: number, limit: number, hits: Map<number, RuleHit>): void {
    const rule = this.#rules.ladder[position];
    const attributes = rule.pairs.filter((pair) => !pair.isOptional).map((pair) => pair.account);
    const sought = new RecordKeys(account, attributes, this.#rules.isCaseSensitive);
    finish(sought.hash());
    if (!sought.hasKey(0)) return;
    const users = this.#userKeys(position);
    const comparison = new KeyComparison(users, sought);
    const optional = new OptionalPairs({ users: this.#users, accounts: account, rules: this.#rules }, rule);
    const low = sought.hashes.low[0];
    for (let user = users.hashes.low.indexOf(low); user >= 0; user = users.hashes.low.indexOf(low, user + 1)) {
      if (hits.size >= limit) return;
      if (!hits.has(user) && comparison.isSame(user) && optional.agree(user, 0))
        hits.set(user, { userRow: user, rule: position });
    }
  }

  #userKeys(position: number): RecordKeys {
    const kept = this.#keys[position];
    if (kept) return kept;
    const attributes = this.#rules.ladder[position].pairs.filter((pair) => !pair.isOptional).map((pair) => pair.user);
    const keys = new RecordKeys(this.#users, attributes, this.#rules.isCaseSensitive);
    // 50 ms per rule and million users, and only for the first account that is looked at.
    finish(keys.hash());
    this.#keys[position] = keys;
    return keys;
  }
}

function finish(work: Generator<void, void>): void {
  while (!work.next().done);
}
