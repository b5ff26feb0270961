import type { OperationKind } from '../model/plan-operation';
import { readOperationId } from './operation-id';
import type { Plan } from './plan';

const SLICE_ROWS = 16_384;

/**
 * Where the operations stand that ids name; those that the plan does not have are left out. Yields every few
 * milliseconds; cost: 10 ns per operation of a kind that one of the ids names.
 */
export function* operationPositions(plan: Plan, ids: readonly string[]): Generator<void, ReadonlyMap<string, number>> {
  const wanted = new Map<OperationKind, { readonly ids: Set<string>; readonly rows: Set<number> }>();
  for (const id of ids) {
    const named = readOperationId(id);
    if (!named) continue;
    const ofKind = wanted.get(named.kind) ?? { ids: new Set(), rows: new Set() };
    wanted.set(named.kind, ofKind);
    ofKind.ids.add(id);
    ofKind.rows.add(named.row);
  }
  const positions = new Map<string, number>();
  for (const [kind, { ids: idsOfKind, rows }] of wanted) {
    const list = plan.list(kind);
    const { start } = plan.rangeOf(kind);
    const isByAccount = kind === 'link' || kind === 'unlink' || kind === 'update-user';
    for (let at = 0; at < list.length; at++) {
      if (at % SLICE_ROWS === 0) yield;
      if (!rows.has(isByAccount ? list.account(at) : list.user(at))) continue;
      const id = plan.id(start + at);
      if (idsOfKind.has(id)) positions.set(id, start + at);
    }
  }
  return positions;
}
