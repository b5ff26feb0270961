import { SvelteSet } from 'svelte/reactivity';
import type { RowIndex } from '../model/ids';
import type { RowSelection } from '../protocol/view';

/**
 * Which rows a bulk decision is about: named ones, which stay selected whatever is searched for, or all that match
 * but a few. Rows are named by their place in the set, so a selection of a million costs nothing.
 */
export class Selection {
  #isAll = $state(false);
  /** Named rows, or the exceptions while all are selected. */
  readonly #rows = new SvelteSet<RowIndex>();
  /** Where the last single click was: one end of the next range. */
  #anchor: number | undefined;

  get isAll(): boolean {
    return this.#isAll;
  }

  get isEmpty(): boolean {
    return !this.#isAll && this.#rows.size === 0;
  }

  count(total: number): number {
    return this.#isAll ? Math.max(0, total - this.#rows.size) : this.#rows.size;
  }

  has(row: RowIndex): boolean {
    return this.#rows.has(row) !== this.#isAll;
  }

  toggle(row: RowIndex, position: number): void {
    this.set([row], !this.has(row));
    this.#anchor = position;
  }

  /** Positions of the range between the last click and this one; `undefined` when there was none. */
  rangeTo(position: number): { start: number; end: number } | undefined {
    if (this.#anchor === undefined) return undefined;
    return { start: Math.min(this.#anchor, position), end: Math.max(this.#anchor, position) + 1 };
  }

  set(rows: readonly RowIndex[], isSelected: boolean): void {
    for (const row of rows) {
      if (isSelected !== this.#isAll) this.#rows.add(row);
      else this.#rows.delete(row);
    }
  }

  /** True when every one of these is selected; of none, false. */
  hasAll(rows: readonly RowIndex[]): boolean {
    return rows.length > 0 && rows.every((row) => this.has(row));
  }

  selectAll(): void {
    this.#rows.clear();
    this.#isAll = true;
  }

  clear(): void {
    this.#rows.clear();
    this.#isAll = false;
    this.#anchor = undefined;
  }

  /** Another question was asked: "all that match" no longer means the same rows; named ones still do. */
  questionChanged(): void {
    if (this.#isAll) this.clear();
    this.#anchor = undefined;
  }

  toRowSelection(viewId: number): RowSelection {
    const rows = [...this.#rows];
    return this.#isAll ? { kind: 'view', viewId, except: rows } : { kind: 'rows', rows };
  }
}
