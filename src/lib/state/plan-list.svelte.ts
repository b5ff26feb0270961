import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import type { PlanScope } from '../model/commit';
import { ok } from '../model/result';
import type { OperationQuery, OperationSelection, PlannedRow, PlanApi } from '../protocol/plan-api';
import { GridCursor } from './grid-cursor.svelte';
import { PagedRows } from './paged-rows.svelte';
import { PlanSelection, type PickedOperation } from './plan-selection.svelte';

/** The operations of a plan as they are listed: searched, filtered, selected. */
export class PlanList {
  readonly scope: PlanScope;
  readonly cursor = new GridCursor(1);
  readonly rows: PagedRows<PlannedRow>;
  readonly selection = new PlanSelection();
  readonly #api: Pick<PlanApi, 'readOperations'>;
  #kinds = $state.raw<readonly OperationKind[]>([]);
  #text = $state('');
  #show = $state<OperationQuery['show']>('all');

  constructor(api: Pick<PlanApi, 'readOperations'>, scope: PlanScope) {
    this.#api = api;
    this.scope = scope;
    this.rows = new PagedRows((range) => api.readOperations(this.query, range));
  }

  get query(): OperationQuery {
    return { scope: this.scope, kinds: this.#kinds, text: this.#text, show: this.#show };
  }

  get kinds(): readonly OperationKind[] {
    return this.#kinds;
  }

  get text(): string {
    return this.#text;
  }

  get show(): OperationQuery['show'] {
    return this.#show;
  }

  get isNarrowed(): boolean {
    return this.#kinds.length > 0 || this.#text !== '' || this.#show !== 'all';
  }

  get selected(): OperationSelection | undefined {
    return this.selection.isEmpty ? undefined : this.selection.toSelection(this.query);
  }

  search(text: string): void {
    this.#text = text;
    this.#ask();
  }

  toggleKind(kind: OperationKind): void {
    const isIn = this.#kinds.includes(kind);
    this.#kinds = OPERATION_KINDS.filter((other) => (other === kind ? !isIn : this.#kinds.includes(other)));
    this.#ask();
  }

  setShow(show: OperationQuery['show']): void {
    this.#show = show;
    this.#ask();
  }

  reset(): void {
    this.#kinds = [];
    this.#text = '';
    this.#show = 'all';
    this.#ask();
  }

  /** Selects one row, or the range from the last picked one to this one. */
  async pick(index: number, isRange: boolean): Promise<void> {
    const range = isRange ? this.selection.rangeTo(index) : undefined;
    const row = this.rows.rowAt(index);
    if (range) {
      const read = await this.#api.readOperations(this.query, range);
      if (read.ok) this.selection.set(read.value.rows.map(picked), true);
    } else if (row) this.selection.toggle(picked(row), index);
  }

  /** Everything found; how much of it is excluded is asked of the engine. */
  async selectAll(): Promise<void> {
    const { query } = this;
    this.selection.selectAll();
    const none = { total: 0 };
    const excluded =
      query.show === 'included'
        ? ok(none)
        : await this.#api.readOperations({ ...query, show: 'excluded' }, { start: 0, end: 0 });
    if (excluded.ok && isSame(query, this.query)) this.selection.tellExcluded(excluded.value.total);
  }

  /** Selects the rows in sight; deselects them when all were. */
  pickPage(start: number, end: number): void {
    const rows = this.between(start, end).map(picked);
    this.selection.set(rows, !rows.every(({ id }) => this.selection.has(id)));
  }

  pageState(start: number, end: number): 'none' | 'some' | 'all' {
    const ids = idsOf(this.between(start, end));
    const count = ids.filter((id) => this.selection.has(id)).length;
    if (count === 0) return 'none';
    return count === ids.length ? 'all' : 'some';
  }

  between(start: number, end: number): readonly PlannedRow[] {
    const rows: PlannedRow[] = [];
    for (let index = start; index < end; index++) {
      const row = this.rows.rowAt(index);
      if (row) rows.push(row);
    }
    return rows;
  }

  #ask(): void {
    this.selection.questionChanged();
    this.cursor.toTop();
    this.rows.need(0, 1);
    void this.rows.renew();
  }
}

function picked({ operation, excludedBecause }: PlannedRow): PickedOperation {
  return { id: operation.id, isExcluded: excludedBecause !== undefined };
}

function isSame(one: OperationQuery, other: OperationQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function idsOf(rows: readonly PlannedRow[]): readonly string[] {
  return rows.map(({ operation }) => operation.id);
}
