/** Numbers per row, any number of them: row r has items[offsets[r], offsets[r + 1]). */
export interface Ragged {
  /** One more than there are rows. */
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
}

const FIRST_ITEMS = 1024;

/** Fills a Ragged row after row. */
export class RaggedBuilder {
  readonly #offsets: Uint32Array;
  #items = new Uint32Array(FIRST_ITEMS);
  #length = 0;
  #row = 0;

  constructor(rowCount: number) {
    this.#offsets = new Uint32Array(rowCount + 1);
  }

  push(item: number): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length++] = item;
  }

  /** Whether the row that is being filled has the item. */
  has(item: number): boolean {
    for (let at = this.#offsets[this.#row]; at < this.#length; at++) if (this.#items[at] === item) return true;
    return false;
  }

  get isRowEmpty(): boolean {
    return this.#length === this.#offsets[this.#row];
  }

  /** The item that was pushed as number `position` of all. */
  at(position: number): number {
    return this.#items[position];
  }

  /** Tells each distinct item of the row that is being filled. */
  eachOfRow(tell: (item: number) => void): void {
    const start = this.#offsets[this.#row];
    for (let at = start; at < this.#length; at++) {
      let before = start;
      while (this.#items[before] !== this.#items[at]) before++;
      if (before === at) tell(this.#items[at]);
    }
  }

  endRow(): void {
    this.#offsets[++this.#row] = this.#length;
  }

  /** Takes what was filled; the rows that are missing are empty. */
  take(): Ragged {
    this.#offsets.fill(this.#length, this.#row + 1);
    return { offsets: this.#offsets, items: this.#items.slice(0, this.#length) };
  }

  #grow(): void {
    const items = new Uint32Array(this.#items.length * 2);
    items.set(this.#items);
    this.#items = items;
  }
}

/** A Ragged of plain lists: for few rows, and tests. */
export function ragged(rows: readonly (readonly number[])[]): Ragged {
  const builder = new RaggedBuilder(rows.length);
  for (const row of rows) {
    for (const item of row) builder.push(item);
    builder.endRow();
  }
  return builder.take();
}
