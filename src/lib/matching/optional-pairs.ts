import { CellReader } from '../engine/cell-reader';
import type { MatchingRule } from '../model/matching-rule';
import { KeyBytes } from './key-bytes';
import type { KnownHits } from './known-hits';
import type { MatchInput } from './match-input';
import { SameKey } from './same-key';

/** So many users with one key are told apart once for all accounts that have it; fewer are compared one by one. */
const FEWEST_GROUPED = 16;

interface Pair {
  readonly user: CellReader;
  readonly account: CellReader;
}

/** Users who are alike in all that is compared. */
interface Alike {
  /** Their normalized values, one per pair; empty for none. */
  readonly keys: readonly string[];
  readonly first: number;
  count: number;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The pairs of a rule that are compared only where both sides have a value. Many accounts that share a key with many
 * users cost one look-up each, however many users there are; with several pairs, one comparison per different values.
 */
export class OptionalPairs {
  /** The first user found by `fitting`. */
  first = -1;
  readonly #pairs: readonly Pair[];
  readonly #sameKey: SameKey;
  readonly #key: KeyBytes;
  /** By what the account hit. */
  readonly #groups = new Map<number, ReadonlyMap<string, Alike>>();

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

  /** How many of the users who have the key of the account agree with it, `most` and more being one. */
  fitting(known: KnownHits, row: number, most: number): number {
    const count = known.count(row);
    if (count >= FEWEST_GROUPED) return this.#fittingAlike(known, row);
    let fitting = 0;
    for (let i = 0; i < count && fitting < most; i++) {
      const user = known.user(row, i);
      if (this.agree(user, row) && fitting++ === 0) this.first = user;
    }
    return fitting;
  }

  agree(userRow: number, accountRow: number): boolean {
    return this.#pairs.every(({ user, account }) => {
      const mine = user.at(userRow);
      const theirs = account.at(accountRow);
      return !this.#hasKey(mine) || !this.#hasKey(theirs) || this.#sameKey.test(mine, theirs);
    });
  }

  #fittingAlike(known: KnownHits, row: number): number {
    const hit = known.rows[row];
    const group = this.#groups.get(hit) ?? this.#group(known, row);
    this.#groups.set(hit, group);
    const mine = this.#pairs.map(({ account }) => this.#keyText(account.at(row)));
    let fitting = 0;
    for (const { keys, first, count } of candidates(group, mine)) {
      if (!keys.every((key, i) => key === '' || mine[i] === '' || key === mine[i])) continue;
      this.first = fitting === 0 ? first : Math.min(this.first, first);
      fitting += count;
    }
    return fitting;
  }

  #group(known: KnownHits, row: number): ReadonlyMap<string, Alike> {
    const group = new Map<string, Alike>();
    const count = known.count(row);
    for (let i = 0; i < count; i++) {
      const user = known.user(row, i);
      const keys = this.#pairs.map((pair) => this.#keyText(pair.user.at(user)));
      const name = nameOf(keys);
      const alike = group.get(name);
      if (alike) alike.count++;
      else group.set(name, { keys, first: user, count: 1 });
    }
    return group;
  }

  /** A cell of blanks and zero-width characters is as good as empty. */
  #hasKey({ bytes, start, end }: CellReader): boolean {
    this.#key.readRange(bytes, start, end);
    return this.#key.length > 0;
  }

  #keyText({ bytes, start, end }: CellReader): string {
    this.#key.readRange(bytes, start, end);
    return decoder.decode(this.#key.bytes.subarray(0, this.#key.length));
  }
}

/** Of one pair only two kinds of users can agree: those with the value, and those with none. */
function candidates(group: ReadonlyMap<string, Alike>, mine: readonly string[]): Iterable<Alike> {
  if (mine.length > 1 || mine[0] === '') return group.values();
  return [group.get(nameOf([''])), group.get(nameOf(mine))].filter((alike) => alike !== undefined);
}

function nameOf(keys: readonly string[]): string {
  return JSON.stringify(keys);
}
