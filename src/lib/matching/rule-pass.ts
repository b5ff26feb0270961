import type { MatchColumns } from '../engine/match-columns';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import type { KeyIndex } from './key-index';
import { isShared, lookUpKeys, NOBODY, slotOf, type Hit } from './look-up-keys';
import type { MatchInput } from './match-input';
import { OptionalPairs } from './optional-pairs';
import { RecordKeys } from './record-keys';
import { requiredPairs, type UserIndex } from './user-indexes';

/** Counts stop here: a byte per account holds them. */
export const MOST_CANDIDATES = 255;

/**
 * One rule of the ladder applied to all accounts. An account that no earlier rule decided is looked up. One that an
 * earlier Exact rule gave a single user is only held against that user, and looked up where the two differ: a hit
 * elsewhere contradicts the match, which then is no longer Exact but one of Multiple matches.
 *
 * Cost: hashing the accounts, then per account one look-up of two random reads.
 */
export class RulePass {
  readonly #ladderNumber: number;
  readonly #verdict: 'exact' | 'partial';
  readonly #users: UserIndex;
  readonly #accounts: RecordKeys;
  readonly #optional: OptionalPairs;
  readonly #columns: MatchColumns;

  constructor(input: MatchInput, ladderPosition: number, users: UserIndex, columns: MatchColumns) {
    const rule = input.rules.ladder[ladderPosition];
    const attributes = requiredPairs(rule).map((pair) => pair.account);
    this.#ladderNumber = ladderPosition + 1;
    this.#verdict = rule.verdict;
    this.#users = users;
    this.#accounts = new RecordKeys(input.accounts, attributes, input.rules.isCaseSensitive);
    this.#optional = new OptionalPairs(input, rule);
    this.#columns = columns;
  }

  /** Yields after each segment of work. */
  *run(): Generator<void, void> {
    const { keys, index } = this.#users;
    yield* this.#accounts.hash();
    const hits = yield* lookUpKeys(index, keys, this.#accounts, (row) => this.#isAskedFor(row));
    const { situation } = this.#columns;
    for (let row = 0; row < hits.length; row++) {
      if (hits[row] === NOBODY) continue;
      if (situation[row] === SITUATION_CODE['no-match']) this.#decide(index, hits[row], row);
      else this.#contradict(isShared(hits[row]) ? index.rowCount(slotOf(hits[row])) : 1, row);
    }
    yield;
  }

  /** Undecided, or held by an Exact rule to a user whose key is another one. */
  #isAskedFor(row: number): boolean {
    const situation = this.#columns.situation[row];
    if (situation === SITUATION_CODE['no-match']) return true;
    if (situation !== SITUATION_CODE.exact || this.#verdict !== 'exact') return false;
    return !this.#accounts.hasSameHash(row, this.#users.keys, this.#columns.candidate[row]);
  }

  #decide(index: KeyIndex, hit: Hit, row: number): void {
    let first = isShared(hit) ? index.firstRow(slotOf(hit)) : hit;
    let count = isShared(hit) ? index.rowCount(slotOf(hit)) : 1;
    if (!this.#optional.isEmpty) {
      let fitting = 0;
      for (let user = first; user >= 0 && fitting < MOST_CANDIDATES; user = index.nextRow(user)) {
        if (this.#optional.agree(user, row) && fitting++ === 0) first = user;
      }
      count = fitting;
    }
    if (count === 0) return;
    const columns = this.#columns;
    columns.candidate[row] = count === 1 ? first : -1;
    columns.situation[row] = count === 1 ? SITUATION_CODE[this.#verdict] : SITUATION_CODE.multiple;
    columns.rule[row] = this.#ladderNumber;
    columns.candidateCount[row] = Math.min(count, MOST_CANDIDATES);
  }

  #contradict(hits: number, row: number): void {
    const columns = this.#columns;
    columns.candidate[row] = -1;
    columns.situation[row] = SITUATION_CODE.multiple;
    columns.flags[row] |= FLAG.contradicted;
    columns.candidateCount[row] = Math.min(1 + hits, MOST_CANDIDATES);
  }
}
