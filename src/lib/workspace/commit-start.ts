import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import { newId, type IdentityDomainId } from '../model/ids';
import { DELETING_KINDS, OPERATION_KINDS, type OperationKind, type PlanOperation } from '../model/plan-operation';
import { err, type Result } from '../model/result';
import type { CommitRequest, PlanOverview } from '../protocol/plan-api';
import { includedOperations } from '../plan/included-operations';
import {
  OPERATION_MARK,
  PART_OPERATIONS,
  type StoredCommit,
  type StoredCommitPart,
  type StoredCommitStates
} from '../storage/stored-commit';
import { appsOf } from './apps-of-scope';
import { breathe } from './breathe';
import { operationLines } from './commit-lines';
import { CommitNeeds } from './commit-needs';
import type { PlanDesk } from './commit-plan';
import { isUnderWay } from './commit-status';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';

/** So many parts in a transaction: 2 MB, and the message loop gets its turn after each. */
const PARTS_PER_TRANSACTION = 16;

/** Looks at everything that stops a commit before anything is stored. Gives the plan that is to be committed. */
export async function committablePlan(
  workspace: OpenWorkspace,
  desk: PlanDesk,
  request: CommitRequest
): Promise<Result<CurrentPlan, AppError>> {
  const domainId = domainOf(workspace, request.scope);
  const known = await workspace.db.commits.toArray();
  if (known.some((commit) => commit.domainId === domainId && isUnderWay(commit)))
    return err({ kind: 'commit-under-way' });
  const current = await desk.current(request.scope);
  if (!current.ok) return current;
  const overview = desk.overview(current.value);
  if (overview.revision !== request.revision) return err({ kind: 'commit-outdated' });
  const refusal = refusalOf(overview, request);
  if (refusal) return err(refusal);
  const check = await desk.check(current.value, request.target);
  if (!check.ok) return check;
  if (check.value.errorCount > 0) return err({ kind: 'commit-problems', count: check.value.errorCount });
  return current;
}

function refusalOf(
  overview: PlanOverview,
  { maxDeletions, way, unsaidKinds = [] }: CommitRequest
): AppError | undefined {
  const undecided = overview.undecided.filter(({ leftOutBecause }) => leftOutBecause === undefined);
  const count = undecided.reduce((sum, app) => sum + app.count, 0);
  if (count > 0) return { kind: 'commit-undecided', count };
  const included = includedCounts(overview);
  const unsaid = way === 'files' ? countOf(included, unsaidKinds) : 0;
  if (totalOf(included) === unsaid) return { kind: 'commit-empty' };
  const deletions = countOf(included, DELETING_KINDS);
  return deletions > maxDeletions ? { kind: 'commit-deletions', count: deletions, limit: maxDeletions } : undefined;
}

/** The commit as it is at its start: files are handed over at once, operations wait. */
export function newCommit(workspace: OpenWorkspace, request: CommitRequest, overview: PlanOverview): StoredCommit {
  const { scope, way, target, formats, note, maxDeletions } = request;
  const counts = includedCounts(overview);
  const total = totalOf(counts);
  const isFiles = way === 'files';
  const unsaid = isFiles ? countOf(counts, request.unsaidKinds ?? []) : 0;
  const startedAt = Date.now();
  return {
    id: newId(),
    scope,
    domainId: domainOf(workspace, scope),
    way,
    target,
    address: isFiles ? '' : request.address,
    formats: isFiles ? formats : [],
    startedAt,
    endedAt: isFiles ? startedAt : undefined,
    status: isFiles ? 'handed-over' : 'running',
    counts,
    states: {
      waiting: isFiles ? 0 : total,
      sent: 0,
      done: isFiles ? total - unsaid : 0,
      'already-there': 0,
      failed: 0,
      'left-out': unsaid
    },
    note,
    maxDeletions,
    listRevisions: isFiles ? {} : listRevisions(workspace, scope)
  };
}

/**
 * Stores the operations ahead of the commit that names them, then the commit: killed before that, nothing was started, and
 * what was stored is removed by the next start. About 15 µs per operation.
 */
export async function storeCommit(
  workspace: OpenWorkspace,
  commit: StoredCommit,
  { plan, excluded }: CurrentPlan
): Promise<void> {
  const { db } = workspace;
  await workspace.commit(() => removeLeftOvers(db));
  const needs = new CommitNeeds();
  let waiting: { readonly part: StoredCommitPart; readonly states: StoredCommitStates }[] = [];
  const store = () => {
    const batch = waiting;
    waiting = [];
    return workspace.commit(async () => {
      await db.commitParts.bulkPut(batch.map(({ part }) => part));
      await db.commitStates.bulkPut(batch.map(({ states }) => states));
    });
  };
  let part = 0;
  for (const operations of inParts(includedOperations(plan, excluded).operations(OPERATION_KINDS))) {
    const key = { commitId: commit.id, part: part++ };
    const marks = Uint8Array.from(operations, ({ kind }) =>
      DELETING_KINDS.includes(kind) ? OPERATION_MARK.deletes : 0
    );
    waiting.push({
      part: { ...key, operations: operationLines(operations) },
      states: {
        ...key,
        states: new Uint8Array(operations.length),
        marks,
        needs: needs.of(operations),
        targetIds: new Map(),
        errors: new Map()
      }
    });
    if (waiting.length === PARTS_PER_TRANSACTION) await store();
    else await breathe();
  }
  if (waiting.length > 0) await store();
  await workspace.commit(() => db.commits.put(commit));
}

function* inParts(operations: Iterable<PlanOperation>): Generator<readonly PlanOperation[], void> {
  let part: PlanOperation[] = [];
  for (const operation of operations) {
    part.push(operation);
    if (part.length < PART_OPERATIONS) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Operations of a start that was killed: no commit names them. */
async function removeLeftOvers(db: OpenWorkspace['db']): Promise<void> {
  const known = new Set<string>(await db.commits.toCollection().primaryKeys());
  const keys = await db.commitParts.toCollection().primaryKeys();
  const left = keys.filter(([commitId]) => !known.has(commitId));
  await db.commitParts.bulkDelete(left);
  await db.commitStates.bulkDelete(left);
}

export function domainOf(workspace: OpenWorkspace, scope: PlanScope): IdentityDomainId {
  return scope.kind === 'domain' ? scope.domainId : workspace.domainOf(scope.appId);
}

function listRevisions(workspace: OpenWorkspace, scope: PlanScope): Record<string, number> {
  return Object.fromEntries(
    appsOf(workspace, scope).map(({ id }) => [id, workspace.lists.head(`accounts:${id}`).revision])
  );
}

function includedCounts({ counts, excluded }: PlanOverview): Record<OperationKind, number> {
  // Every kind has its count.
  return Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, counts[kind] - excluded[kind]])) as Record<
    OperationKind,
    number
  >;
}

function totalOf(counts: Readonly<Record<OperationKind, number>>): number {
  return countOf(counts, OPERATION_KINDS);
}

function countOf(counts: Readonly<Record<OperationKind, number>>, kinds: readonly OperationKind[]): number {
  return [...new Set(kinds)].reduce((sum, kind) => sum + counts[kind], 0);
}
