import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import type { PlanRule } from '../../model/plan-problem';
import type { CheckContext } from './check-context';

const ENDINGS: Partial<Record<OperationKind, PlanRule>> = {
  'suspend-user': 'stopped-in-use',
  'deactivate-user': 'stopped-in-use',
  'delete-user': 'deleted-in-use'
};

/** Users that one account calls for, or has called for, and the decision about another account ends. Operations come in their order. */
export class InUseChecks {
  readonly #context: CheckContext;
  /** By user: 1 + position of the app in `#appNames`. */
  readonly #usedBy: Uint16Array;
  readonly #appNames: string[];

  constructor(context: CheckContext) {
    this.#context = context;
    const { records, inUse } = context.domain;
    this.#usedBy = inUse?.usedBy.slice() ?? new Uint16Array(records.rowCount);
    this.#appNames = [...(inUse?.appNames ?? [])];
  }

  check(operation: PlanOperation): void {
    const { kind, user, account } = operation;
    if (!user) return;
    if (kind === 'create-user' || kind === 'link') this.#usedBy[user.row] = 1 + this.#numberOf(account?.appName ?? '');
    const rule = ENDINGS[kind];
    const app = this.#usedBy[user.row];
    if (rule && app > 0) this.#context.problems.add(rule, operation, { found: this.#appNames[app - 1] });
  }

  #numberOf(name: string): number {
    const known = this.#appNames.indexOf(name);
    return known >= 0 ? known : this.#appNames.push(name) - 1;
  }
}
