import { SEGMENT_MASK, SEGMENT_SHIFT } from '../engine/segment';
import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import type { AttributePair, MatchingRule } from '../model/matching-rule';
import { KeyBytes } from './key-bytes';
import type { MatchInput } from './rule-pass';

/** The pairs of a rule that are compared only where both sides have a value. */
export class OptionalPairs {
  readonly #pairs: readonly AttributePair[];
  readonly #input: Pick<MatchInput, 'users' | 'accounts'>;
  readonly #user: KeyBytes;
  readonly #account: KeyBytes;

  constructor(input: MatchInput, rule: MatchingRule) {
    this.#pairs = rule.pairs.filter((pair) => pair.isOptional);
    this.#input = input;
    this.#user = new KeyBytes(input.rules.isCaseSensitive);
    this.#account = new KeyBytes(input.rules.isCaseSensitive);
  }

  get isEmpty(): boolean {
    return this.#pairs.length === 0;
  }

  agree(userRow: number, accountRow: number): boolean {
    for (const pair of this.#pairs) {
      read(this.#user, this.#input.users, userRow, pair.user);
      read(this.#account, this.#input.accounts, accountRow, pair.account);
      if (this.#user.length > 0 && this.#account.length > 0 && !this.#user.equals(this.#account)) return false;
    }
    return true;
  }
}

function read(reader: KeyBytes, records: RecordSet, row: number, attribute: Attribute): void {
  const column = records.segments[row >> SEGMENT_SHIFT].columns.get(attribute);
  if (column) reader.read(column, row & SEGMENT_MASK);
  else reader.length = 0;
}
