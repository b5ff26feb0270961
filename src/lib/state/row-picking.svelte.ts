import type { RowIndex } from '../model/ids';
import type { AccountRow } from '../protocol/view';
import type { RowsView } from './rows-view.svelte';
import { Selection } from './selection.svelte';

/** Accounts that are selected row by row on the screen, by range, or all in sight. */
export class RowPicking {
  readonly selection = new Selection();
  /** Cells of the rows that were picked one by one, for lists of them. */
  readonly picked = new Map<RowIndex, AccountRow>();
  readonly #rows: RowsView<AccountRow>;

  constructor(rows: RowsView<AccountRow>) {
    this.#rows = rows;
  }

  /** Selects one row, or the range from the last picked one to this one. */
  async pick(index: number, isRange: boolean): Promise<void> {
    const range = isRange ? this.selection.rangeTo(index) : undefined;
    const row = this.#rows.rowAt(index);
    if (range) this.#select(await this.#rows.read(range.start, range.end), true);
    else if (row) {
      this.picked.set(row.row, row);
      this.selection.toggle(row.row, index);
    }
  }

  /** Selects the rows in sight; deselects them when all were. */
  pickPage(start: number, end: number): void {
    const rows = this.#between(start, end);
    this.#select(rows, !this.selection.hasAll(rows.map(({ row }) => row)));
  }

  hasPage(start: number, end: number): boolean {
    return this.selection.hasAll(this.#between(start, end).map(({ row }) => row));
  }

  #between(start: number, end: number): readonly AccountRow[] {
    const rows = Array.from({ length: Math.max(0, end - start) }, (_, i) => this.#rows.rowAt(start + i));
    return rows.filter((row) => row !== undefined);
  }

  #select(rows: readonly AccountRow[], isSelected: boolean): void {
    for (const row of rows) this.picked.set(row.row, row);
    this.selection.set(
      rows.map(({ row }) => row),
      isSelected
    );
  }
}
