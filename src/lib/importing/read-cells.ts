import { ByteDictionary, enlarged, WORD_SLACK } from '../engine/byte-dictionary';
import type { CellRanges } from '../engine/column-builder';

/** So much is remembered before it is begun anew. */
const MAX_KNOWN_CELLS = 4096;
const MAX_KNOWN_BYTES = 1 << 20;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** What a cell is read as where another column has the last word. */
export const INACTIVE = 'false';
const FIRST_END = INACTIVE.length;

/**
 * The cells of a column as what they are read as. Each distinct cell is read once, as long as there are few of them.
 *
 *     #known     cells as they stand in the file, each under a code
 *     #answers   `false`, then what cell c of them is read as: #answers[#ends[c], #ends[c + 1])
 */
export class ReadCells {
  readonly #read: (cell: string) => string;
  readonly #known = new ByteDictionary();
  /** Begin with INACTIVE, which is the answer to cells that are overruled. */
  #answers = new Uint8Array(64);
  #answersView = new DataView(this.#answers.buffer);
  #ends = [FIRST_END];
  #bounds = new Int32Array(0);

  constructor(read: (cell: string) => string) {
    this.#read = read;
    encoder.encodeInto(INACTIVE, this.#answers);
  }

  /** The answers hold until the next call. `overruled`: not empty for the cells that are `INACTIVE` whatever they say. */
  of({ bytes, bounds, first, stride }: CellRanges, count: number, overruled?: CellRanges): CellRanges {
    const known = this.#known;
    if (known.size > MAX_KNOWN_CELLS || known.offsets[known.size] > MAX_KNOWN_BYTES) this.#forget();
    if (this.#bounds.length < count * 2) this.#bounds = new Int32Array(count * 2);
    for (let i = 0, at = first; i < count; i++, at += stride) {
      const code = known.codeOf(bytes, bounds[at], bounds[at + 1], Infinity);
      if (code === this.#ends.length - 1)
        this.#answer(new Uint8Array(bytes.buffer, bytes.byteOffset + bounds[at], bounds[at + 1] - bounds[at]));
      this.#bounds[i * 2] = this.#ends[code];
      this.#bounds[i * 2 + 1] = this.#ends[code + 1];
    }
    if (overruled) this.#overrule(overruled, count);
    return { bytes: this.#answersView, bounds: this.#bounds, first: 0, stride: 2 };
  }

  #overrule({ bounds, first, stride }: CellRanges, count: number): void {
    for (let i = 0, at = first; i < count; i++, at += stride) {
      if (bounds[at] === bounds[at + 1]) continue;
      this.#bounds[i * 2] = 0;
      this.#bounds[i * 2 + 1] = FIRST_END;
    }
  }

  #answer(cell: Uint8Array): void {
    const answer = encoder.encode(this.#read(decoder.decode(cell)));
    const start = this.#ends[this.#ends.length - 1];
    const end = start + answer.length;
    if (end + WORD_SLACK > this.#answers.length) {
      this.#answers = enlarged(this.#answers, end + WORD_SLACK);
      this.#answersView = new DataView(this.#answers.buffer);
    }
    this.#answers.set(answer, start);
    this.#ends.push(end);
  }

  #forget(): void {
    this.#known.clear();
    this.#ends = [FIRST_END];
  }
}
