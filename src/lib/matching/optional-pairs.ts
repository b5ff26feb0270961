import { CellReader } from '../engine/cell-reader';
import type { MatchingRule } from '../model/matching-rule';
import { KeyBytes } from './key-bytes';
import type { MatchInput } from './match-input';
import { SameKey } from './same-key';

/** The pairs of a rule that are compared only where both sides have a value. */
export class OptionalPairs {
  readonly #pairs: readonly { readonly user: CellReader; readonly account: CellReader }[];
  readonly #sameKey: SameKey;
  readonly #key: KeyBytes;

  constructor({ users, accounts, rules }: MatchInput, rule: MatchingRule) {
    this.#sameKey = new SameKey(rules.isCaseSensitive);
    this.#key = new KeyBytes(rules.isCaseSensitive);
    this.#pairs = rule.pairs
      .filter((pair) => pair.isOptional)
      .map((pair) => ({ user: new CellReader(users, pair.user), account: new CellReader(accounts, pair.account) }));
  }

  get isEmpty(): boolean {
    return this.#pairs.length === 0;
  }

  agree(userRow: number, accountRow: number): boolean {
    return this.#pairs.every(({ user, account }) => {
      const mine = user.at(userRow);
      const theirs = account.at(accountRow);
      return !this.#hasKey(mine) || !this.#hasKey(theirs) || this.#sameKey.test(mine, theirs);
    });
  }

  /** A cell of blanks and zero-width characters is as good as empty. */
  #hasKey({ bytes, start, end }: CellReader): boolean {
    this.#key.readRange(bytes, start, end);
    return this.#key.length > 0;
  }
}
