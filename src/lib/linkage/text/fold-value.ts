import type { ByteText } from './byte-text';
import { isAsciiBytes, textOf } from './byte-text';
import { foldName } from './fold-name';

/** What a cell is compared as, put into `out`; nothing there for a cell that says nothing. */
export type FoldCell = (bytes: Uint8Array, from: number, to: number, out: ByteText) => void;

const SPACE = 0x20;
const ZERO = 0x30;
const CAPITAL_A = 0x41;
const SMALL_A = 0x61;
/** Subscriber and the end of the area: what the national and the international form of a number have in common. */
const PHONE_DIGITS = 8;
const FEWEST_PHONE_DIGITS = 3;
const SEPARATORS = /[^\p{L}\p{N}]+/gu;

/** Small letters and digits; signs between them are gone, and zeros before them. */
export function foldIdentifier(bytes: Uint8Array, from: number, to: number, out: ByteText): void {
  out.clear();
  if (isAsciiBytes(bytes, from, to)) {
    for (let at = from; at < to; at++) {
      const byte = plainByte(bytes[at]);
      if (byte !== SPACE) out.push(byte);
    }
  } else {
    out.set(textOf(bytes, from, to).normalize('NFKC').toLowerCase().replace(SEPARATORS, ''));
  }
  let zeros = 0;
  while (zeros < out.length - 1 && out.bytes[zeros] === ZERO) zeros++;
  out.dropFirst(zeros);
}

/** The last digits, which do not depend on how country and area are dialled; an extension behind them is left out. */
export function foldPhone(bytes: Uint8Array, from: number, to: number, out: ByteText): void {
  out.clear();
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte >= ZERO && byte < ZERO + 10) out.push(byte);
    else if (out.length >= PHONE_DIGITS && isExtensionSign(byte)) break;
  }
  if (out.length < FEWEST_PHONE_DIGITS) out.clear();
  else if (out.length > PHONE_DIGITS) out.dropFirst(out.length - PHONE_DIGITS);
}

/** Words of small letters and digits with one space between them, accents off. */
export function foldWords(bytes: Uint8Array, from: number, to: number, out: ByteText): void {
  out.clear();
  if (!isAsciiBytes(bytes, from, to)) {
    out.set(foldName(textOf(bytes, from, to)));
    return;
  }
  let isBetween = false;
  for (let at = from; at < to; at++) {
    if (bytes[at] === 0x27 || bytes[at] === 0x60) continue;
    const byte = plainByte(bytes[at]);
    if (byte === SPACE) {
      isBetween = out.length > 0;
      continue;
    }
    if (isBetween) out.push(SPACE);
    isBetween = false;
    out.push(byte);
  }
}

/** A small letter or a digit; a space for everything else. */
function plainByte(byte: number): number {
  if (byte >= SMALL_A && byte < SMALL_A + 26) return byte;
  if (byte >= CAPITAL_A && byte < CAPITAL_A + 26) return byte + SPACE;
  return byte >= ZERO && byte < ZERO + 10 ? byte : SPACE;
}

/** `x 12`, `ext. 12`, `;ext=12`, `#12`. */
function isExtensionSign(byte: number): boolean {
  return byte === 0x78 || byte === 0x58 || byte === 0x65 || byte === 0x45 || byte === 0x3b || byte === 0x23;
}
