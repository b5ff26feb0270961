import type { Attribute } from '../../model/attribute';
import type { PlanOperation } from '../../model/plan-operation';
import type { CheckContext } from './check-context';

/**
 * Two values for one attribute of one user, as when two apps bring different titles. Nearly every user is updated
 * once: values are kept only for those who are updated more often, on a second walk.
 */
export class ContradictionChecks {
  readonly #context: CheckContext;
  /** By user, 2 for more. */
  readonly #updates: Uint8Array;
  readonly #values = new Map<number, Map<Attribute, string>>();
  #hasSeveral = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#updates = new Uint8Array(context.domain.records.rowCount);
  }

  /** Whether the second walk is needed. */
  get isOpen(): boolean {
    return this.#hasSeveral;
  }

  count({ kind, user, changes }: PlanOperation): void {
    if (kind !== 'update-user' || !user) return;
    const before = this.#updates[user.row];
    const isTwice = before > 0 || new Set(changes.map(({ attribute }) => attribute)).size < changes.length;
    this.#updates[user.row] = isTwice ? 2 : 1;
    if (isTwice) this.#hasSeveral = true;
  }

  check(operation: PlanOperation): void {
    const { kind, user, changes } = operation;
    if (kind !== 'update-user' || !user || this.#updates[user.row] < 2) return;
    const values = this.#values.get(user.row) ?? new Map<Attribute, string>();
    this.#values.set(user.row, values);
    for (const { attribute, after } of changes) {
      const other = values.get(attribute);
      if (other === undefined) values.set(attribute, after);
      else if (other !== after) {
        this.#context.problems.add('values-contradict', operation, { attribute, found: after, other });
      }
    }
  }
}
