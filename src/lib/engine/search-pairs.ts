import { wordsFor } from './row-bits';
import type { SearchTriples } from './search-triples';
import type { SearchWord } from './search-word';
import { WordsLeft } from './words-left';

/** What the builder of an index found out (engine/search-pair-builder.ts). */
export interface PairEntries {
  readonly rowCount: number;
  /** Pairs that stand in a cell of the segment, ascending. */
  readonly codes: Uint16Array;
  /** Rows that have the pair. */
  readonly counts: Uint16Array;
  /** Where the rows of the pair begin, among the bits or in the lists. */
  readonly starts: Uint32Array;
  readonly bits: Uint32Array;
  readonly lists: Uint16Array;
  readonly triples: SearchTriples;
  /** Every pair of the segment is among the codes. */
  readonly isWhole: boolean;
  /** Searched columns without a byte beyond ASCII. */
  readonly asciiColumns: readonly boolean[];
}

// Serves all: nothing is kept in it between two calls.
const wordsLeft = new WordsLeft();

/**
 * Which records of a segment have a pair of neighbouring bytes in a folded cell; the last byte of a cell makes a pair with
 * a line break. A word can only stand in records that have all of its pairs.
 *
 *     codes   ·· "an" ·· "ma" ·· ".e" ··      first byte << 8 | second byte
 *     rows       list    bits    (all)        u16 each up to 1 in 16 | one bit per record | nothing where all have it
 *
 * Nothing is hashed: rows of a pair are exact, so words of one or two bytes are answered without a look at the cells.
 * 14 to 19 bytes per record for names and addresses; looking a word up takes about 1 µs per pair and segment.
 */
export class SearchPairs {
  readonly asciiColumns: readonly boolean[];
  readonly byteLength: number;
  readonly #entries: PairEntries;

  constructor(entries: PairEntries) {
    const { codes, counts, starts, bits, lists } = entries;
    this.asciiColumns = entries.asciiColumns;
    this.byteLength = [codes, counts, starts, bits, lists].reduce(
      (sum, part) => sum + part.byteLength,
      entries.triples.byteLength
    );
    this.#entries = entries;
  }

  /** Takes records that cannot have the word out of the set. True: those that are left all have it. */
  narrow(rows: Uint32Array, { pairs, triples, bytes }: SearchWord): boolean {
    if (bytes.length === 1) return this.#narrowToByte(rows, bytes[0]);
    const { codes, counts, rowCount, isWhole } = this.#entries;
    const found: number[] = [];
    let isKnown = true;
    for (const code of pairs) {
      const entry = this.#from(code);
      if (codes[entry] === code) {
        if (counts[entry] < rowCount) found.push(entry);
      } else if (isWhole) {
        rows.fill(0);
        return true;
      } else isKnown = false;
    }
    this.#narrowToEntries(rows, found);
    this.#entries.triples.narrow(rows, triples, wordsLeft);
    return isKnown && bytes.length === 2;
  }

  /** The rarest pair first, which leaves the least to the others: lists before bits. */
  #narrowToEntries(rows: Uint32Array, entries: number[]): void {
    const { counts, rowCount, starts, bits } = this.#entries;
    entries.sort((one, other) => counts[one] - counts[other]);
    const lists = entries.filter((entry) => isList(counts[entry], rowCount));
    for (const entry of lists) this.#narrowToList(rows, starts[entry], starts[entry] + counts[entry]);
    wordsLeft.begin(rows);
    for (const entry of entries.slice(lists.length)) wordsLeft.narrow(rows, bits, starts[entry]);
  }

  /** Records with the byte are those of all pairs that begin with it. */
  #narrowToByte(rows: Uint32Array, byte: number): boolean {
    const { isWhole, counts, rowCount, starts, lists, bits } = this.#entries;
    if (!isWhole) return false;
    const [from, to] = [this.#from(byte << 8), this.#from((byte + 1) << 8)];
    for (let entry = from; entry < to; entry++) if (counts[entry] === rowCount) return true;
    const union = new Uint32Array(rows.length);
    for (let entry = from; entry < to; entry++) {
      const start = starts[entry];
      if (isList(counts[entry], rowCount)) {
        for (let i = start; i < start + counts[entry]; i++) union[lists[i] >> 5] |= 1 << (lists[i] & 31);
      } else for (let i = 0; i < wordsFor(rowCount); i++) union[i] |= bits[start + i];
    }
    for (let i = 0; i < rows.length; i++) rows[i] &= union[i];
    return true;
  }

  /** The list is ascending: words that it skips become 0. */
  #narrowToList(rows: Uint32Array, start: number, end: number): void {
    const { lists } = this.#entries;
    let word = 0;
    let listed = 0;
    for (let i = start; i < end; i++) {
      const at = lists[i] >> 5;
      if (at !== word) {
        rows[word] &= listed;
        rows.fill(0, word + 1, at);
        word = at;
        listed = 0;
      }
      listed |= 1 << (lists[i] & 31);
    }
    rows[word] &= listed;
    rows.fill(0, word + 1);
  }

  /** The first entry whose code is not below. */
  #from(code: number): number {
    const { codes } = this.#entries;
    let [low, high] = [0, codes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (codes[middle] < code) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A list of rows takes less than a bit for each record. */
export function isList(count: number, rowCount: number): boolean {
  return count < wordsFor(rowCount) * 2;
}
