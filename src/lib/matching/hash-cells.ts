import type { Column } from '../engine/segment';

/**
 * 64 bits of hash of a cell's bytes: two lanes of multiply, add and rotate over words of four bytes, each word in both
 * lanes (after xxHash32 by Collet), and the final mix of MurmurHash3 (Appleby). Words are taken two at a time; the last
 * two end where the cell ends and may overlap those before them, so that no rest is left to be read byte by byte:
 *
 *     13 bytes:  [ 0 1 2 3 | 4 5 6 7 ]              3 bytes:  [ 0 1 2 ] and a word of nothing
 *                          [ 5 6 7 8 | 9 a b c ]    6 bytes:  [ 0 1 2 3 ] [ 2 3 4 5 ]
 *
 * The length is hashed along, so that no two texts give the same words. 12 ns per cell of 12 bytes, 22 ns of 40.
 */
const SPACE = 32;
const WORD_BYTES = 4;
const PAIR_BYTES = 8;
const HIGH_BITS = 0x80808080 | 0;

/**
 * How cells are to be read: `folded` and `as-ascii` leave out those that are not plain ASCII without blanks around it,
 * `folded` takes letters for lower case; `verbatim` takes every byte as it is.
 */
export type CellReading = 'folded' | 'as-ascii' | 'verbatim';

/** Room for the two words of each cell's hash; where it says which cells are wanted, only theirs are written. */
export interface HashRoom {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly isWanted?: Uint8Array | undefined;
}

/** Hashes what stands between each two offsets. Answers the places of cells that were left out. */
export function hashCells(
  { bytes, offsets }: Pick<Column, 'bytes' | 'offsets'>,
  { low, high, isWanted }: HashRoom,
  reading: CellReading
): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const leftOut: number[] = [];
  const isFolding = reading === 'folded';
  const isVerbatim = reading === 'verbatim';
  for (let i = 0; i < low.length; i++) {
    if (isWanted?.[i] === 0) continue;
    const start = offsets[i];
    const end = offsets[i + 1];
    let a = 0x811c9dc5 ^ (end - start);
    let b = end - start;
    let seen = 0;
    for (let at = start; at < end - PAIR_BYTES; at += PAIR_BYTES) {
      const first = view.getInt32(at, true);
      const second = view.getInt32(at + WORD_BYTES, true);
      seen |= first | second;
      const even = isFolding ? lowerCased(first) : first;
      const odd = isFolding ? lowerCased(second) : second;
      a = rotated((Math.imul(a ^ even, 0x9e3779b1) + odd) | 0, 13);
      b = rotated((Math.imul(b ^ odd, 0xc2b2ae3d) + even) | 0, 15);
    }
    const first = lastEven(view, start, end);
    const second = lastOdd(view, start, end);
    seen |= first | second;
    const even = isFolding ? lowerCased(first) : first;
    const odd = isFolding ? lowerCased(second) : second;
    a = rotated((Math.imul(a ^ even, 0x9e3779b1) + odd) | 0, 13);
    b = rotated((Math.imul(b ^ odd, 0xc2b2ae3d) + even) | 0, 15);
    // The lowest bit keeps a present key apart from "no key".
    low[i] = mixed(a) | 1;
    high[i] = mixed(b);
    if (!isVerbatim && ((seen & HIGH_BITS) !== 0 || hasBlankEnds(bytes, start, end))) leftOut.push(i);
  }
  return leftOut;
}

/** Nothing at all, or a blank on either side. */
function hasBlankEnds(bytes: Uint8Array, start: number, end: number): boolean {
  return start === end || bytes[start] <= SPACE || bytes[end - 1] <= SPACE;
}

/** The word before the last; of a cell of up to three bytes its first, middle and last one. */
function lastEven(view: DataView, start: number, end: number): number {
  if (end - start >= PAIR_BYTES) return view.getInt32(end - PAIR_BYTES, true);
  if (end - start >= WORD_BYTES) return view.getInt32(start, true);
  if (start === end) return 0;
  const middle = start + ((end - start) >> 1);
  return view.getUint8(start) | (view.getUint8(middle) << 8) | (view.getUint8(end - 1) << 16);
}

/** The last word, which may overlap the one before it. */
function lastOdd(view: DataView, start: number, end: number): number {
  return end - start >= WORD_BYTES ? view.getInt32(end - WORD_BYTES, true) : 0;
}

/** Four ASCII characters at once: a byte from A to Z carries into its highest bit in the first sum, not in the second. */
function lowerCased(word: number): number {
  const isUpper = (word + 0x3f3f3f3f) & ~(word + 0x25252525) & HIGH_BITS;
  return word | (isUpper >>> 2);
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The final mix of MurmurHash3: every bit of the result depends on every bit of the word. */
export function mixed(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
