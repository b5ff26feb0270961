/** Sets of rows, a bit each: row r is bit r & 31 of word r >> 5. */
export interface WordRange {
  readonly from: number;
  /** The first word behind it. */
  readonly to: number;
}

export function wordsFor(rowCount: number): number {
  return (rowCount + 31) >> 5;
}

export function hasBit(bits: Uint32Array, row: number): boolean {
  return ((bits[row >> 5] >>> (row & 31)) & 1) === 1;
}

/** The number of the lowest bit of a word that is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Of the 32 rows of a word those within [start, end). */
export function bitsWithin(word: number, start: number, end: number): number {
  const from = Math.max(start - (word << 5), 0);
  const to = Math.min(end - (word << 5), 32);
  if (from >= to) return 0;
  return (-1 >>> (32 - (to - from))) << from;
}

export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (const word of bits) {
    const pairs = word - ((word >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
