import type { Letters } from './letters';
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
const LEAST_OF_SOUND = 0.7;
const LEAST_WITH_SLIP = 4;
const SHORT_FORM = 3;
/** Pairs that are remembered: 128 K of them, 9 bytes each. */
const MEMO_BITS = 17;
/** Bits of a token's traits: the letters in it, by the last five bits of each, and more. 0 is not known yet. */
const LETTERS = 0x07ffffff;
const LETTER_E = 1 << 5;
const IS_KNOWN = 1 << 27;
const IS_INITIAL = 1 << 28;
const HAS_SHORT_FORMS = 1 << 29;
const IS_PARTICLE = 1 << 30;
const NO_SPELLING = -1;
const PER_TOKEN = 4;
const SPELLING = 1;
const LENGTH = 2;
const INITIAL = 3;

/**
 * Kinship of tokens of a NameBook. Most pairs have too few letters in common to be anything, which two numbers say; the
 * others are remembered: names repeat, rows do not. 25 ns for pairs that were met before. Symmetric.
 */
export class TokenKinship {
  readonly #names: NameBook;
  readonly #pairs = new Float64Array(1 << MEMO_BITS).fill(-1);
  readonly #kinds = new Uint8Array(1 << MEMO_BITS);
  /** Of each token its traits, spelling, length and first letter: together, since they are read together. */
  #known = new Int32Array(0);

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
    return (this.#traitsOf(token) & IS_PARTICLE) !== 0;
  }

  /** Whether all letters of the token are among these (`lettersOf`); an e may be half an umlaut. */
  mayBeIn(token: number, letters: number): boolean {
    return (this.#traitsOf(token) & LETTERS & ~LETTER_E & ~letters) === 0;
  }

  #both(a: number, b: number): number {
    if (a === b) return this.#names.isInitial(a) ? BOTH_INITIAL : BOTH_SAME;
    if (this.#isNothing(a, b)) return NO_KIN;
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
    const spelling = this.#spellingOf(a);
    if (spelling === this.#spellingOf(b) && spelling !== NO_SPELLING) return SPELLING_KIN;
    const similarity = names.similarity(a, b);
    if (similarity >= LEAST_OF_SOUND && this.#isSlip(a, b)) return SLIP_KIN;
    if (similarity >= NEAR) return NEAR_KIN;
    return similarity >= LEAST_OF_SOUND && names.soundsAlike(a, b) ? SOUND_KIN : NO_KIN;
  }

  #isSlip(a: number, b: number): boolean {
    const names = this.#names;
    const short = Math.min(names.end(a) - names.start(a), names.end(b) - names.start(b));
    return short >= LEAST_WITH_SLIP && isOneSlip(names.units, names, a, b);
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

  /** Whether even the best order of the letters that both have would be too little. */
  #isNothing(a: number, b: number): boolean {
    const one = this.#traitsOf(a);
    const other = this.#traitsOf(b);
    if (((one | other) & IS_INITIAL) !== 0 || (one & other & HAS_SHORT_FORMS) !== 0) return false;
    const known = this.#known;
    const place = a * PER_TOKEN;
    const beside = b * PER_TOKEN;
    if (known[place + SPELLING] === known[beside + SPELLING] && known[place + SPELLING] !== NO_SPELLING) return false;
    const length = known[place + LENGTH];
    const otherLength = known[beside + LENGTH];
    const common = Math.min(length - bitCount(one & ~other & LETTERS), otherLength - bitCount(other & ~one & LETTERS));
    const jaro = (common / length + common / otherLength + 1) / 3;
    const most = known[place + INITIAL] === known[beside + INITIAL] ? jaro + 0.4 * (1 - jaro) : jaro;
    return most < LEAST_OF_SOUND || (most < NEAR && !this.#names.soundsAlike(a, b));
  }

  #traitsOf(token: number): number {
    if (token * PER_TOKEN >= this.#known.length) this.#grow();
    return this.#known[token * PER_TOKEN] || this.#learn(token);
  }

  #spellingOf(token: number): number {
    this.#traitsOf(token);
    return this.#known[token * PER_TOKEN + SPELLING];
  }

  #learn(token: number): number {
    const names = this.#names;
    let traits = IS_KNOWN;
    for (let at = names.start(token); at < names.end(token); at++) traits |= letterBit(names.units[at]);
    if (names.isInitial(token)) traits |= IS_INITIAL;
    if (names.nicknameGroups(token).length > 0) traits |= HAS_SHORT_FORMS;
    if (isParticle(names.text(token))) traits |= IS_PARTICLE;
    const place = token * PER_TOKEN;
    // The first key is the spelling's (`name-traits.ts`).
    this.#known[place + SPELLING] = names.phoneticIds(token)[0] ?? NO_SPELLING;
    this.#known[place + LENGTH] = names.end(token) - names.start(token);
    this.#known[place + INITIAL] = names.initial(token);
    return (this.#known[place] = traits);
  }

  #grow(): void {
    const larger = new Int32Array(PER_TOKEN * Math.max(1024, this.#names.size + (this.#names.size >> 1)));
    larger.set(this.#known);
    this.#known = larger;
  }
}

/** The letters of a text as bits, for `mayBeIn`. */
export function lettersOf({ units, length }: Letters): number {
  let letters = 0;
  for (let at = 0; at < length; at++) letters |= letterBit(units[at]);
  return letters;
}

function letterBit(unit: number): number {
  return 1 << Math.min(26, unit & 31);
}

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const BOTH_SAME = SAME_KIN | (SAME_KIN << 4);
const BOTH_INITIAL = INITIAL_KIN | (INITIAL_KIN << 4);
