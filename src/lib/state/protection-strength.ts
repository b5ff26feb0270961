import { LEAST_PASSPHRASE_CHARS } from '../model/passphrase';

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** What people take when a password is asked for, in the languages around us; and where their fingers run. */
const FREQUENT =
  /^(passwor[dt]|passphrase|kennwort|geheim|secret|letmein|welcome|willkommen|admin\w*|muster\w*|hallo|hello|login|iloveyou|qwert[yz]\w*|asdf\w*|yxcv\w*|zxcv\w*|abc\w*|test\w*|spring|summer|autumn|winter|sommer|herbst)$/;
const YEAR = /^(19|20)\d\d$/;
const NO_WORD = /[^aeiouyäöü]{5}/;

/** Of 8,000 words each is worth 13 bits. */
const WORD_BITS = 13;
const LETTER_BITS = 4;
const DIGIT_BITS = 3.3;
const FREQUENT_BITS = 4;
const YEAR_BITS = 6;
const REPEATED_BITS = 1;
const FAIR_FROM = 36;
const STRONG_FROM = 50;

/**
 * About how well a passphrase stands against somebody who has the disk and a list of words. A rough guess, made here and
 * sent nowhere: words count as words, however long, and what is repeated, a year or the workspace's name hardly counts.
 */
export function passphraseStrength(passphrase: string, workspaceName: string): Strength {
  if (passphrase.length < LEAST_PASSPHRASE_CHARS) return 'short';
  const bits = guessBits(passphrase, partsOf(workspaceName));
  if (bits < FAIR_FROM) return 'weak';
  return bits < STRONG_FROM ? 'fair' : 'strong';
}

function guessBits(passphrase: string, known: readonly string[]): number {
  const seen = new Set(known);
  let bits = 0;
  for (const part of partsOf(passphrase)) {
    bits += seen.has(part) ? REPEATED_BITS : partBits(part);
    seen.add(part);
  }
  return bits;
}

/** Runs of letters, of digits, and of what is neither. */
function partsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu) ?? []
  );
}

function partBits(part: string): number {
  const distinct = new Set(part).size;
  if (distinct === 1) return LETTER_BITS;
  if (/^\p{L}/u.test(part)) {
    if (FREQUENT.test(part)) return FREQUENT_BITS;
    return NO_WORD.test(part) ? LETTER_BITS * distinct : Math.min(LETTER_BITS * distinct, WORD_BITS);
  }
  if (YEAR.test(part)) return YEAR_BITS;
  if (/^\p{N}/u.test(part)) return isRun(part) ? FREQUENT_BITS : DIGIT_BITS * distinct;
  return LETTER_BITS * distinct;
}

/** 1234, 9876. */
function isRun(digits: string): boolean {
  const step = digits.charCodeAt(1) - digits.charCodeAt(0);
  if (Math.abs(step) !== 1) return false;
  return [...digits].every(
    (digit, index) => index === 0 || digit.charCodeAt(0) - digits.charCodeAt(index - 1) === step
  );
}

export const STRENGTH_WORDS: Record<Strength, string> = {
  short: `At least ${LEAST_PASSPHRASE_CHARS} characters: four or five words that belong together only for you.`,
  weak: 'Weak: whoever has the disk and a list of words finds it. Add words.',
  fair: 'Fair: it takes a guesser long. One more word makes it strong.',
  strong: 'Strong: guessing it would take longer than the data are worth.'
};
