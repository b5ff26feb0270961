import { countBits, lowestBit, wordsFor } from './row-bits';
import { FOLDED_BYTE } from './search-fold';
import { isList, SearchPairs, type PairEntries } from './search-pairs';
import { rolled, TripleBits, triplesOf } from './search-triples';
import { foldedCell, searchedColumns } from './search-text';
import { cellSlot, SEGMENT_ROWS, type Column, type Segment } from './segment';

const CODES = 1 << 16;
const BLANK = 32;
const LINE_BREAK = 10;
/** Words of bits for a whole segment. */
const SLOT_WORDS = SEGMENT_ROWS >> 5;
const FIRST_SLOTS = 512;
/** Pairs beyond these are left out: they are the ones seen last, and a scratch of 8 MiB has to be enough. */
const MAX_SLOTS = 2048;
/** Pairs that most records have are left out first when their rows take more: 64 bytes per record of a full segment. */
const MAX_BYTES = 64 * SEGMENT_ROWS;
/** About 0.5 ms. */
const SLICE_ROWS = 4096;
const SAMPLE_ROWS = 64;

interface Entry {
  readonly code: number;
  /** Its bits. */
  readonly rows: Uint32Array;
  readonly count: number;
  readonly byteLength: number;
}

/** Makes the index of one segment after the other (engine/search-pairs.ts), 0.4 µs per record. */
export class SearchPairBuilder {
  /** 1 + slot of a pair; 0 for none yet. */
  readonly #slots = new Uint16Array(CODES);
  /** A bit per record for each slot: rows come in order, so what is written to stays in the cache. */
  #bits = new Uint32Array(FIRST_SLOTS * SLOT_WORDS);
  readonly #triples = new TripleBits();
  #used = 0;
  #isWhole = true;

  /** Yields every half a millisecond. */
  *build(segment: Segment): Generator<void, SearchPairs> {
    const { rowCount } = segment;
    this.#slots.fill(0);
    this.#bits.fill(0, 0, this.#used * SLOT_WORDS);
    this.#used = 0;
    this.#isWhole = true;
    this.#triples.begin(commonTriples(segment));
    yield;
    const asciiColumns: boolean[] = [];
    for (const column of searchedColumns(segment)) {
      let isAscii = true;
      for (let start = 0; start < rowCount; start += SLICE_ROWS) {
        isAscii = this.#collect(column, start, Math.min(start + SLICE_ROWS, rowCount)) && isAscii;
        yield;
      }
      asciiColumns.push(isAscii);
    }
    return this.#pack(rowCount, asciiColumns);
  }

  /** False: there are cells beyond ASCII. */
  #collect(column: Column, start: number, end: number): boolean {
    const { bytes, offsets } = column;
    let isAscii = true;
    for (let row = start; row < end; row++) {
      const slot = cellSlot(column, row);
      const [from, to] = [offsets[slot], offsets[slot + 1]];
      if (this.#addAscii(bytes, from, to, row)) continue;
      const folded = foldedCell(bytes, from, to);
      for (let i = 1; i <= folded.length; i++) this.#addPair(folded[i - 1], folded[i] ?? LINE_BREAK, row);
      for (const code of triplesOf(folded)) this.#addTriple(code, row);
      isAscii = false;
    }
    return isAscii;
  }

  /** False: stopped at a byte beyond ASCII. Pairs before it are pairs of the folded cell too (engine/search-text.ts). */
  #addAscii(bytes: Uint8Array, start: number, end: number, row: number): boolean {
    if (start === end) return true;
    let before = FOLDED_BYTE[bytes[start]];
    let triple = before;
    for (let i = start + 1; i < end; i++) {
      const byte = FOLDED_BYTE[bytes[i]];
      if (byte >= 0x80) return false;
      this.#addPair(before, byte, row);
      triple = rolled(triple, byte);
      if (i > start + 1) this.#addTriple(triple, row);
      before = byte;
    }
    if (before >= 0x80) return false;
    this.#addPair(before, LINE_BREAK, row);
    return true;
  }

  #addTriple(code: number, row: number): void {
    const { slots, bits } = this.#triples;
    bits[slots[code] * SLOT_WORDS + (row >> 5)] |= 1 << (row & 31);
  }

  #addPair(first: number, second: number, row: number): void {
    const code = (first << 8) | second;
    const slot = this.#slots[code] || this.#newSlot(code);
    this.#bits[(slot - 1) * SLOT_WORDS + (row >> 5)] |= 1 << (row & 31);
  }

  /** Without room for one more, what is written goes to the last slot: it is left out in the end. */
  #newSlot(code: number): number {
    if (this.#used === MAX_SLOTS) {
      this.#isWhole = false;
      return MAX_SLOTS;
    }
    this.#used++;
    if (this.#used * SLOT_WORDS > this.#bits.length) {
      const larger = new Uint32Array(this.#bits.length * 2);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#slots[code] = this.#used;
    return this.#used;
  }

  #pack(rowCount: number, asciiColumns: readonly boolean[]): SearchPairs {
    const found = this.#entries(rowCount);
    const kept = withinBudget(found);
    const isWhole = this.#isWhole && kept.length === found.length;
    const laid = layOut(kept, rowCount);
    return new SearchPairs({
      rowCount,
      triples: this.#triples.pack(rowCount),
      isWhole,
      asciiColumns,
      codes: Uint16Array.from(kept, ({ code }) => code),
      counts: Uint16Array.from(kept, ({ count }) => count),
      ...laid
    });
  }

  /** Ascending by code. No word begins with a blank. */
  #entries(rowCount: number): Entry[] {
    const entries: Entry[] = [];
    const words = wordsFor(rowCount);
    for (let code = 0; code < CODES; code++) {
      const slot = this.#slots[code];
      if (slot === 0 || code >> 8 === BLANK || (slot === MAX_SLOTS && !this.#isWhole)) continue;
      const at = (slot - 1) * SLOT_WORDS;
      const rows = this.#bits.subarray(at, at + words);
      const count = countBits(rows);
      const byteLength = count === rowCount ? 0 : isList(count, rowCount) ? count * 2 : words * 4;
      entries.push({ code, rows, count, byteLength });
    }
    return entries;
  }
}

/** Leaves out the pairs that tell least until the rest fits. */
function withinBudget(entries: readonly Entry[]): readonly Entry[] {
  let byteLength = entries.reduce((sum, entry) => sum + entry.byteLength, 0);
  if (byteLength <= MAX_BYTES) return entries;
  const left = new Set<Entry>();
  for (const entry of entries.toSorted((a, b) => b.count - a.count)) {
    if (byteLength <= MAX_BYTES) break;
    if (entry.byteLength > 0) left.add(entry);
    byteLength -= entry.byteLength;
  }
  return entries.filter((entry) => !left.has(entry));
}

function layOut(entries: readonly Entry[], rowCount: number): Pick<PairEntries, 'starts' | 'bits' | 'lists'> {
  const isListed = ({ count }: Entry) => isList(count, rowCount);
  const size = (isOf: (entry: Entry) => boolean) =>
    entries.reduce((sum, entry) => (entry.count < rowCount && isOf(entry) ? sum + entry.byteLength : sum), 0);
  const bits = new Uint32Array(size((entry) => !isListed(entry)) / 4);
  const lists = new Uint16Array(size(isListed) / 2);
  const starts = new Uint32Array(entries.length);
  let [bitEnd, listEnd] = [0, 0];
  entries.forEach((entry, i) => {
    if (entry.count === rowCount) return;
    if (isListed(entry)) {
      starts[i] = listEnd;
      listEnd = listRows(entry.rows, lists, listEnd);
    } else {
      starts[i] = bitEnd;
      bits.set(entry.rows, bitEnd);
      bitEnd += entry.rows.length;
    }
  });
  return { starts, bits, lists };
}

function listRows(rows: Uint32Array, list: Uint16Array, start: number): number {
  let end = start;
  for (let word = 0; word < rows.length; word++)
    for (let left = rows[word]; left !== 0; left &= left - 1) list[end++] = (word << 5) | lowestBit(left);
  return end;
}

/** Those that every other record has, as far as some records tell. */
function commonTriples(segment: Segment): Set<number> {
  const columns = searchedColumns(segment);
  const step = Math.ceil(segment.rowCount / SAMPLE_ROWS);
  const counts = new Map<number, number>();
  let sampled = 0;
  for (let row = 0; row < segment.rowCount; row += step, sampled++) {
    const codes = new Set<number>();
    for (const column of columns) {
      const slot = cellSlot(column, row);
      const folded = foldedCell(column.bytes, column.offsets[slot], column.offsets[slot + 1]);
      for (const code of triplesOf(folded)) codes.add(code);
    }
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count * 2 > sampled).map(([code]) => code));
}
