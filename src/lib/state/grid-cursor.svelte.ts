/** A wish of the grid's owner that the grid carries out: bring a row into sight, put the focus there, shift with the rows. */
export interface CursorRequest {
  readonly kind: 'none' | 'reveal' | 'focus' | 'top' | 'shift';
  /** Rows to scroll by, for `shift`. */
  readonly rows: number;
}

/** The one cell of a grid that has, or would get, the keyboard focus. Row -1 is never stored: the header is a flag. */
export class GridCursor {
  #row = $state(0);
  #column = $state(0);
  #isInHeader = $state(false);
  #request = $state.raw<CursorRequest>({ kind: 'none', rows: 0 });

  get row(): number {
    return this.#row;
  }

  get column(): number {
    return this.#column;
  }

  get isInHeader(): boolean {
    return this.#isInHeader;
  }

  get request(): CursorRequest {
    return this.#request;
  }

  constructor(column = 0) {
    this.#column = column;
  }

  /** Moves without asking for the focus: the row is brought into sight. */
  moveTo(row: number, column = this.#column): void {
    this.#place(row, column);
    this.#request = { kind: 'reveal', rows: 0 };
  }

  focusAt(row: number, column = this.#column): void {
    this.#place(row, column);
    this.#request = { kind: 'focus', rows: 0 };
  }

  /** Marks a cell that is in sight and has the focus already (a click). */
  mark(row: number, column: number): void {
    this.#place(row, column);
  }

  enterHeader(column: number): void {
    this.#isInHeader = true;
    this.#column = column;
    this.#request = { kind: 'focus', rows: 0 };
  }

  /** New rows: back to the first. */
  toTop(): void {
    this.#place(0, this.#column);
    this.#request = { kind: 'top', rows: 0 };
  }

  /** The same rows moved: the cursor goes along and the window with it, so that nothing jumps on the screen. */
  follow(row: number): void {
    const rows = row - this.#row;
    if (rows === 0) return;
    this.#row = row;
    this.#request = { kind: 'shift', rows };
  }

  /** Keeps the cursor within the rows there are. */
  clampTo(rowCount: number): void {
    this.#row = Math.max(0, Math.min(this.#row, rowCount - 1));
  }

  #place(row: number, column: number): void {
    this.#row = Math.max(0, row);
    this.#column = column;
    this.#isInHeader = false;
  }
}
