import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import type { MatchingRule, MatchingRules } from '../model/matching-rule';
import { MatchMemory } from './match-memory';
import { RecordKeys } from './record-keys';

/** The users' keys for one rule of a ladder after the other, and the memory that a match works in. */
export class UserKeys {
  readonly users: RecordSet;
  readonly rules: MatchingRules;
  readonly memory = new MatchMemory();

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

  /** Until another rule asks. Yields after each segment of work. */
  *at(position: number): Generator<void, RecordKeys> {
    const attributes = requiredPairs(this.rules.ladder[position]).map((pair) => pair.user);
    const room = this.memory.hashes('users: hashes', this.users.rowCount);
    const keys = new RecordKeys(this.users, attributes, this.rules.isCaseSensitive, room);
    yield* keys.hash();
    return keys;
  }
}

export function requiredPairs(rule: MatchingRule): MatchingRule['pairs'] {
  return rule.pairs.filter((pair) => !pair.isOptional);
}
