import type { Attribute } from '../model/attribute';
import type { AttributeChange, OperationKind, PlannedUser, PlanOperation } from '../model/plan-operation';
import type { OperationSource } from './plan-file';

/** All that a plan does to one user who exists, for formats that say a user once. */
export interface MergedUpdate {
  readonly user: PlannedUser;
  /** Attribute by attribute; of two that contradict one another the later one counts. */
  readonly changes: readonly AttributeChange[];
  /** Of the operations that were put together, in their order. */
  readonly kinds: readonly OperationKind[];
}

/** Which operations are to be put together. */
export interface MergeRule {
  readonly kinds: readonly OperationKind[];
  /** Whether the format says anything of it; the others are passed over. */
  readonly isSaid: (operation: PlanOperation) => boolean;
}

interface Waiting {
  left: number;
  readonly user: PlannedUser;
  readonly changes: Map<Attribute, AttributeChange>;
  readonly kinds: OperationKind[];
}

/**
 * Operations about one user put together, as when two apps bring something each: yielded when the last of them has come.
 * Users of whom more is to come wait, all others pass through. One walk through the operations to count them, one more
 * each time it is read; two bytes per user.
 */
export class MergedUpdates {
  readonly #source: OperationSource;
  readonly #rule: MergeRule;
  /** By row. */
  readonly #counts: Uint16Array;

  constructor(source: OperationSource, rule: MergeRule) {
    this.#source = source;
    this.#rule = rule;
    this.#counts = this.#count();
  }

  *[Symbol.iterator](): Generator<MergedUpdate, void> {
    const waiting = new Map<number, Waiting>();
    for (const operation of this.#source.operations(this.#rule.kinds)) {
      const { user } = operation;
      if (!user || !this.#rule.isSaid(operation)) continue;
      const before = waiting.get(user.row);
      const all = before ?? { left: this.#counts[user.row], user, changes: new Map(), kinds: [] };
      note(all, operation);
      if (--all.left > 0) waiting.set(user.row, all);
      else {
        waiting.delete(user.row);
        yield { user: all.user, changes: [...all.changes.values()], kinds: all.kinds };
      }
    }
  }

  #count(): Uint16Array {
    let counts = new Uint16Array(1024);
    for (const operation of this.#source.operations(this.#rule.kinds)) {
      const row = operation.user?.row;
      if (row === undefined || !this.#rule.isSaid(operation)) continue;
      if (row >= counts.length) {
        const larger = new Uint16Array(Math.max(row + 1, counts.length * 2));
        larger.set(counts);
        counts = larger;
      }
      counts[row]++;
    }
    return counts;
  }
}

function note(all: Waiting, { kind, changes }: PlanOperation): void {
  all.kinds.push(kind);
  for (const change of changes) {
    const before = all.changes.get(change.attribute)?.before ?? change.before;
    all.changes.set(change.attribute, { ...change, before });
  }
}
