import type { MatchColumns } from '../engine/match-columns';
import { SEGMENT_ROWS } from '../engine/segment';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import { knownHits, NOBODY, UNKNOWN, type KnownHits } from './known-hits';
import { joinKeys } from './join-keys';
import type { MatchInput } from './match-input';
import { OptionalPairs } from './optional-pairs';
import { RecordKeys } from './record-keys';
import { requiredPairs, type UserKeys } from './user-keys';

/** Counts stop here: a byte per account holds them. */
export const MOST_CANDIDATES = 255;

/**
 * One rule of the ladder applied to all accounts. An account that no earlier rule decided is looked up. One that an
 * earlier Exact rule gave a single user is only held against that user, and looked up where the two differ: a hit
 * elsewhere contradicts the match, which then is no longer Exact but one of Multiple matches.
 *
 * Cost: hashing what was not hashed before, 0.25 µs per account that was not looked up in this way before, 5 ns for the
 * others.
 */
export class RulePass {
  readonly #position: number;
  readonly #verdict: 'exact' | 'partial';
  /** What an earlier rule said, if this one may still contradict it; -1 for nothing. */
  readonly #openSituation: number;
  readonly #users: UserKeys;
  readonly #accounts: RecordKeys;
  readonly #optional: OptionalPairs;
  readonly #columns: MatchColumns;
  readonly #known: KnownHits;

  constructor(input: MatchInput, position: number, keys: UserKeys, columns: MatchColumns) {
    const { users, accounts, rules } = input;
    const rule = rules.ladder[position];
    const account = requiredPairs(rule).map((pair) => pair.account);
    const user = requiredPairs(rule).map((pair) => pair.user);
    this.#position = position;
    this.#verdict = rule.verdict;
    this.#openSituation = rule.verdict === 'exact' ? SITUATION_CODE.exact : -1;
    this.#users = keys;
    const room = keys.memory.hashes('accounts: hashes', accounts.rowCount);
    this.#accounts = new RecordKeys(accounts, account, rules.isCaseSensitive, room);
    this.#optional = new OptionalPairs(input, rule);
    this.#columns = columns;
    this.#known = knownHits(users, accounts, { account, user, isCaseSensitive: rules.isCaseSensitive });
  }

  /** Yields after each segment of work. */
  *run(): Generator<void, void> {
    yield* this.#lookUpUnknown();
    const rowCount = this.#columns.situation.length;
    for (let start = 0; start < rowCount; start += SEGMENT_ROWS) {
      this.#apply(start, Math.min(start + SEGMENT_ROWS, rowCount));
      yield;
    }
  }

  #apply(start: number, end: number): void {
    const { situation, candidate, rule, candidateCount } = this.#columns;
    const { rows } = this.#known;
    const verdict = SITUATION_CODE[this.#verdict];
    const isPlain = this.#optional.isEmpty;
    for (let row = start; row < end; row++) {
      const hit = rows[row];
      if (hit === NOBODY || hit === UNKNOWN) continue;
      if (situation[row] !== SITUATION_CODE['no-match']) {
        if (hit !== candidate[row] && this.#mayContradict(row)) this.#contradict(row);
      } else if (hit >= 0 && isPlain) {
        // As #decide, for nearly all of them.
        candidate[row] = hit;
        situation[row] = verdict;
        rule[row] = this.#position + 1;
        candidateCount[row] = 1;
      } else this.#decide(row);
    }
  }

  /** Hashes and looks up what this rule asks for and is not known yet; often that is nothing. */
  *#lookUpUnknown(): Generator<void, void> {
    const { memory } = this.#users;
    const isAsked = memory.bytes('asked', this.#known.rows.length);
    const { count, openCount } = this.#markUnknown(isAsked);
    if (count === 0) return;
    const users = yield* this.#users.at(this.#position);
    yield* this.#accounts.hash(isAsked);
    if (openCount > 0) this.#dropSame(isAsked, users);
    yield* joinKeys({ users, accounts: this.#accounts, memory }, isAsked, this.#known);
  }

  /** Accounts without a user so far, or with one who is held against this rule; how many, and how many of the latter. */
  #markUnknown(isAsked: Uint8Array): { readonly count: number; readonly openCount: number } {
    const { situation } = this.#columns;
    const { rows } = this.#known;
    const open = this.#openSituation;
    let count = 0;
    let openCount = 0;
    for (let row = 0; row < rows.length; row++) {
      const isUnknown = rows[row] === UNKNOWN ? 1 : 0;
      const isOpen = situation[row] === open ? isUnknown : 0;
      const isAlone = situation[row] === SITUATION_CODE['no-match'] ? isUnknown : 0;
      isAsked[row] = isOpen | isAlone;
      openCount += isOpen;
      count += isOpen | isAlone;
    }
    return { count, openCount };
  }

  /** Accounts whose user has the same key are not contradicted by this rule. */
  #dropSame(isAsked: Uint8Array, users: RecordKeys): void {
    const { candidate, situation } = this.#columns;
    for (let row = 0; row < isAsked.length; row++) {
      if (isAsked[row] === 0 || situation[row] !== SITUATION_CODE.exact) continue;
      if (this.#accounts.hasSameHash(row, users, candidate[row])) isAsked[row] = 0;
    }
  }

  #decide(row: number): void {
    const columns = this.#columns;
    let count = this.#known.count(row);
    let first = this.#known.user(row, 0);
    if (!this.#optional.isEmpty) {
      count = this.#optional.fitting(this.#known, row, MOST_CANDIDATES);
      first = this.#optional.first;
    }
    if (count === 0) return;
    columns.candidate[row] = count === 1 ? first : -1;
    columns.situation[row] = count === 1 ? SITUATION_CODE[this.#verdict] : SITUATION_CODE.multiple;
    columns.rule[row] = this.#position + 1;
    columns.candidateCount[row] = Math.min(count, MOST_CANDIDATES);
  }

  #mayContradict(row: number): boolean {
    return this.#columns.situation[row] === this.#openSituation && !this.#known.has(row, this.#columns.candidate[row]);
  }

  #contradict(row: number): void {
    const columns = this.#columns;
    columns.candidate[row] = -1;
    columns.situation[row] = SITUATION_CODE.multiple;
    columns.flags[row] |= FLAG.contradicted;
    columns.candidateCount[row] = Math.min(1 + this.#known.count(row), MOST_CANDIDATES);
  }
}
