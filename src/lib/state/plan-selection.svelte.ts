import { SvelteSet } from 'svelte/reactivity';
import type { OperationQuery, OperationSelection } from '../protocol/plan-api';

/** Which operations are to be excluded or included: named ones, or everything that the search and the filters find. */
export class PlanSelection {
  readonly #ids = new SvelteSet<string>();
  #isAll = $state(false);
  #anchor: number | undefined;

  get isAll(): boolean {
    return this.#isAll;
  }

  get isEmpty(): boolean {
    return !this.#isAll && this.#ids.size === 0;
  }

  count(total: number): number {
    return this.#isAll ? total : this.#ids.size;
  }

  has(id: string): boolean {
    return this.#isAll || this.#ids.has(id);
  }

  /** Out of everything found, one cannot be taken: the others would have to be named. Then nothing is selected. */
  toggle(id: string, position: number): void {
    const wasSelected = this.#ids.has(id);
    if (this.#isAll) this.clear();
    else if (wasSelected) this.#ids.delete(id);
    else this.#ids.add(id);
    this.#anchor = position;
  }

  /** Positions from the last picked row to this one; undefined when there was none. */
  rangeTo(position: number): { readonly start: number; readonly end: number } | undefined {
    if (this.#anchor === undefined || this.#isAll) return undefined;
    return { start: Math.min(this.#anchor, position), end: Math.max(this.#anchor, position) + 1 };
  }

  set(ids: readonly string[], isSelected: boolean): void {
    if (this.#isAll) this.clear();
    for (const id of ids) {
      if (isSelected) this.#ids.add(id);
      else this.#ids.delete(id);
    }
  }

  selectAll(): void {
    this.#ids.clear();
    this.#isAll = true;
  }

  clear(): void {
    this.#ids.clear();
    this.#isAll = false;
    this.#anchor = undefined;
  }

  /** Another question was asked: everything found is something else by now; named ones stay. */
  questionChanged(): void {
    if (this.#isAll) this.clear();
    this.#anchor = undefined;
  }

  toSelection(query: OperationQuery): OperationSelection {
    return this.#isAll ? { kind: 'query', query } : { kind: 'ids', ids: [...this.#ids] };
  }
}
