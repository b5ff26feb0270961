import { distinctValues, NO_VALUE } from '../../matching/distinct-values';
import { recordsInCircles } from '../../matching/reference-circles';
import { NOT_GIVEN, resolveReferences } from '../../matching/resolve-references';
import { NOBODY, SEVERAL } from '../../matching/sought-values';
import type { PlanOperation } from '../../model/plan-operation';
import type { CheckContext } from './check-context';
import type { SentValues } from './sent-values';

/**
 * Managers that are sent, among the users of the domain and those of the plan. On the first walk it is noted whose
 * manager is sent; then they are resolved, all at once; on a second walk, where there is something to tell, it is told.
 *
 * Cost: that of resolveReferences and of the circles if anybody's manager is sent, nothing otherwise; 15 bytes per user.
 */
export class ManagerChecks {
  readonly #context: CheckContext;
  readonly #isSent: Uint8Array;
  readonly #isDeleted: Uint8Array;
  /** Managers that an update brings, and by user which of them. */
  readonly #numbers = new Map<string, number>();
  readonly #changed = new Map<number, number>();
  #next = new Int32Array(0);
  #isInCircle: Uint8Array = new Uint8Array(0);
  #isAnySent = false;
  #hasProblems = false;

  constructor(context: CheckContext) {
    const { rowCount } = context.domain.records;
    this.#context = context;
    this.#isSent = new Uint8Array(rowCount);
    this.#isDeleted = new Uint8Array(rowCount);
  }

  /** Whether the second walk is needed. */
  get isOpen(): boolean {
    return this.#hasProblems;
  }

  note({ kind, user }: PlanOperation, { manager }: SentValues): void {
    if (!user) return;
    if (kind === 'delete-user') this.#isDeleted[user.row] = 1;
    if (manager === undefined || manager.trim() === '') return;
    this.#isSent[user.row] = 1;
    this.#isAnySent = true;
    if (kind !== 'update-user') return;
    const number = this.#numbers.get(manager) ?? this.#numbers.size;
    this.#numbers.set(manager, number);
    this.#changed.set(user.row, number);
  }

  *resolve(): Generator<void, void> {
    if (!this.#isAnySent) return;
    const { records } = this.#context.domain;
    const { numbers, texts } = yield* distinctValues(records, 'manager');
    const answers = yield* resolveReferences([...texts, ...this.#numbers.keys()], records);
    this.#next = numbers.map((number) => (number === NO_VALUE ? NOT_GIVEN : answers[number]));
    for (const [row, number] of this.#changed) this.#next[row] = answers[texts.length + number];
    this.#isInCircle = yield* recordsInCircles(this.#next);
    this.#hasProblems = this.#isSent.some((isSent, row) => isSent === 1 && this.#ruleOf(row) !== undefined);
  }

  check(operation: PlanOperation, { manager }: SentValues): void {
    if (!operation.user || manager === undefined || manager.trim() === '') return;
    const { row } = operation.user;
    const rule = this.#ruleOf(row);
    if (!rule) return;
    const next = this.#next[row];
    const details = { attribute: 'manager', found: manager } as const;
    this.#context.problems.add(rule, operation, next < 0 ? details : { ...details, otherRow: next });
  }

  #ruleOf(row: number) {
    const next = this.#next[row];
    if (next === NOBODY) return 'manager-missing';
    if (next === SEVERAL) return 'manager-ambiguous';
    if (next < 0) return undefined;
    if (this.#isDeleted[next] === 1 || this.#context.domain.leftOut[next] === 1) return 'manager-left-out';
    return this.#isInCircle[row] === 1 ? 'manager-circle' : undefined;
  }
}
