import type { Encoding } from '../model/import-recipe';
import type { EncodingCandidate } from '../protocol/import-api';
import { isDecodable } from './wrong-byte';

/** Of two that read equally well the first is taken. The last ones give nearly any bytes a meaning. */
const CANDIDATES: readonly Encoding[] = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1254',
  'windows-1251',
  'windows-1253',
  'shift_jis',
  'euc-kr',
  'gb18030'
];
const LOOKED_AT_CELLS = 400;
const SHOWN_CELLS = 3;
const SHOWN_CHARS = 32;
const SHORT_BYTES = 40;

/** Signs that stand within words: O’Brien, Coŀl·legi, 佐藤・田中. */
const WORD_SIGN = /[’‘'\u00b7\u2010-\u2015\u30fb\u30fc]/;
const HALF_WIDTH_KANA = /[\uff61-\uff9f]/;

/**
 * The encodings that the bytes could be in, the likeliest first, each with how a few telling cells would read. Only what
 * decodes without a fault is offered; none where all bytes are ASCII, for then all say the same.
 */
export function encodingCandidates(head: Uint8Array): readonly EncodingCandidate[] {
  const cells = tellingCells(head);
  if (cells.length === 0) return [];
  const shown = mostTelling(cells);
  return CANDIDATES.filter((encoding) => isDecodable(head, encoding))
    .map((encoding) => ({
      encoding,
      oddity: oddityOf(cells.map((cell) => decoded(cell, encoding))),
      samples: shown.map((cell) => excerpt(decoded(cell, encoding)))
    }))
    .toSorted((one, other) => one.oddity - other.oddity)
    .map(({ encoding, samples }) => ({ encoding, samples }));
}

/** Cells with bytes beyond ASCII, as far as they can be told without knowing the encoding: no character of any ends so. */
function tellingCells(head: Uint8Array): readonly Uint8Array[] {
  const cells: Uint8Array[] = [];
  let from = 0;
  let isTelling = false;
  // Whatever the end of the head cuts is left out, unless there is nothing else.
  for (let at = 0; at < head.length && cells.length < LOOKED_AT_CELLS; at++) {
    if (head[at] >= 0x80) isTelling = true;
    if (!isSeparator(head[at])) continue;
    if (isTelling) cells.push(head.subarray(from, at));
    from = at + 1;
    isTelling = false;
  }
  if (isTelling && cells.length === 0) cells.push(head.subarray(from));
  return cells;
}

/** Tab, line breaks, quote, comma, semicolon: bytes that are never a part of a longer character. */
function isSeparator(byte: number): boolean {
  return byte === 0x2c || byte === 0x3b || byte === 0x22 || (byte < 0x20 && byte >= 0x09);
}

/** Short cells, each with bytes that the others have not. */
function mostTelling(cells: readonly Uint8Array[]): readonly Uint8Array[] {
  const seen = new Set<number>();
  const shown: Uint8Array[] = [];
  const short = cells.filter((cell) => cell.length <= SHORT_BYTES);
  for (const cell of short.length > 0 ? short : cells) {
    const fresh = cell.filter((byte) => byte >= 0x80 && !seen.has(byte));
    if (fresh.length === 0) continue;
    for (const byte of fresh) seen.add(byte);
    shown.push(cell);
    if (shown.length === SHOWN_CELLS) break;
  }
  return shown;
}

function decoded(cell: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(cell);
}

function excerpt(text: string): string {
  const first = [...text].findIndex((sign) => sign > '\u007f');
  const from = Math.max(0, first - SHOWN_CHARS / 2);
  return [...text]
    .slice(from, from + SHOWN_CHARS)
    .join('')
    .trim();
}

/** The share of characters beyond ASCII that do not stand there in any language that is written so. */
function oddityOf(texts: readonly string[]): number {
  let all = 0;
  let odd = 0;
  for (const text of texts) {
    const signs = [...text];
    signs.forEach((sign, i) => {
      if (sign <= '\u007f') return;
      all++;
      if (isOdd(sign, signs[i - 1] ?? '', signs[i + 1] ?? '')) odd++;
    });
  }
  return all === 0 ? 0 : odd / all;
}

function isOdd(sign: string, before: string, after: string): boolean {
  if (/[\p{C}\ufffd]/u.test(sign) || HALF_WIDTH_KANA.test(sign)) return true;
  return isLetter(sign) ? isOddLetter(sign, before, after) : isOddSign(sign, before, after);
}

function isOddSign(sign: string, before: string, after: string): boolean {
  return (isLetter(before) || isLetter(after)) && !WORD_SIGN.test(sign) && !/[\p{Zs}\p{M}]/u.test(sign);
}

/** Words are of one script; in Latin ones accents are few; capitals begin a word. */
function isOddLetter(letter: string, before: string, after: string): boolean {
  const script = scriptOf(letter);
  const letters = [before, after].filter(isLetter);
  if (letters.some((other) => scriptOf(other) !== script)) return true;
  if (script === 'latin' && letters.length === 2 && letters.every((other) => other > '\u007f')) return true;
  return /\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before);
}

function isLetter(sign: string): boolean {
  return /\p{L}/u.test(sign);
}

/** Kana and the characters of Chinese stand in the same words; those of Korean do not, nowadays. */
function scriptOf(letter: string): string {
  if (/\p{Script=Latin}/u.test(letter)) return 'latin';
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u.test(letter)) return 'han';
  if (/\p{Script=Hangul}/u.test(letter)) return 'hangul';
  return /\p{Script=Cyrillic}/u.test(letter) ? 'cyrillic' : /\p{Script=Greek}/u.test(letter) ? 'greek' : 'other';
}
