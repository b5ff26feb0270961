import { DONE, endingStrength } from '../engine/committed-rows';
import { DECISION_CODE } from '../model/decision';
import type { OperationKind } from '../model/plan-operation';
import type { PlanInput } from '../plan/plan-source';
import { CommittedUsers, type DoneOperation } from './commit-users';

const ENDING: Partial<Record<OperationKind, number>> = {
  'suspend-user': endingStrength(DECISION_CODE.suspend),
  'deactivate-user': endingStrength(DECISION_CODE.deactivate),
  'delete-user': endingStrength(DECISION_CODE.delete)
};

/**
 * What operations that were carried out mean for the lists of a plan. An account counts only where it is still decided as
 * it was when the operation was planned: what a person decided otherwise since stays theirs.
 */
export class CommitEffects {
  readonly users: CommittedUsers;
  /** Per app, per account: bits of DONE. */
  readonly done: readonly Uint8Array[];
  /** Per user: see CarriedOut. */
  readonly ended: Uint8Array;
  readonly #input: PlanInput;

  constructor(input: PlanInput, keepsIds: boolean) {
    this.#input = input;
    this.users = new CommittedUsers(input.users, keepsIds);
    this.done = input.apps.map(({ list }) => new Uint8Array(list.records.rowCount));
    this.ended = new Uint8Array(input.users.rowCount);
  }

  note(operation: DoneOperation): void {
    const { kind, user } = operation;
    this.users.note(operation);
    const strength = ENDING[kind] ?? 0;
    if (strength > 0) this.ended[user] = Math.max(this.ended[user], strength);
    else this.#noteAccount(operation);
  }

  #noteAccount({ kind, app, account, user }: DoneOperation): void {
    if (account < 0 || app < 0) return;
    const { decisions } = this.#input.apps[app].list;
    if (decisions.user[account] !== user) return;
    const isUnlinking = decisions.decision[account] === DECISION_CODE['remove-assignment'];
    const isDecision = kind === 'link' || kind === 'unlink';
    if (isDecision && isUnlinking !== (kind === 'unlink')) return;
    this.done[app][account] |= isDecision ? DONE.decision : DONE.more;
  }
}
