import type { EncodedPeople } from '../encoded-people';
import type { Ragged } from '../ragged';
import { isParticle } from '../text/particles';
import { BestRows } from './best-rows';
import { CandidateBonus } from './candidate-bonus';
import type { CandidateIndex } from './candidate-index';
import { tellHandleNames } from './handle-names';
import { HandlePatterns } from './handle-patterns';
import { EXACT, FAMILY_SIDE, GIVEN_SIDE, NameQuery, rarity, type NameList } from './name-query';
import { RARE, RareKeys } from './rare-keys';

/** No more users than this are proposed for one account. */
export const MOST_CANDIDATES = 40;

/** Names with so many rows in all are looked through whole. */
const FEW_ROWS = 300;
/** Of the other name, lists up to this length are. */
const SHORT_LIST = 60;
/** Rows that a single name may bring where the account has no other. */
const MOST_OF_ONE_SIDE = 20_000;
/** Rows that are looked through at most, half a millisecond; more only for the first list, so that something is found. */
const MOST_ROWS = 30_000;
const MOST_OF_FIRST = 100_000;
/** Users with less than this share of the best one's weight are no candidates, in 16ths. */
const LEAST_SHARE = 4;
const SHORTEST_NAME = 3;
/** Rows of a list that are read in the time in which one row's own names are looked up. */
const ROWS_PER_LOOK = 12;

/**
 * Proposes users for accounts, the likeliest first. What few users have is looked up first and brings rows; common names
 * only weigh rows that something else brought. Somebody who agrees in both names is always brought by the rarer one.
 */
export class CandidateFinder {
  readonly #index: CandidateIndex;
  readonly #accounts: EncodedPeople;
  readonly #keys: RareKeys;
  readonly #query: NameQuery;
  readonly #best: BestRows;
  readonly #bonus: CandidateBonus;
  readonly #patterns: HandlePatterns;
  readonly #found = new Uint32Array(RARE * 4);

  constructor(index: CandidateIndex, accounts: EncodedPeople) {
    this.#index = index;
    this.#accounts = accounts;
    this.#keys = new RareKeys(accounts, index.books);
    this.#query = new NameQuery(index.books.names, index.users.rowCount);
    this.#best = new BestRows(index.users.rowCount);
    this.#bonus = new CandidateBonus(index, accounts);
    this.#patterns = new HandlePatterns(index.books.names);
  }

  /** Rows of users into `out`, best first, equal ones by row; their number. No more than `out` takes. */
  candidates(account: number, out: Uint32Array): number {
    this.#query.clear();
    this.#bonus.clear(account);
    this.#keys.tell(account, this.#addKey);
    this.#keys.tellNear(account, this.#addKey);
    this.#askNames(account);
    this.#addRows();
    this.#weighWaiting();
    this.#bonus.add(this.#best, out.length, LEAST_SHARE);
    const best = this.#best;
    const count = best.take(out, LEAST_SHARE);
    best.clear();
    return count;
  }

  /** Rows of one key, unless many have it. */
  readonly #addKey = (key: number): void => {
    const { layers, isStale, users } = this.#index;
    for (let layer = 0; layer < layers.length; layer++) {
      const count = layers[layer].rare.find(key, this.#found);
      if (count === 0 || count > RARE) continue;
      const weight = rarity(users.rowCount, count);
      this.#best.addAll(this.#found, { from: 0, to: count }, weight, layer === 0 ? isStale : undefined);
    }
  };

  #askNames(account: number): void {
    const { given, family } = this.#accounts;
    this.#askSide(given, account, GIVEN_SIDE);
    this.#askSide(family, account, FAMILY_SIDE);
    this.#patterns.tell(this.#accounts, account, this.#addKey);
    const { offsets, items } = this.#accounts.handles;
    const hasNames = family.offsets[account] < family.offsets[account + 1];
    for (let at = offsets[account]; at < offsets[account + 1]; at++) {
      if (at > offsets[account] && items[at] === items[at - 1]) continue;
      if (hasNames && this.#isExplained(items[at], account)) continue;
      tellHandleNames(this.#index, items[at], !hasNames, this.#ask);
    }
  }

  #askSide({ offsets, items }: Ragged, account: number, side: number): void {
    const { names } = this.#index.books;
    for (let at = offsets[account]; at < offsets[account + 1]; at++) {
      const isAlone = offsets[account + 1] - offsets[account] === 1;
      if (!isAlone && names.familyUsers(items[at]) > RARE && isParticle(names.text(items[at]))) continue;
      this.#ask(items[at], side, EXACT);
    }
  }

  readonly #ask = (token: number, side: number, quality: number): void => {
    this.#bonus.note(token, side);
    if (this.#index.books.names.isInitial(token) || this.#query.hasAsked(token)) return;
    this.#query.ask(this.#index.layers, token, side, quality);
  };

  /** Whether the handle has one of the account's family names in it, so that it says no other name. */
  #isExplained(handle: number, account: number): boolean {
    const { names, handles } = this.#index.books;
    const { offsets, items } = this.#accounts.family;
    for (let at = offsets[account]; at < offsets[account + 1]; at++) {
      const start = names.start(items[at]);
      const length = names.end(items[at]) - start;
      if (length < SHORTEST_NAME) continue;
      for (let from = handles.start(handle); from + length <= handles.end(handle); from++) {
        let same = 0;
        while (same < length && handles.bytes[from + same] === names.units[start + same]) same++;
        if (same === length) return true;
      }
    }
    return false;
  }

  /** Lists that bring rows; the others wait. */
  #addRows(): void {
    const { lists, sideCounts } = this.#query;
    const [givenCount, familyCount] = sideCounts;
    if (givenCount + familyCount <= FEW_ROWS) {
      for (const list of lists) this.#addList(list);
      return;
    }
    const isOneSided = givenCount === 0 || familyCount === 0;
    const whole = rarerSide(givenCount, familyCount);
    const most = isOneSided ? MOST_OF_ONE_SIDE : MOST_ROWS;
    lists.sort((a, b) => a.rowCount - b.rowCount);
    let count = 0;
    for (const list of lists) {
      const isShort = list.rowCount <= SHORT_LIST;
      const room = count === 0 && !isOneSided ? MOST_OF_FIRST : most;
      if (count + list.rowCount > room || (list.side !== whole && !isShort)) {
        this.#query.letWait(list);
        continue;
      }
      count += list.rowCount;
      this.#addList(list);
    }
  }

  #addList({ postings, token, isFamily, layer }: NameList): void {
    const weight = isFamily ? this.#query.familyWeight(token) : this.#query.givenWeight(token);
    const range = { from: postings.offsets[token], to: postings.offsets[token + 1] };
    this.#best.addAll(postings.rows, range, weight, layer === 0 ? this.#index.isStale : undefined);
  }

  /** Names that did not bring rows weigh those that are there: list by list, or row by row where that is less to read. */
  #weighWaiting(): void {
    const { waiting } = this.#query;
    let rowCount = 0;
    for (let i = 0; i < waiting.length; i++) rowCount += waiting[i].rowCount;
    if (rowCount === 0) return;
    if (rowCount <= ROWS_PER_LOOK * this.#best.count) {
      for (let i = 0; i < waiting.length; i++) this.#weighList(waiting[i]);
      return;
    }
    const { users, isStale } = this.#index;
    const best = this.#best;
    for (let i = 0; i < best.count; i++) {
      const row = best.touched[i];
      const layer = isStale === undefined ? 0 : isStale[row];
      best.raise(
        row,
        this.#waitingSum(users.given, row, layer, false) + this.#waitingSum(users.family, row, layer, true)
      );
    }
  }

  #weighList({ postings, token, isFamily, layer }: NameList): void {
    const weight = isFamily ? this.#query.familyWeight(token) : this.#query.givenWeight(token);
    const range = { from: postings.offsets[token], to: postings.offsets[token + 1] };
    this.#best.addToTouched(postings.rows, range, weight, layer === 0 ? this.#index.isStale : undefined);
  }

  /** A name that the user has twice counts once. */
  #waitingSum({ offsets, items }: Ragged, row: number, layer: number, isFamily: boolean): number {
    const start = offsets[row];
    let sum = 0;
    for (let at = start; at < offsets[row + 1]; at++) {
      const weight = this.#query.waitingWeight(items[at], layer, isFamily);
      if (weight > 0 && items.indexOf(items[at], start) === at) sum += weight;
    }
    return sum;
  }
}

/** The side with fewer rows, but not one without rows. */
function rarerSide(givenCount: number, familyCount: number): number {
  return givenCount === 0 || (familyCount > 0 && familyCount < givenCount) ? FAMILY_SIDE : GIVEN_SIDE;
}
