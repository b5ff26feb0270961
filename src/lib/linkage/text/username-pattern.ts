import type { HandleLetters } from './handle-letters';
import type { Letters } from './letters';

/** What of a name a handle is made of, the least telling first. */
export const NO_PATTERN = 0;
/** as: both first letters, and nothing else. */
export const INITIALS = 1;
/** anna */
export const GIVEN_ONLY = 2;
/** schmidt, or schmidt somewhere in it. */
export const FAMILY_ONLY = 3;
/** annsch, aschmid: parts of both, five letters at least. */
export const BOTH_CUT = 4;
/** annas, anna.s, sanna, annasch */
export const GIVEN_AND_PART = 5;
/** aschmidt, a.schmidt, schmidta, annschmidt */
export const FAMILY_AND_PART = 6;
/** anna.schmidt, schmidtanna, anna.m.schmidt */
export const BOTH_WHOLE = 7;
export type PatternKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

const LEAST_OF_BOTH = 5;
const LEAST_FAMILY_START = 3;
const LEAST_CONTAINED = 4;
const A = 97;
const E = 101;
const O = 111;
const U = 117;

/**
 * Finds how a handle is made of a given and a family name, whichever comes first, with or without something between
 * them: the handle has to be a start of one and a start of the other, whole, and how long both are says how much it
 * tells. Marks before and behind, and digits, count for nothing. Umlauts may be spelled either way (jmueller, jmuller).
 * 30 ns for a handle that does not fit, up to 70 for one made of both whole names. No garbage.
 */
export class UsernamePattern {
  #units = new Uint16Array(0);
  #from = 0;
  #to = 0;
  #isJoint = new Uint8Array(0);
  /** Letters of the word that were walked over last. */
  #walked = 0;

  of(handle: HandleLetters, given: Letters, family: Letters): PatternKind {
    this.#units = handle.letters.units;
    this.#isJoint = handle.isJoint;
    const whole = this.#between(0, handle.length, given, family);
    if (whole >= BOTH_CUT || !handle.hasMark) return whole;
    const unmarked = this.#between(handle.from, handle.to, given, family);
    return unmarked > whole ? unmarked : whole;
  }

  #between(from: number, to: number, given: Letters, family: Letters): PatternKind {
    this.#from = from;
    this.#to = to;
    const givenFirst = this.#parse(given, family, true);
    if (givenFirst === BOTH_WHOLE) return BOTH_WHOLE;
    const familyFirst = this.#parse(family, given, false);
    const best = givenFirst > familyFirst ? givenFirst : familyFirst;
    return best < FAMILY_ONLY && this.#contains(family) ? FAMILY_ONLY : best;
  }

  /** Every place where the first name may end and the second begin. */
  #parse(first: Letters, second: Letters, isGivenFirst: boolean): PatternKind {
    const reach = this.#walk(first, this.#from);
    const isWhole = reach > 0 && this.#walked === first.length;
    let best: PatternKind = NO_PATTERN;
    for (let length = 1; length <= reach; length++) {
      const isFirstWhole = isWhole && length === reach && reach > 1;
      const rest = this.#rest(second, this.#from + length, isFirstWhole || length === 1);
      if (rest < 0) continue;
      const isSecondWhole = rest > 1 && this.#walked === second.length;
      const kind = isGivenFirst
        ? gradeOf(length, isFirstWhole, rest, isSecondWhole)
        : gradeOf(rest, isSecondWhole, length, isFirstWhole);
      if (kind > best) best = kind;
    }
    return best;
  }

  /** How many letters of the second name make up the rest of the handle; -1 where they do not. */
  #rest(second: Letters, at: number, mayHaveMiddle: boolean): number {
    const left = this.#to - at;
    if (left === 0) {
      this.#walked = 0;
      return 0;
    }
    const length = this.#walk(second, at);
    if (length === left) return length;
    if (!mayHaveMiddle || left < 3) return -1;
    // The initial of a middle name stands between them.
    const isDivided = this.#isJoint[at] === 1 && this.#isJoint[at + 1] === 1;
    if (!isDivided && second.length < LEAST_CONTAINED) return -1;
    return this.#walk(second, at + 1) === left - 1 && this.#walked === second.length ? left - 1 : -1;
  }

  /** How many letters of the handle, from here on, are a start of the word. */
  #walk(word: Letters, at: number): number {
    const units = this.#units;
    const to = this.#to;
    let next = at;
    let walked = 0;
    while (walked < word.length && next < to) {
      const unit = word.units[walked];
      if (units[next] === unit) {
        next++;
        walked++;
      } else if (walked > 0 && units[next] === E && mayBeUmlaut(word.units[walked - 1])) next++;
      else if (walked > 0 && unit === E && mayBeUmlaut(word.units[walked - 1])) walked++;
      else break;
    }
    this.#walked = walked;
    return next - at;
  }

  #contains(family: Letters): boolean {
    if (family.length < LEAST_CONTAINED) return false;
    const first = family.units[0];
    for (let at = this.#from; at + LEAST_CONTAINED <= this.#to; at++) {
      if (this.#units[at] !== first) continue;
      this.#walk(family, at);
      if (this.#walked === family.length) return true;
    }
    return false;
  }
}

function mayBeUmlaut(unit: number): boolean {
  return unit === U || unit === O || unit === A;
}

function gradeOf(given: number, isGivenWhole: boolean, family: number, isFamilyWhole: boolean): PatternKind {
  if (isFamilyWhole && isGivenWhole) return BOTH_WHOLE;
  if (isFamilyWhole) return given === 0 ? FAMILY_ONLY : FAMILY_AND_PART;
  if (isGivenWhole) return family === 0 ? GIVEN_ONLY : GIVEN_AND_PART;
  return given === 0 || family === 0 ? NO_PATTERN : gradeOfParts(given, family);
}

function gradeOfParts(given: number, family: number): PatternKind {
  if (given === 1 && family === 1) return INITIALS;
  return given + family >= LEAST_OF_BOTH && family >= LEAST_FAMILY_START ? BOTH_CUT : NO_PATTERN;
}
