import type { MatchColumns } from '../engine/match-columns';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import type { KeyIndex } from './key-index';
import { lookUpKeys } from './look-up-keys';
import type { MatchInput } from './match-input';
import { OptionalPairs } from './optional-pairs';
import { RecordKeys } from './record-keys';

/** Counts stop here: a byte per account holds them. */
export const MOST_CANDIDATES = 255;

/**
 * One rule of the ladder applied to all accounts. An account that no earlier rule decided is looked up. One that an
 * earlier Exact rule gave a single user is only held against that user, and looked up where the two differ: a hit
 * elsewhere contradicts the match, which then is no longer Exact but one of Multiple matches.
 *
 * Cost: hashing both sides, an index over the users, then per account one look-up of two random reads.
 */
export class RulePass {
  readonly #ladderNumber: number;
  readonly #verdict: 'exact' | 'partial';
  readonly #users: RecordKeys;
  readonly #accounts: RecordKeys;
  readonly #optional: OptionalPairs;
  readonly #columns: MatchColumns;

  constructor(input: MatchInput, ladderPosition: number, columns: MatchColumns) {
    const rule = input.rules.ladder[ladderPosition];
    const required = rule.pairs.filter((pair) => !pair.isOptional);
    const { isCaseSensitive } = input.rules;
    this.#ladderNumber = ladderPosition + 1;
    this.#verdict = rule.verdict;
    this.#users = new RecordKeys(
      input.users,
      required.map((pair) => pair.user),
      isCaseSensitive
    );
    this.#accounts = new RecordKeys(
      input.accounts,
      required.map((pair) => pair.account),
      isCaseSensitive
    );
    this.#optional = new OptionalPairs(input, rule);
    this.#columns = columns;
  }

  /** Yields after each segment of work. */
  *run(): Generator<void, void> {
    yield* this.#users.hash();
    yield* this.#accounts.hash();
    const index = yield* this.#users.index();
    const slots = yield* lookUpKeys(index, this.#users, this.#accounts, (row) => this.#isAskedFor(row));
    const { situation } = this.#columns;
    for (let row = 0; row < slots.length; row++) {
      if (slots[row] < 0) continue;
      if (situation[row] === SITUATION_CODE['no-match']) this.#decide(index, slots[row], row);
      else this.#contradict(index.rowCount(slots[row]), row);
    }
    yield;
  }

  /** Undecided, or held by an Exact rule to a user whose key is another one. */
  #isAskedFor(row: number): boolean {
    const situation = this.#columns.situation[row];
    if (situation === SITUATION_CODE['no-match']) return true;
    if (situation !== SITUATION_CODE.exact || this.#verdict !== 'exact') return false;
    return !this.#accounts.hasSameHash(row, this.#users, this.#columns.candidate[row]);
  }

  #decide(index: KeyIndex, slot: number, row: number): void {
    let first = index.firstRow(slot);
    let count = index.rowCount(slot);
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
