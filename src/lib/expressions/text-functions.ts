import { withPlainLetters } from '../model/plain-letters';

/**
 * The functions over text that expressions can call. A missing value is an empty text; there is no null. Characters are
 * code points, so that none is cut in half. The edges:
 *
 * - `before` gives the whole text where the separator is missing, `after` nothing; an empty separator is never found;
 * - `sub` counts from 0, leaves the end out and clamps both places to the text, so it never fails;
 * - `replace` replaces every occurrence, read literally; an empty one is never found;
 * - `join` leaves empty parts out; `default` gives the first that is not empty;
 * - `switch` compares exactly, without regard to nothing: case and spaces count.
 */

/** Longer texts are no names of anybody: they fail before they fill the memory. Unit: UTF-16 code units. */
export const MAX_TEXT = 10_000;

export class TextTooLong extends Error {
  constructor() {
    super(`The text would be longer than ${MAX_TEXT.toLocaleString('en')} characters.`);
  }
}

const HAS_SPACE = /\s/;
const FIRST_HALF = /[\uD800-\uDBFF]/;
const hasPairs = (text: string) => FIRST_HALF.test(text);

export function len(text: string): number {
  return hasPairs(text) ? [...text].length : text.length;
}

export function sub(text: string, start: number, end: number): string {
  const from = Math.max(start, 0);
  if (end <= from) return '';
  return hasPairs(text) ? [...text].slice(from, end).join('') : text.slice(from, end);
}

export function before(text: string, separator: string): string {
  const at = separator === '' ? -1 : text.indexOf(separator);
  return at < 0 ? text : text.slice(0, at);
}

export function after(text: string, separator: string): string {
  const at = separator === '' ? -1 : text.indexOf(separator);
  return at < 0 ? '' : text.slice(at + separator.length);
}

export function removeSpaces(text: string): string {
  return HAS_SPACE.test(text) ? text.replace(/\s+/gu, '') : text;
}

export function replaceAll(text: string, old: string, other: string): string {
  if (old === '') return text;
  const parts = text.split(old);
  if (text.length + (parts.length - 1) * (other.length - old.length) > MAX_TEXT) throw new TextTooLong();
  return parts.join(other);
}

export function join(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator);
}

export function firstFilled(texts: readonly string[]): string {
  return texts.find((text) => text !== '') ?? '';
}

/** `pairs`: key, value, key, value … */
export function choose(text: string, otherwise: string, pairs: readonly string[]): string {
  for (let i = 0; i + 1 < pairs.length; i += 2) if (pairs[i] === text) return pairs[i + 1];
  return otherwise;
}

const ASCII = /^[\0-\x7f]*$/;

/** Compatibility forms taken apart, marks dropped, and the letters above. Other scripts stay as they are. */
export function stripAccents(text: string): string {
  return ASCII.test(text) ? text : (stripLatin(text) ?? stripAny(text));
}

function stripAny(text: string): string {
  return withPlainLetters(text.normalize('NFKD').replace(/\p{Mn}+/gu, '')).normalize('NFC');
}

/** Before this code point no mark stands alone, so that letter by letter gives the same, in a tenth of the time. */
const LATIN_END = 0x250;
const LATIN = Array.from({ length: LATIN_END }, (_, code) => stripAny(String.fromCharCode(code)));

function stripLatin(text: string): string | undefined {
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= LATIN_END) return undefined;
    plain += LATIN[code];
  }
  return plain;
}

/** Cut to a length without leaving half a character behind. Unit: UTF-16 code units. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = FIRST_HALF.test(text.slice(Math.max(length - 1, 0), length)) ? length - 1 : length;
  return text.slice(0, Math.max(end, 0));
}
