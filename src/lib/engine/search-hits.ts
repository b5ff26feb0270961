import { bitsWithin, hasBit, lowestBit, wordsFor, type WordRange } from './row-bits';
import type { SearchIndex, SearchQuery } from './search-index';
import { MAX_READ } from './search-text';
import { SEGMENT_MASK, SEGMENT_ROWS, SEGMENT_SHIFT } from './segment';

const SEGMENT_WORDS = SEGMENT_ROWS >> 5;
const WORD_SHIFT = SEGMENT_SHIFT - 5;
/** What is known of a segment: nothing; nothing but what was checked; which records may have the words; which have. */
const [UNSEEN, OPEN, NARROWED, EXACT] = [0, 1, 2, 3];
const READ_WORDS = MAX_READ >> 5;

// Serves all: nothing is kept in it between two calls.
const toRead = new Uint16Array(MAX_READ);

/**
 * The records of a list that one search finds. Those that cannot be found are left out by the index, segment by segment,
 * when somebody first asks; whether one of the others has the words is read from its cells, once.
 *
 * 3 bits per record.
 */
export class SearchHits {
  /** Records that may be found; those of checked ones are found. */
  readonly bits: Uint32Array;
  /** Records whose cells were read so far. */
  checks = 0;
  readonly #index: SearchIndex;
  readonly #query: SearchQuery;
  readonly #checked: Uint32Array;
  readonly #states: Uint8Array;

  constructor(index: SearchIndex, query: SearchQuery) {
    const { rowCount, segments } = index.records;
    this.bits = new Uint32Array(wordsFor(rowCount));
    this.#checked = new Uint32Array(this.bits.length);
    this.#states = new Uint8Array(segments.length);
    this.#index = index;
    this.#query = query;
  }

  get rowCount(): number {
    return this.#index.records.rowCount;
  }

  has(row: number): boolean {
    this.#open(row >> SEGMENT_SHIFT);
    if (!hasBit(this.bits, row)) return false;
    return this.found(row >> 5, 1 << (row & 31)) !== 0;
  }

  /** Of the rows asked about, as bits of a word, those that are found. */
  found(word: number, asked: number): number {
    const segment = word >> WORD_SHIFT;
    this.#open(segment);
    if (this.#states[segment] !== EXACT) this.#read(segment, this.#take(word, asked, 0));
    return this.bits[word] & asked;
  }

  /** Rows of a word that are not among the bits. */
  without(word: number): number {
    return ~this.bits[word] & bitsWithin(word, 0, this.rowCount);
  }

  /** Leaves out what the index can, as far as there is one: reading all cells is quicker than making it first. */
  *narrow(): Generator<void, void> {
    for (let segment = 0; segment < this.#states.length; segment++) {
      this.#open(segment);
      this.#narrow(segment);
      if (segment % 8 === 7) yield;
    }
  }

  /** Reads the cells of all records of a range that may be found, of those `wanted`; in order, which is quickest. */
  *check({ from, to }: WordRange, wanted?: Uint32Array): Generator<void, void> {
    for (let start = from; start < to;) {
      const end = Math.min((start | (READ_WORDS - 1)) + 1, to);
      const segment = start >> WORD_SHIFT;
      const count = this.#states[segment] === EXACT ? 0 : this.#gather(start, end, wanted);
      this.#read(segment, count);
      start = end;
      if (count > 0) yield;
    }
  }

  #gather(start: number, end: number, wanted: Uint32Array | undefined): number {
    let count = 0;
    for (let word = start; word < end; word++) count = this.#take(word, wanted ? wanted[word] : -1, count);
    return count;
  }

  /** Takes the records of a word that have to be read out of the bits; answers how many there are to read now. */
  #take(word: number, asked: number, count: number): number {
    const open = this.bits[word] & asked & ~this.#checked[word];
    if (open === 0) return count;
    const first = (word << 5) & SEGMENT_MASK;
    for (let left = open; left !== 0; left &= left - 1) toRead[count++] = first | lowestBit(left);
    this.bits[word] &= ~open;
    this.#checked[word] |= open;
    return count;
  }

  /** Reads those that were taken, and puts those back that are found. */
  #read(segment: number, count: number): void {
    if (count === 0) return;
    this.checks += count;
    const text = this.#index.text(segment);
    let found = count;
    for (const word of this.#query) found = text.filter(toRead, found, word);
    const start = segment * SEGMENT_WORDS;
    for (let i = 0; i < found; i++) this.bits[start + (toRead[i] >> 5)] |= 1 << (toRead[i] & 31);
  }

  /** All records of a segment that nobody has asked about yet may be found. */
  #open(segment: number): void {
    if (this.#states[segment] !== UNSEEN) return;
    const { bits, rowCount } = this;
    const start = segment * SEGMENT_WORDS;
    const end = Math.min(start + SEGMENT_WORDS, bits.length);
    bits.fill(-1, start, end);
    if (end === bits.length) bits[end - 1] = bitsWithin(end - 1, 0, rowCount);
    this.#narrow(segment);
    if (this.#states[segment] === UNSEEN) this.#states[segment] = OPEN;
  }

  #narrow(segment: number): void {
    const pairs = this.#index.pairs(segment);
    if (!pairs || this.#states[segment] >= NARROWED) return;
    const start = segment * SEGMENT_WORDS;
    const rows = this.bits.subarray(start, Math.min(start + SEGMENT_WORDS, this.bits.length));
    let isExact = true;
    for (const word of this.#query) isExact = pairs.narrow(rows, word) && isExact;
    this.#states[segment] = isExact ? EXACT : NARROWED;
  }
}
