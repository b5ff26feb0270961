import { Letters } from './letters';
import type { NameBook } from './name-book';
import { isOneSlip } from './one-slip';
import { isParticle } from './particles';

/** How two name tokens belong together, the weakest first. */
export const NO_KIN = 0;
/** One of them is the first letter of the other. */
export const INITIAL_KIN = 1;
export const SOUND_KIN = 2;
export const NEAR_KIN = 3;
export const SLIP_KIN = 4;
/** Short form; only of given names. */
export const NICKNAME_KIN = 5;
/** Another spelling of the same name. */
export const SPELLING_KIN = 6;
export const SAME_KIN = 7;
export type Kin = number;

const NEAR = 0.87;
const LEAST_OF_SOUND = 0.6;
const LEAST_WITH_SLIP = 4;
const SHORT_FORM = 3;
/** Pairs that are remembered: 128 K of them, 9 bytes each. */
const MEMO_BITS = 17;
const UNKNOWN = 0;
const PARTICLE = 1;
const NAME = 2;

/**
 * Kinship of tokens of a NameBook, remembered per pair: names repeat, rows do not. 10 ns where it is known, 0.3 µs where it
 * is not. Symmetric.
 */
export class TokenKinship {
  readonly #names: NameBook;
  readonly #pairs = new Float64Array(1 << MEMO_BITS).fill(-1);
  readonly #kinds = new Uint8Array(1 << MEMO_BITS);
  #particles = new Uint8Array(0);
  readonly #one = new Letters();
  readonly #other = new Letters();

  constructor(names: NameBook) {
    this.#names = names;
  }

  ofGiven(a: number, b: number): Kin {
    return this.#both(a, b) & 15;
  }

  ofFamily(a: number, b: number): Kin {
    return this.#both(a, b) >> 4;
  }

  isParticle(token: number): boolean {
    if (token >= this.#particles.length) this.#growParticles();
    if (this.#particles[token] === UNKNOWN)
      this.#particles[token] = isParticle(this.#names.text(token)) ? PARTICLE : NAME;
    return this.#particles[token] === PARTICLE;
  }

  #both(a: number, b: number): number {
    if (a === b) return this.#names.isInitial(a) ? BOTH_INITIAL : BOTH_SAME;
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const pair = low * 0x100000000 + high;
    const place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - MEMO_BITS);
    if (this.#pairs[place] === pair) return this.#kinds[place];
    const family = this.#compared(low, high);
    const given =
      family < NICKNAME_KIN && family !== INITIAL_KIN && this.#isShortForm(low, high) ? NICKNAME_KIN : family;
    this.#pairs[place] = pair;
    return (this.#kinds[place] = given | (family << 4));
  }

  #compared(a: number, b: number): Kin {
    const names = this.#names;
    if (names.isInitial(a) || names.isInitial(b)) return names.initial(a) === names.initial(b) ? INITIAL_KIN : NO_KIN;
    const keys = names.phoneticIds(a);
    // The first key is the spelling's (`name-traits.ts`).
    if (keys.length > 0 && keys[0] === names.phoneticIds(b)[0]) return SPELLING_KIN;
    const similarity = names.similarity(a, b);
    if (similarity >= LEAST_OF_SOUND && this.#isSlip(a, b)) return SLIP_KIN;
    if (similarity >= NEAR) return NEAR_KIN;
    return similarity >= LEAST_OF_SOUND && names.soundsAlike(a, b) ? SOUND_KIN : NO_KIN;
  }

  #isSlip(a: number, b: number): boolean {
    const { units } = this.#names;
    const one = this.#one.clear().append(units, this.#names.start(a), this.#names.end(a));
    const other = this.#other.clear().append(units, this.#names.start(b), this.#names.end(b));
    return Math.min(one.length, other.length) >= LEAST_WITH_SLIP && isOneSlip(one, other);
  }

  /** In the table of short forms, or the first letters of the other: Kath, Katharina. */
  #isShortForm(a: number, b: number): boolean {
    const names = this.#names;
    if (names.isInitial(a) || names.isInitial(b)) return false;
    if (names.isNickname(a, b)) return true;
    const lengthA = names.end(a) - names.start(a);
    const lengthB = names.end(b) - names.start(b);
    const short = Math.min(lengthA, lengthB);
    if (short < SHORT_FORM || Math.abs(lengthA - lengthB) < 2) return false;
    const { units } = names;
    for (let at = 0; at < short; at++) if (units[names.start(a) + at] !== units[names.start(b) + at]) return false;
    return true;
  }

  #growParticles(): void {
    const larger = new Uint8Array(Math.max(1024, this.#names.size * 2));
    larger.set(this.#particles);
    this.#particles = larger;
  }
}

const BOTH_SAME = SAME_KIN | (SAME_KIN << 4);
const BOTH_INITIAL = INITIAL_KIN | (INITIAL_KIN << 4);
