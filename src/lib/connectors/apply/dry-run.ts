import type { AppError } from '../../model/app-error';
import type { PlanOperation } from '../../model/plan-operation';
import type { ApplyOptions, DryRunFinding, DryRunFindings, DryRunResult } from '../../protocol/apply-api';
import type { BatchOperation } from '../../protocol/plan-api';
import type { Looked } from './looked';
import { notCarried } from './not-carried';
import { Stopped } from './system-caller';
import { isKeptHere } from './target-system';
import { appIdOf, type TargetRun } from './target-run';

/** So many are looked at between two looks at many users at once. */
const PART = 100;

/** What was met in earlier calls: users and groups that the plan itself would create. */
export interface DryRunMemory {
  readonly newRows: Set<number>;
  readonly newGroups: Set<string>;
}

/**
 * Reads what each operation would meet, and changes nothing. Operation by operation, since most plans touch few of the
 * users a system has: whoever asks gives as many as may be waited for. A failure of the system ends it as a failure.
 */
export async function dryRun(
  run: TargetRun,
  operations: readonly BatchOperation[],
  options: ApplyOptions,
  memory: DryRunMemory
): Promise<DryRunFindings> {
  const results: DryRunResult[] = [];
  const before = run.caller.requests;
  for (let start = 0; start < operations.length; start += PART) {
    const part = operations.slice(start, start + PART);
    const isOver = run.caller.isStopped || !(await began(run, part));
    for (const one of part) results.push(isOver ? notLookedAt(one) : await resultOf(run, one, { options, memory }));
  }
  const counts: Record<DryRunFinding, number> = {
    'to-do': 0,
    'already-there': 0,
    'kept-here': 0,
    conflict: 0,
    'not-looked-at': 0
  };
  for (const { finding } of results) counts[finding]++;
  const bulk = run.caller.isStopped || !options.usesBulk ? undefined : await run.offer();
  return { results, counts, requests: run.caller.requests - before, bulk };
}

async function began(run: TargetRun, part: readonly BatchOperation[]): Promise<boolean> {
  return run.look.beginBatch(part.map(({ operation }) => operation)).then(() => true, isStop);
}

interface Asked {
  readonly options: ApplyOptions;
  readonly memory: DryRunMemory;
}

async function resultOf(run: TargetRun, one: BatchOperation, { options, memory }: Asked): Promise<DryRunResult> {
  if (isKeptHere(run.system, one.operation)) return { place: one.place, finding: 'kept-here', error: undefined };
  if (run.caller.isStopped) return notLookedAt(one);
  try {
    const looked = await run.look.state(one.operation, appIdOf(one, options));
    return { place: one.place, ...findingOf(run, one, looked, memory) };
  } catch (cause) {
    isStop(cause);
    return notLookedAt(one);
  }
}

/** Throws everything else. */
function isStop(cause: unknown): false {
  if (!(cause instanceof Stopped)) throw cause;
  return false;
}

function notLookedAt({ place }: BatchOperation): DryRunResult {
  return { place, finding: 'not-looked-at', error: undefined };
}

function findingOf(run: TargetRun, { operation }: BatchOperation, looked: Looked, memory: DryRunMemory): Finding {
  const { kind, user, group } = operation;
  if (kind === 'create-user' && user) memory.newRows.add(user.row);
  if (kind === 'create-group' && group) memory.newGroups.add(group.name);
  if (looked.kind === 'so') return { finding: 'already-there', error: undefined };
  if (looked.kind === 'problem') {
    const { error } = looked;
    return isToCome(operation, error, memory) ? TO_DO : { finding: 'conflict', error };
  }
  const requests = run.system.write(operation, looked.ids, { welcomesUsers: false, secret: () => '' });
  const attributes = kind === 'update-user' ? notCarried(operation, run.system.carries) : [];
  if (requests.length > 0 && attributes.length === 0) return TO_DO;
  const which = attributes.length > 0 ? { attributes } : {};
  return { finding: 'conflict', error: { kind: 'apply-unsaid', host: run.caller.host, ...which } };
}

type Finding = Pick<DryRunResult, 'finding' | 'error'>;

const TO_DO: Finding = { finding: 'to-do', error: undefined };

/** Missing now, and created by the plan itself. */
function isToCome({ user, group }: PlanOperation, error: AppError, { newRows, newGroups }: DryRunMemory): boolean {
  if (error.kind !== 'apply-missing') return false;
  if (error.what === 'user') return user !== undefined && newRows.has(user.row);
  return error.what === 'group' && group !== undefined && newGroups.has(group.name);
}
