import { RowList } from './row-list';
import { RowsInRange } from './rows-in-range';
import { SearchHits } from './search-hits';
import type { SearchIndex, SearchQuery } from './search-index';

const SLICE_ROWS = 512;
/** Cells read before the index is made, where there is none yet. */
const MAX_CHECKS = 16_384;

/** The users of a domain that a search finds, all of them without one. */
export class UsersView {
  readonly rows = new RowList();
  readonly #rowCount: number;
  readonly #hits: SearchHits | undefined;
  readonly #inRange = new RowsInRange();

  constructor(search: SearchQuery | undefined, text: SearchIndex) {
    this.#rowCount = text.records.rowCount;
    this.#hits = search && new SearchHits(text, search);
  }

  /** As soon as possible `firstRows` of them, then all. Yields every millisecond. */
  *run(firstRows: number): Generator<void, void> {
    let isNarrowed = this.#hits === undefined;
    for (let row = 0; row < this.#rowCount; row += SLICE_ROWS) {
      if (this.#hits && !isNarrowed && (this.rows.length >= firstRows || this.#hits.checks > MAX_CHECKS)) {
        yield* this.#hits.narrow();
        yield* this.#hits.check({ from: row >> 5, to: this.#hits.bits.length });
        isNarrowed = true;
      }
      this.scan(row, Math.min(row + SLICE_ROWS, this.#rowCount));
      yield;
    }
  }

  scan(start: number, end: number): void {
    for (const row of this.#inRange.of(start, end, this.#hits)) this.rows.push(row);
  }
}
