import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../model/plan-operation';
import { INCLUDED, type ExcludedOperations } from './excluded-operations';
import type { Plan } from './plan';
import type { OperationSource } from './plan-file';

/** What is handed over: the operations of a plan without those that are left out, made whole as they are read. */
export function includedOperations(plan: Plan, excluded: ExcludedOperations): OperationSource {
  // Every kind is counted.
  const counts = Object.fromEntries(
    OPERATION_KINDS.map((kind) => [kind, plan.counts[kind] - excluded.counts[kind]])
  ) as Record<OperationKind, number>;
  return { counts, operations: (kinds) => ({ [Symbol.iterator]: () => walk(plan, excluded.marks, kinds) }) };
}

function* walk(plan: Plan, marks: Uint8Array, kinds: readonly OperationKind[]): Generator<PlanOperation, void> {
  for (const kind of OPERATION_KINDS) {
    if (!kinds.includes(kind)) continue;
    const { start, end } = plan.rangeOf(kind);
    for (let i = start; i < end; i++) if (marks[i] === INCLUDED) yield plan.operation(i);
  }
}
