import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import { readOperationId, type NamedOperation } from './operation-id';
import type { Plan } from './plan';

const SLICE_ROWS = 16_384;

/** Why an operation is left out: not at all; by itself; because its user, or its group, is not created. */
export const [INCLUDED, EXCLUDED, WITHOUT_USER, WITHOUT_GROUP] = [0, 1, 2, 3];

/** What refers to a user, or to a group, who has to be there before. */
const OF_USERS = ['link', 'add-member'] as const satisfies OperationKind[];

/** Which operations of a plan are left out. */
export class ExcludedOperations {
  /** One byte per operation: INCLUDED or why not. */
  readonly marks: Uint8Array;
  readonly counts: Readonly<Record<OperationKind, number>>;

  constructor(plan: Plan, marks: Uint8Array) {
    this.marks = marks;
    // Every kind is counted.
    this.counts = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, countMarked(plan, marks, kind)])) as Record<
      OperationKind,
      number
    >;
  }
}

/**
 * Finds the operations that ids name, and those that depend on them. Yields every few milliseconds; cost: 10 ns per
 * operation of a kind that one of the ids names, no text is made.
 */
export function* excludedOperations(plan: Plan, ids: Iterable<string>): Generator<void, ExcludedOperations> {
  const marks = new Uint8Array(plan.length);
  const named = namedByKind(ids);
  for (const [kind, names] of named) yield* mark(plan, marks, kind, names);
  const users = rowsMarked(plan, marks, 'create-user', (list, at) => list.user(at));
  const groups = rowsMarked(plan, marks, 'create-group', (list, at) => list.detail(at));
  if (users.size > 0) {
    for (const kind of OF_USERS)
      yield* markWhere(plan, marks, { kind, code: WITHOUT_USER }, (list, at) => users.has(list.user(at)));
  }
  if (groups.size > 0)
    yield* markWhere(plan, marks, { kind: 'add-member', code: WITHOUT_GROUP }, (list, at) =>
      groups.has(list.detail(at))
    );
  return new ExcludedOperations(plan, marks);
}

type List = ReturnType<Plan['list']>;

/** Rows of accounts by app; for other kinds keys of groups by user, -1 for none. */
type Names = Map<string | number, Set<string | number>>;

function namedByKind(ids: Iterable<string>): ReadonlyMap<OperationKind, Names> {
  const named = new Map<OperationKind, Names>();
  for (const id of ids) {
    const operation = readOperationId(id);
    if (!operation) continue;
    const names: Names = named.get(operation.kind) ?? new Map();
    named.set(operation.kind, names);
    const [outer, inner] = nameOf(operation);
    const known = names.get(outer);
    if (known) known.add(inner);
    else names.set(outer, new Set([inner]));
  }
  return named;
}

function nameOf({ appId, row, groupKey }: NamedOperation): readonly [string | number, string | number] {
  return appId === undefined ? [row, groupKey] : [appId, row];
}

function mark(plan: Plan, marks: Uint8Array, kind: OperationKind, names: Names): Generator<void, void> {
  const { groups, input } = plan;
  switch (kind) {
    case 'link':
    case 'unlink':
    case 'update-user': {
      const byApp = input.apps.map(({ id }) => names.get(id));
      return markWhere(plan, marks, { kind, code: EXCLUDED }, (list, at) => {
        return byApp[list.app(at)]?.has(list.account(at)) ?? false;
      });
    }
    default:
      return markWhere(plan, marks, { kind, code: EXCLUDED }, (list, at) => {
        const group = list.detail(at);
        return names.get(list.user(at))?.has(group < 0 ? '' : groups.key(group)) ?? false;
      });
  }
}

function* markWhere(
  plan: Plan,
  marks: Uint8Array,
  { kind, code }: { readonly kind: OperationKind; readonly code: number },
  isMeant: (list: List, at: number) => boolean
): Generator<void, void> {
  const list = plan.list(kind);
  const { start } = plan.rangeOf(kind);
  for (let at = 0; at < list.length; at++) {
    if (at % SLICE_ROWS === 0) yield;
    if (marks[start + at] === INCLUDED && isMeant(list, at)) marks[start + at] = code;
  }
}

function rowsMarked(
  plan: Plan,
  marks: Uint8Array,
  kind: OperationKind,
  number: (list: List, at: number) => number
): ReadonlySet<number> {
  const { start, end } = plan.rangeOf(kind);
  const list = plan.list(kind);
  const rows = new Set<number>();
  for (let i = start; i < end; i++) if (marks[i] !== INCLUDED) rows.add(number(list, i - start));
  return rows;
}

function countMarked(plan: Plan, marks: Uint8Array, kind: OperationKind): number {
  const { start, end } = plan.rangeOf(kind);
  let count = 0;
  for (let i = start; i < end; i++) if (marks[i] !== INCLUDED) count++;
  return count;
}
