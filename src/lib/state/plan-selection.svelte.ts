import { SvelteMap } from 'svelte/reactivity';
import type { OperationQuery, OperationSelection } from '../protocol/plan-api';

export interface PickedOperation {
  readonly id: string;
  readonly isExcluded: boolean;
}

/** Which operations are to be excluded or included: named ones, or everything that the search and the filters find. */
export class PlanSelection {
  /** With whether each is excluded. */
  readonly #ids = new SvelteMap<string, boolean>();
  /** Of everything found; undefined until it is counted. */
  #excludedOfAll = $state<number>();
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

  /** How many of them are excluded; undefined while that is counted. */
  get excludedCount(): number | undefined {
    if (this.#isAll) return this.#excludedOfAll;
    let count = 0;
    for (const isExcluded of this.#ids.values()) if (isExcluded) count++;
    return count;
  }

  has(id: string): boolean {
    return this.#isAll || this.#ids.has(id);
  }

  /** Out of everything found, one cannot be taken: the others would have to be named. Then nothing is selected. */
  toggle({ id, isExcluded }: PickedOperation, position: number): void {
    const wasSelected = this.#ids.has(id);
    if (this.#isAll) this.clear();
    else if (wasSelected) this.#ids.delete(id);
    else this.#ids.set(id, isExcluded);
    this.#anchor = position;
  }

  /** Positions from the last picked row to this one; undefined when there was none. */
  rangeTo(position: number): { readonly start: number; readonly end: number } | undefined {
    if (this.#anchor === undefined || this.#isAll) return undefined;
    return { start: Math.min(this.#anchor, position), end: Math.max(this.#anchor, position) + 1 };
  }

  set(picked: readonly PickedOperation[], isSelected: boolean): void {
    if (this.#isAll) this.clear();
    for (const { id, isExcluded } of picked) {
      if (isSelected) this.#ids.set(id, isExcluded);
      else this.#ids.delete(id);
    }
  }

  selectAll(): void {
    this.#ids.clear();
    this.#isAll = true;
    this.#excludedOfAll = undefined;
  }

  /** Of everything found, as counted for the question that still stands. */
  tellExcluded(count: number): void {
    if (this.#isAll) this.#excludedOfAll = count;
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
    return this.#isAll ? { kind: 'query', query } : { kind: 'ids', ids: [...this.#ids.keys()] };
  }
}
