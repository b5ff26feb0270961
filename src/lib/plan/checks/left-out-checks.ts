import { normalizeKey } from '../../matching/normalize-key';
import type { PlanOperation, PlannedGroup } from '../../model/plan-operation';
import type { CheckContext } from './check-context';
import { isShorter } from './value-checks';

/** Operations on users and groups that the target will not have, and groups that it will not take. */
export class LeftOutChecks {
  readonly #context: CheckContext;
  /** Created by this plan: as they are called, by their folded names. */
  readonly #groups = new Map<string, string>();

  constructor(context: CheckContext) {
    this.#context = context;
  }

  check(operation: PlanOperation): void {
    const { kind, user, group } = operation;
    if (kind === 'create-group' && group) this.#checkGroup(operation, group.name);
    if (user && this.#context.domain.leftOut[user.row] === 1) this.#addMissingUser(operation, group);
    if (group?.isNew && kind !== 'create-group' && this.#groups.get(key(group.name)) === undefined) {
      this.#context.problems.add('group-left-out', operation, { found: group.name });
    }
  }

  #addMissingUser(operation: PlanOperation, group: PlannedGroup | undefined): void {
    const { problems } = this.#context;
    if (operation.kind === 'create-user') return;
    if (group) problems.add('member-left-out', operation, { found: group.name });
    else problems.add('user-left-out', operation, {});
  }

  #checkGroup(operation: PlanOperation, name: string): void {
    const { problems, limits } = this.#context;
    const same = this.#groups.get(key(name));
    if (same === undefined) this.#groups.set(key(name), name);
    else problems.add('group-taken', operation, { found: name, other: same });
    if (name.trim() === '') problems.add('value-missing', operation, {});
    else if (isShorter(name, limits.leastGroupName)) {
      problems.add('value-too-short', operation, { found: name, limit: limits.leastGroupName });
    }
  }
}

function key(name: string): string {
  return normalizeKey(name, false);
}
