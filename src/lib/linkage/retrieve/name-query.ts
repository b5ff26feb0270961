import type { NameBook } from '../text/name-book';
import type { IndexLayer } from './index-layer';
import { FULL_QUALITY } from './name-expansions';
import { postingCount, type Postings } from './postings';

/** Which name of the account a token comes from. Who agrees in both is found by looking through one of them. */
export const GIVEN_SIDE = 0;
export const FAMILY_SIDE = 1;

/** Units of weight in a bit. */
export const UNITS_PER_BIT = 16;
/** A name in the other place says that much less, in 16ths. */
const SWAPPED = 12;

/** Rows with one token in one place, in one layer. */
export interface NameList {
  readonly postings: Postings;
  readonly token: number;
  readonly side: number;
  /** Whether the users have it as family name. */
  readonly isFamily: boolean;
  /** Which layer the postings are of. */
  readonly layer: number;
  readonly rowCount: number;
}

/** The lists in which the owner of one account may stand by name, and what each says. Used again for each account. */
export class NameQuery {
  readonly lists: NameList[] = [];
  /** Those that bring no rows. */
  readonly waiting: NameList[] = [];
  readonly sideCounts = [0, 0];
  readonly #names: NameBook;
  readonly #userCount: number;
  /** By token, what it says in one place; 0 where it was not asked for. */
  #givenWeights = new Uint16Array(0);
  #familyWeights = new Uint16Array(0);
  /** By token, a bit per layer and place that is among the lists. */
  #listed = new Uint8Array(0);
  /** The same bits for lists that brought no rows. */
  #waiting = new Uint8Array(0);
  readonly #asked: number[] = [];

  constructor(names: NameBook, userCount: number) {
    this.#names = names;
    this.#userCount = userCount;
  }

  clear(): void {
    for (const { token } of this.lists) {
      this.#givenWeights[token] = this.#familyWeights[token] = 0;
      this.#listed[token] = this.#waiting[token] = 0;
    }
    this.lists.length = 0;
    this.waiting.length = 0;
    this.#asked.length = 0;
    this.sideCounts[0] = this.sideCounts[1] = 0;
    if (this.#givenWeights.length >= this.#names.size) return;
    this.#givenWeights = new Uint16Array(this.#names.size + (this.#names.size >> 2));
    this.#familyWeights = new Uint16Array(this.#givenWeights.length);
    this.#listed = new Uint8Array(this.#givenWeights.length);
    this.#waiting = new Uint8Array(this.#givenWeights.length);
  }

  /** Whether the account has the token in any of its names. */
  hasAsked(token: number): boolean {
    return this.#asked.includes(token);
  }

  /** Adds what the token stands for; `quality` in 16ths. */
  ask(layers: readonly IndexLayer[], token: number, side: number, quality: number): void {
    this.#asked.push(token);
    for (let layer = 0; layer < layers.length; layer++) {
      const { expansions, given, family } = layers[layer];
      const { tokens, qualities } = expansions.of(token);
      for (let i = 0; i < tokens.length; i++) {
        const own = (qualities[i] * quality) >> 4;
        const other = (own * SWAPPED) >> 4;
        const inGiven = side === GIVEN_SIDE ? own : other;
        const inFamily = side === FAMILY_SIDE ? own : other;
        this.#add(given, { token: tokens[i], side, isFamily: false, layer, quality: inGiven });
        this.#add(family, { token: tokens[i], side, isFamily: true, layer, quality: inFamily });
      }
    }
  }

  givenWeight(token: number): number {
    return this.#givenWeights[token];
  }

  familyWeight(token: number): number {
    return this.#familyWeights[token];
  }

  /** The list brings no rows: what it says is added to rows that are there. */
  letWait(list: NameList): void {
    const { token, layer, isFamily } = list;
    this.waiting.push(list);
    this.#waiting[token] |= bitOf(layer, isFamily);
  }

  /** What lists that wait say about a row of the layer that has the token. */
  waitingWeight(token: number, layer: number, isFamily: boolean): number {
    if (token >= this.#waiting.length || (this.#waiting[token] & bitOf(layer, isFamily)) === 0) return 0;
    return isFamily ? this.#familyWeights[token] : this.#givenWeights[token];
  }

  #add(
    postings: Postings,
    what: { token: number; side: number; isFamily: boolean; layer: number; quality: number }
  ): void {
    const { token, side, isFamily, layer, quality } = what;
    const rowCount = postingCount(postings, token);
    if (rowCount === 0) return;
    const weights = isFamily ? this.#familyWeights : this.#givenWeights;
    const users = isFamily ? this.#names.familyUsers(token) : this.#names.givenUsers(token);
    const weight = Math.max(1, (rarity(this.#userCount, users) * quality) >> 4);
    if (weight > weights[token]) weights[token] = weight;
    const bit = bitOf(layer, isFamily);
    if ((this.#listed[token] & bit) !== 0) return;
    this.#listed[token] |= bit;
    this.lists.push({ postings, token, side, isFamily, layer, rowCount });
    this.sideCounts[side] += rowCount;
  }
}

function bitOf(layer: number, isFamily: boolean): number {
  return 1 << (layer * 2 + (isFamily ? 1 : 0));
}

/** What it says that somebody has what so many of all have, in units. */
export function rarity(all: number, having: number): number {
  return Math.max(1, Math.round(UNITS_PER_BIT * Math.log2((all + 1) / Math.max(1, having))));
}

export const EXACT = FULL_QUALITY;
