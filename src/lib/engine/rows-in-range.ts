import { bitsWithin, lowestBit } from './row-bits';

/** Answers which of some rows are found: rows and answer are bits of a word (engine/row-bits.ts). */
interface Hits {
  found(word: number, asked: number): number;
}

/** Lists the rows of a range that are found, all of them without a search, in an array that is used again and again. */
export class RowsInRange {
  #rows = new Uint32Array(0);

  of(start: number, end: number, hits: Hits | undefined): Uint32Array {
    if (this.#rows.length < end - start) this.#rows = new Uint32Array(end - start);
    const rows = this.#rows;
    let count = 0;
    if (!hits) {
      for (let row = start; row < end; row++) rows[count++] = row;
      return rows.subarray(0, count);
    }
    for (let word = start >> 5; word << 5 < end; word++) {
      const first = word << 5;
      const asked = first >= start && first + 32 <= end ? -1 : bitsWithin(word, start, end);
      for (let left = hits.found(word, asked); left !== 0; left &= left - 1) rows[count++] = first | lowestBit(left);
    }
    return rows.subarray(0, count);
  }
}
