import { SEGMENT_ROWS } from './segment';

/**
 * The words of a segment's rows that still have a row in them (engine/row-bits.ts). Each set that narrows the rows is
 * only looked at in these: of the 20 sets that a long text asks for, the first four leave one word in ten.
 */
export class WordsLeft {
  readonly #words = new Uint16Array(SEGMENT_ROWS >> 5);
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  begin(rows: Uint32Array): void {
    let count = 0;
    for (let word = 0; word < rows.length; word++) {
      this.#words[count] = word;
      count += rows[word] === 0 ? 0 : 1;
    }
    this.#count = count;
  }

  /** Takes the rows out that are not in the set which begins at `start` of `bits`. */
  narrow(rows: Uint32Array, bits: Uint32Array, start: number): void {
    const words = this.#words;
    let count = 0;
    for (let i = 0; i < this.#count; i++) {
      const word = words[i];
      const left = rows[word] & bits[start + word];
      rows[word] = left;
      words[count] = word;
      count += left === 0 ? 0 : 1;
    }
    this.#count = count;
  }
}
