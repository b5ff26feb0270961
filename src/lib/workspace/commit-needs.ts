import { normalizeKey } from '../matching/normalize-key';
import type { PlannedGroup, PlanOperation } from '../model/plan-operation';
import { NEEDS_MISSING, NEEDS_NOTHING } from '../storage/stored-commit';

/** Which operations have to be carried out before others: who or what is created comes before what refers to it. */
export class CommitNeeds {
  readonly #users = new Map<number, number>();
  readonly #groups = new Map<string, number>();
  #next = 0;

  /** For the operations that follow those that were asked for before: see StoredCommitStates. */
  of(operations: readonly PlanOperation[]): Int32Array<ArrayBuffer> {
    const needs = new Int32Array(operations.length * 2);
    operations.forEach((operation, i) => {
      needs[i * 2] = this.#user(operation);
      needs[i * 2 + 1] = this.#group(operation);
      this.#next++;
    });
    return needs;
  }

  #user({ kind, user }: PlanOperation): number {
    if (!user?.isNew) return NEEDS_NOTHING;
    if (kind !== 'create-user') return this.#users.get(user.row) ?? NEEDS_MISSING;
    this.#users.set(user.row, this.#next);
    return NEEDS_NOTHING;
  }

  #group({ kind, group }: PlanOperation): number {
    if (!group?.isNew) return NEEDS_NOTHING;
    if (kind !== 'create-group') return this.#groups.get(keyOf(group)) ?? NEEDS_MISSING;
    this.#groups.set(keyOf(group), this.#next);
    return NEEDS_NOTHING;
  }
}

function keyOf({ name }: PlannedGroup): string {
  return normalizeKey(name, false);
}
