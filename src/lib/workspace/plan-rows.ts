import { parseSearch } from '../engine/search-index';
import { asRow } from '../model/ids';
import { OPERATION_KINDS } from '../model/plan-operation';
import { EXCLUDED, INCLUDED, WITHOUT_USER } from '../plan/excluded-operations';
import { findOperations } from '../plan/find-operations';
import { operationId } from '../plan/operation-id';
import type { OperationQuery, OperationWindow, PlannedRow } from '../protocol/plan-api';
import type { WindowRange } from '../protocol/proposed-row';
import type { CurrentPlan } from './plan-books';
import { runSliced } from './run-sliced';

/** Answers kept per plan, 4 bytes per operation found each. */
const MOST_KEPT = 4;

/** Operations found, by their place among them. */
interface Found {
  readonly total: number;
  readonly positions: (start: number, end: number) => readonly number[];
}

/** Parts of the operations of a plan, as the page scrolls through them. */
export class PlanRows {
  readonly #found = new WeakMap<CurrentPlan, Map<string, Promise<Found>>>();

  async window(computed: CurrentPlan, query: OperationQuery, range: WindowRange): Promise<OperationWindow> {
    const { total, positions } = await this.#find(computed, query);
    const start = Math.max(0, range.start);
    const rows = positions(start, Math.max(start, range.end)).map((position) => plannedRow(computed, position));
    return { total, start, rows };
  }

  /** Everything that a query finds. */
  async all(computed: CurrentPlan, query: OperationQuery): Promise<readonly number[]> {
    const { total, positions } = await this.#find(computed, query);
    return positions(0, total);
  }

  async count(computed: CurrentPlan, query: OperationQuery): Promise<number> {
    return (await this.#find(computed, query)).total;
  }

  #find(computed: CurrentPlan, query: OperationQuery): Promise<Found> {
    const known = this.#found.get(computed) ?? new Map<string, Promise<Found>>();
    this.#found.set(computed, known);
    const key = JSON.stringify([query.kinds, query.text, query.show]);
    const found = known.get(key) ?? find(computed, query);
    known.delete(key);
    known.set(key, found);
    for (const oldest of known.keys()) if (known.size > MOST_KEPT) known.delete(oldest);
    return found;
  }
}

async function find(computed: CurrentPlan, query: OperationQuery): Promise<Found> {
  const words = parseSearch(query.text);
  if (!words && query.show === 'all') return ofKinds(computed, query);
  const work = findOperations(computed.plan, computed.excluded, {
    kinds: query.kinds,
    words,
    show: query.show,
    users: computed.users.search,
    accounts: computed.lists.map(({ search }) => search)
  });
  const found = (await runSliced(work)) ?? new Uint32Array(0);
  return { total: found.length, positions: (start, end) => Array.from(found.subarray(start, end)) };
}

/** Whole kinds stand in a row: nothing has to be gone through. */
function ofKinds({ plan }: CurrentPlan, { kinds }: OperationQuery): Found {
  const ranges = OPERATION_KINDS.filter((kind) => kinds.length === 0 || kinds.includes(kind)).map((kind) =>
    plan.rangeOf(kind)
  );
  const total = ranges.reduce((sum, range) => sum + range.end - range.start, 0);
  return {
    total,
    positions: (start, end) => {
      const found: number[] = [];
      let before = 0;
      for (const range of ranges) {
        const from = range.start + Math.max(0, start - before);
        const to = range.start + Math.min(range.end - range.start, end - before);
        for (let position = from; position < to; position++) found.push(position);
        before += range.end - range.start;
      }
      return found;
    }
  };
}

export function plannedRow(computed: CurrentPlan, position: number): PlannedRow {
  return { operation: computed.plan.operation(position), excludedBecause: excludedBecause(computed, position) };
}

/** Undefined where it is not excluded. */
export function excludedBecause(computed: CurrentPlan, position: number): string | undefined {
  const { plan, exclusions, excluded } = computed;
  const mark = excluded.marks[position];
  if (mark === INCLUDED) return undefined;
  const reason = (id: string) => exclusions.get(id)?.reason ?? '';
  if (mark === EXCLUDED) return reason(plan.id(position));
  const { user, group } = plan.place(position);
  const none = { appId: undefined, accountRow: -1, userRow: -1, groupKey: '' };
  if (mark === WITHOUT_USER)
    return `The user is not created: ${reason(operationId({ ...none, kind: 'create-user', userRow: asRow(user) }))}`;
  const groupKey = plan.groups.key(group);
  return `The group is not created: ${reason(operationId({ ...none, kind: 'create-group', groupKey }))}`;
}
