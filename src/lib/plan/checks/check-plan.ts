import type { CommitTarget } from '../../model/commit-target';
import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../../model/plan-operation';
import type { OperationSource } from '../plan-file';
import type { CheckContext, DomainUsers } from './check-context';
import { CollisionChecks } from './collision-checks';
import { FileChecks } from './file-checks';
import { InUseChecks } from './in-use-checks';
import { LeftOutChecks } from './left-out-checks';
import { ManagerChecks } from './manager-checks';
import { PlanProblems } from './plan-problems';
import { sentValues } from './sent-values';
import { TARGET_LIMITS } from './target-limits';
import { checkValues } from './value-checks';

const SLICE_OPERATIONS = 512;
const SENDING = ['create-user', 'update-user'] as const satisfies OperationKind[];

/**
 * What the target would refuse of a plan, or take otherwise than meant. One walk through the operations; a second one
 * through those that send values, where managers are to be told. Yields every few milliseconds.
 *
 * Cost: measured, 3.0 to 3.8 s of processor time for a million users and a million operations that create or update them;
 * 0.5 s of it is making the operations, a third finding out who has a username or an address.
 */
export function* checkPlan(
  source: OperationSource,
  domain: DomainUsers,
  target: CommitTarget
): Generator<void, PlanProblems> {
  const checks = new PlanChecks({
    target,
    limits: TARGET_LIMITS[target],
    domain,
    problems: new PlanProblems(domain.records)
  });
  yield* checks.begin();
  yield* walk(source, OPERATION_KINDS, (operation) => checks.check(operation));
  yield* checks.resolve();
  if (checks.isOpen) yield* walk(source, SENDING, (operation) => checks.checkAgain(operation));
  return checks.end();
}

class PlanChecks {
  readonly #context: CheckContext;
  readonly #collisions: CollisionChecks;
  readonly #leftOut: LeftOutChecks;
  readonly #inUse: InUseChecks;
  readonly #managers: ManagerChecks;
  readonly #files: FileChecks;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#collisions = new CollisionChecks(context);
    this.#leftOut = new LeftOutChecks(context);
    this.#inUse = new InUseChecks(context);
    this.#managers = new ManagerChecks(context);
    this.#files = new FileChecks(context);
  }

  begin(): Generator<void, void> {
    return this.#collisions.readDomain();
  }

  check(operation: PlanOperation): void {
    const isSending = operation.kind === 'create-user' || operation.kind === 'update-user';
    const values = sentValues(operation);
    if (isSending) {
      checkValues(this.#context, operation, values);
      this.#collisions.check(operation, values);
    }
    this.#leftOut.check(operation);
    this.#inUse.check(operation);
    this.#managers.note(operation, values);
    this.#files.count(operation);
  }

  resolve(): Generator<void, void> {
    return this.#managers.resolve();
  }

  get isOpen(): boolean {
    return this.#managers.isOpen;
  }

  checkAgain(operation: PlanOperation): void {
    this.#managers.check(operation, sentValues(operation));
  }

  end(): PlanProblems {
    this.#files.report();
    return this.#context.problems;
  }
}

function* walk(
  source: OperationSource,
  kinds: readonly OperationKind[],
  look: (operation: PlanOperation) => void
): Generator<void, void> {
  let seen = 0;
  for (const operation of source.operations(kinds)) {
    if (seen++ % SLICE_OPERATIONS === 0) yield;
    look(operation);
  }
}
