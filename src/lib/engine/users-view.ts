import { RowList } from './row-list';
import type { SearchIndex, SearchQuery } from './search-index';

/** The users of a domain that a search finds, all of them without one. Scanned in [start, end) slices. */
export class UsersView {
  readonly rows = new RowList();
  readonly #search: SearchQuery | undefined;
  readonly #text: SearchIndex;

  constructor(search: SearchQuery | undefined, text: SearchIndex) {
    this.#search = search;
    this.#text = text;
  }

  scan(start: number, end: number): void {
    for (let row = start; row < end; row++) {
      if (this.#search === undefined || this.#text.contains(row, this.#search)) this.rows.push(row);
    }
  }
}
