import type { RecordSet } from './record-set';
import { foldForSearch } from './search-fold';
import { SearchText } from './search-text';
import { SEGMENT_MASK, SEGMENT_ROWS, SEGMENT_SHIFT, type Segment } from './segment';

/**
 * A signature of 128 bits per record, one bit for each pair of neighbouring bytes in its search text. A record can
 * contain a word only if it has the bits of all pairs of that word; what passes is checked on the bytes.
 *
 *     signatures of a segment:  row × 4 u32          16 bytes per record
 *
 * Signatures are made when a search first comes by, about 0.3 µs per record, and stay with the segment: a list that
 * changes in one segment signs only that one again.
 */
const WORDS_PER_ROW = 4;

const signaturesOf = new WeakMap<Segment, Uint32Array>();

export class SearchIndex {
  readonly records: RecordSet;
  readonly #signatures: (Uint32Array | undefined)[];
  readonly #text = new SearchText();

  constructor(records: RecordSet) {
    this.records = records;
    this.#signatures = records.segments.map((segment) => signaturesOf.get(segment));
  }

  /** Signs ahead what no search has come by yet; yields after each segment (about 10 ms). */
  *sign(): Generator<void, void> {
    for (let index = 0; index < this.records.segments.length; index++) {
      if (this.#signatures[index]) continue;
      this.#sign(index);
      yield;
    }
  }

  contains(row: number, query: SearchQuery): boolean {
    const segment = row >> SEGMENT_SHIFT;
    const signatures = this.#signatures[segment] ?? this.#sign(segment);
    const at = (row & SEGMENT_MASK) * WORDS_PER_ROW;
    const { mask } = query;
    for (let i = 0; i < WORDS_PER_ROW; i++) if ((signatures[at + i] & mask[i]) >>> 0 !== mask[i]) return false;
    this.#text.read(this.records, row);
    return query.words.every((word) => this.#text.includes(word));
  }

  #sign(index: number): Uint32Array {
    const segment = this.records.segments[index];
    const signatures = new Uint32Array(segment.rowCount * WORDS_PER_ROW);
    for (let i = 0; i < segment.rowCount; i++) {
      this.#text.read(this.records, index * SEGMENT_ROWS + i);
      setPairs(this.#text.bytes, this.#text.length, signatures, i * WORDS_PER_ROW);
    }
    signaturesOf.set(segment, signatures);
    this.#signatures[index] = signatures;
    return signatures;
  }
}

/** Words of a search, all of which have to be found, in any order. */
export interface SearchQuery {
  readonly words: readonly Uint8Array[];
  readonly mask: Uint32Array;
}

/** Nothing to search for: undefined. */
export function parseSearch(text: string): SearchQuery | undefined {
  const words = foldForSearch(text)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => new TextEncoder().encode(word));
  if (words.length === 0) return undefined;
  const mask = new Uint32Array(WORDS_PER_ROW);
  for (const word of words) setPairs(word, word.length, mask, 0);
  return { words, mask };
}

/** Sets the bits of all pairs of bytes in the signature that begins at `at`. */
function setPairs(bytes: Uint8Array, length: number, signatures: Uint32Array, at: number): void {
  for (let i = 1; i < length; i++) {
    const bit = (Math.imul(bytes[i - 1], 0x9e3779b1) ^ Math.imul(bytes[i], 0x85ebca6b)) >>> 25;
    signatures[at + (bit >> 5)] |= 1 << (bit & 31);
  }
}
