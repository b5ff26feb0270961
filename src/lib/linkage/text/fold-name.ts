import { withPlainLetters } from '../../model/plain-letters';
import { isAscii, needsLatinSpelling, type LatinSpelling } from './latin-spelling';
import { LEADING_TITLES, TRAILING_TITLES } from './titles';

/** Of Latin, Greek, Cyrillic; the marks of scripts in which they are vowels stay, and what makes a Japanese sound another. */
const MARK = /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}/gu;
const APOSTROPHE = /['’‘ʼʻʹ`´′＇]/g;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
const DIGITS_ONLY = /^\p{N}+$/u;
/** Nobody is called longer; what is compared letter by letter stays affordable. */
const LONGEST_WORD = 48;
const MOST_WORDS = 12;

/**
 * A name as it is compared: words of small letters with one space between them. Compatibility forms and case folded,
 * marks off, apostrophes gone (O'Brien is obrien), everything else between letters, hyphens too, divides words.
 * Without a LatinSpelling other scripts stay what they are. 0.4 µs for ASCII, 2 µs for others.
 */
export function foldName(text: string, latin?: LatinSpelling): string {
  return (isAscii(text) ? text.toLowerCase() : foldLetters(text, latin))
    .replace(APOSTROPHE, '')
    .replace(BETWEEN_WORDS, ' ')
    .trim();
}

function foldLetters(text: string, latin?: LatinSpelling): string {
  const plain = text.normalize('NFKC').replace(UNSEEN, '').replace(APOSTROPHE, '');
  const spelled = latin && needsLatinSpelling(plain) ? latin(plain) : plain;
  return withPlainLetters(spelled)
    .normalize('NFKD')
    .replace(MARK, '')
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
}

/**
 * The words of a name, at most 12. Titles before it and generations after it are left out, unless nothing else is there;
 * so are numbers. Particles (van, de, bin) stay: see `particles.ts`.
 */
export function nameTokens(text: string, latin?: LatinSpelling): string[] {
  const folded = foldName(text, latin);
  if (folded === '') return [];
  const words = folded
    .split(' ', 2 * MOST_WORDS)
    .filter((word) => !DIGITS_ONLY.test(word))
    .map((word) => (word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word));
  let from = 0;
  let to = words.length;
  while (to - from > 1 && LEADING_TITLES.has(words[from])) from++;
  while (to - from > 1 && TRAILING_TITLES.has(words[to - 1])) to--;
  return words.slice(from, Math.min(to, from + MOST_WORDS));
}
