/** A growing list of row numbers in one typed array. */
export class RowList {
  #rows = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(row: number): void {
    if (this.#length === this.#rows.length) {
      const larger = new Uint32Array(this.#rows.length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#length++] = row;
  }

  at(position: number): number {
    return this.#rows[position];
  }

  /** Positions [start, end), as a view: valid until the next push. */
  slice(start: number, end: number): Uint32Array {
    return this.#rows.subarray(start, Math.min(end, this.#length));
  }
}
