import { wordsFor } from './row-bits';
import { SEGMENT_ROWS } from './segment';
import type { WordsLeft } from './words-left';

/**
 * A code of 15 bits for three neighbouring bytes; three letters share it with no other three. Rolled on byte by byte:
 * `rolled(code, byte)` forgets the first of the three.
 */
export const TRIPLE_CODES = 1 << 15;

export function rolled(code: number, byte: number): number {
  return ((code << 5) ^ byte) & (TRIPLE_CODES - 1);
}

export function triplesOf(bytes: Uint8Array): number[] {
  const codes: number[] = [];
  let code = 0;
  for (let i = 0; i < bytes.length; i++) {
    code = rolled(code, bytes[i]);
    if (i >= 2) codes.push(code);
  }
  return codes;
}

const SLOTS = 128;
const SLOT_WORDS = SEGMENT_ROWS >> 5;

/**
 * Which records of a segment may have three neighbouring bytes in a row. Several triples share one of 128 slots, a bit
 * per record each, 16 bytes per record; triples that every other record has tell little and have none.
 *
 * Pairs alone let one record in ten through that has all of them apart; of those, two triples leave one in ten.
 */
export class SearchTriples {
  readonly #common: ReadonlySet<number>;
  readonly #words: number;
  readonly #bits: Uint32Array;

  constructor(common: ReadonlySet<number>, rowCount: number, bits: Uint32Array) {
    this.#common = common;
    this.#words = wordsFor(rowCount);
    this.#bits = bits;
  }

  get byteLength(): number {
    return this.#bits.byteLength;
  }

  /** `wordsLeft`: those of the rows. */
  narrow(rows: Uint32Array, triples: readonly number[], wordsLeft: WordsLeft): void {
    for (const code of triples) {
      if (wordsLeft.isEmpty) return;
      if (!this.#common.has(code)) wordsLeft.narrow(rows, this.#bits, slotOf(code) * this.#words);
    }
  }
}

function slotOf(code: number): number {
  return Math.imul(code, 0x9e3779b1) >>> 25;
}

/** Collects the triples of a segment. `slots` says where a code goes: slot 128 is for those that are common. */
export class TripleBits {
  readonly slots = new Uint8Array(TRIPLE_CODES);
  readonly bits = new Uint32Array((SLOTS + 1) * SLOT_WORDS);
  #common: ReadonlySet<number> = new Set();

  begin(common: ReadonlySet<number>): void {
    this.bits.fill(0);
    this.#common = common;
    for (let code = 0; code < TRIPLE_CODES; code++) this.slots[code] = common.has(code) ? SLOTS : slotOf(code);
  }

  pack(rowCount: number): SearchTriples {
    const words = wordsFor(rowCount);
    const bits = new Uint32Array(SLOTS * words);
    for (let slot = 0; slot < SLOTS; slot++)
      bits.set(this.bits.subarray(slot * SLOT_WORDS, slot * SLOT_WORDS + words), slot * words);
    return new SearchTriples(this.#common, rowCount, bits);
  }
}
