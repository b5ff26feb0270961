import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import type { MatchingRule, MatchingRules } from '../model/matching-rule';
import { RecordKeys } from './record-keys';

/** The users' keys for each rule of a ladder, hashed when the rule first asks. 8 bytes per user and rule. */
export class UserKeys {
  readonly users: RecordSet;
  readonly rules: MatchingRules;
  readonly #keys: (RecordKeys | undefined)[] = [];

  constructor(users: RecordSet, rules: MatchingRules) {
    this.users = users;
    this.rules = rules;
  }

  /** Positions in the ladder of the rules that are switched on and whose attributes both sides have at all. */
  applicableTo(accountAttributes: readonly Attribute[]): number[] {
    const hasAll = (rule: MatchingRule) => {
      const required = requiredPairs(rule);
      const known = required.filter(
        (pair) => this.users.attributes.includes(pair.user) && accountAttributes.includes(pair.account)
      );
      return required.length > 0 && known.length === required.length;
    };
    return this.rules.ladder.flatMap((rule, position) => (rule.isEnabled && hasAll(rule) ? [position] : []));
  }

  /** Yields after each segment of work; at once for what is there. */
  *at(position: number): Generator<void, RecordKeys> {
    const known = this.#keys[position];
    if (known) return known;
    const attributes = requiredPairs(this.rules.ladder[position]).map((pair) => pair.user);
    const keys = new RecordKeys(this.users, attributes, this.rules.isCaseSensitive);
    yield* keys.hash();
    this.#keys[position] = keys;
    return keys;
  }
}

export function requiredPairs(rule: MatchingRule): MatchingRule['pairs'] {
  return rule.pairs.filter((pair) => !pair.isOptional);
}
