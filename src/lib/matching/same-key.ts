import type { CellReader } from '../engine/cell-reader';
import { KeyBytes } from './key-bytes';

type Cell = Pick<CellReader, 'bytes' | 'start' | 'end'>;

/**
 * Whether two cells have the same normalized key. ASCII is compared in place, trimmed and folded on the way, and a
 * difference between two ASCII characters settles it: nothing that follows can take it back. Any other byte hands both
 * cells to `KeyBytes`. About 1 ns per byte.
 */
export class SameKey {
  readonly #upperA: number;
  readonly #left: KeyBytes;
  readonly #right: KeyBytes;

  constructor(isCaseSensitive: boolean) {
    this.#upperA = isCaseSensitive ? 256 : 65;
    this.#left = new KeyBytes(isCaseSensitive);
    this.#right = new KeyBytes(isCaseSensitive);
  }

  test(a: Cell, b: Cell): boolean {
    return hasSameBytes(a, b) || this.#hasSameKey(a, b);
  }

  #hasSameKey(a: Cell, b: Cell): boolean {
    let left = firstNonBlank(a);
    let right = firstNonBlank(b);
    const leftEnd = endOfText(a, left);
    const rightEnd = endOfText(b, right);
    const mine = a.bytes;
    const theirs = b.bytes;
    while (left < leftEnd && right < rightEnd) {
      const one = mine[left++];
      const other = theirs[right++];
      if ((one | other) >= 0x80) return this.#testText(a, b);
      if (one !== other && this.#fold(one) !== this.#fold(other)) return false;
    }
    if (left === leftEnd && right === rightEnd) return true;
    // One is longer: with what is dropped (a zero-width space), or with what counts.
    const isAscii = allAscii(mine, left, leftEnd) && allAscii(theirs, right, rightEnd);
    return !isAscii && this.#testText(a, b);
  }

  #fold(byte: number): number {
    return byte >= this.#upperA && byte <= 90 ? byte + 32 : byte;
  }

  #testText(a: Cell, b: Cell): boolean {
    this.#left.readRange(a.bytes, a.start, a.end);
    this.#right.readRange(b.bytes, b.start, b.end);
    return this.#left.equals(this.#right);
  }
}

function hasSameBytes(a: Cell, b: Cell): boolean {
  const length = a.end - a.start;
  if (length !== b.end - b.start) return false;
  const mine = a.bytes;
  const theirs = b.bytes;
  const shift = b.start - a.start;
  for (let i = a.start; i < a.end; i++) if (mine[i] !== theirs[i + shift]) return false;
  return true;
}

function firstNonBlank({ bytes, start, end }: Cell): number {
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

function endOfText({ bytes, end }: Cell, start: number): number {
  let at = end;
  while (at > start && isBlank(bytes[at - 1])) at--;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

function allAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] >= 0x80) return false;
  return true;
}
