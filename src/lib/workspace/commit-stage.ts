import { SEGMENT_ROWS, type Segment } from '../engine/segment';
import type { AppError } from '../model/app-error';
import { newId, type RunId } from '../model/ids';
import type { ImportRun, RunStatus } from '../model/import-run';
import { ok, type Result } from '../model/result';
import type { RowIssueTally } from '../model/row-issue';
import type { CommitStageRequest } from '../protocol/run-api';
import type { JobOutcome } from '../protocol/job';
import { listId, type ListHead } from '../storage/list-head';
import { storageError } from '../storage/storage-error';
import type { StepDraft } from './history';
import type { ImportStage } from './import-stage';
import { matchedWith, storeParts } from './list-parts';
import type { OpenWorkspace } from './open-workspace';
import type { ProgressReport } from './progress-report';
import type { StagedList } from './staged-list';
import { writeRecords } from './write-records';

/** Bytes per transaction: large enough to be quick, small enough to be cancelled between. */
const BATCH_BYTES = 32 << 20;

export interface CommitJob {
  readonly stage: ImportStage;
  readonly staged: StagedList;
  readonly request: CommitStageRequest;
  readonly issues: readonly RowIssueTally[];
}

/**
 * Carries an import out: journals the run, stores what is not stored yet in batches, then makes all of it visible in one
 * transaction ([Note: one final switch]). Killed, cancelled or failed before that, the list is as it was.
 */
export async function commitStage(
  workspace: OpenWorkspace,
  job: CommitJob,
  progress: ProgressReport
): Promise<Result<JobOutcome<ImportRun>, AppError>> {
  const run = newRun(job);
  workspace.noteRun(run);
  workspace.announce();
  try {
    await job.stage.settle();
    const isWhole = await storeBatches(workspace, job, run, progress);
    if (!isWhole) {
      await endRun(workspace, run, 'cancelled', undefined);
      return ok({ status: 'cancelled' });
    }
    return ok({ status: 'done', value: await switchOver(workspace, job, run) });
  } catch (error) {
    await endRun(workspace, run, 'failed', storageError(error).kind).catch(() => undefined);
    throw error;
  }
}

function newRun({ stage, staged, request, issues }: CommitJob): ImportRun {
  return {
    id: newId<RunId>(),
    target: stage.target,
    status: 'running',
    mode: 'full',
    trigger: request.trigger,
    fileHash: request.fileHash,
    groups: 0,
    confirmed: 0,
    usersCreated: 0,
    holds: [],
    reason: undefined,
    settings: undefined,
    fileName: request.fileName,
    fileBytes: request.fileBytes,
    startedAt: Date.now(),
    endedAt: undefined,
    rows: staged.rows,
    issues,
    failure: undefined
  };
}

/** False when the stage was discarded in between. The run's row goes with every batch: it is the journal. */
async function storeBatches(
  workspace: OpenWorkspace,
  job: CommitJob,
  run: ImportRun,
  progress: ProgressReport
): Promise<boolean> {
  const { stage, staged } = job;
  const { rowCount, segments } = staged.records;
  const fresh = segments.filter((segment) => workspace.lists.numberOf(segment) === undefined);
  let left = fresh.length;
  for (const batch of batches(fresh)) {
    if (stage.isDiscarded) return false;
    await stage.storeAhead(batch, () => workspace.db.runs.put(run));
    left -= batch.length;
    const done = Math.max(0, rowCount - left * SEGMENT_ROWS);
    progress.report({ phase: 'saving', done, total: rowCount, rows: done });
  }
  return !stage.isDiscarded;
}

function* batches(segments: readonly Segment[]): Generator<readonly Segment[]> {
  let batch: Segment[] = [];
  let bytes = 0;
  for (const segment of segments) {
    batch.push(segment);
    bytes += segment.buffer.byteLength;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

async function endRun(
  workspace: OpenWorkspace,
  run: ImportRun,
  status: RunStatus,
  failure: string | undefined
): Promise<void> {
  const ended = { ...run, status, failure, endedAt: Date.now() };
  workspace.noteRun(ended);
  await workspace.commit(async () => {
    await workspace.db.runs.put(ended);
    await workspace.store.removeUnreferenced();
  });
}

/** The transaction that makes the import visible, and memory after it. */
async function switchOver(workspace: OpenWorkspace, job: CommitJob, run: ImportRun): Promise<ImportRun> {
  const { lists, history, db } = workspace;
  const { staged } = job;
  const before = lists.head(listId(run.target));
  const ended: ImportRun = { ...run, status: 'succeeded', endedAt: Date.now() };
  // As it is now: its switches may have been turned since the file was checked.
  const current = staged.base.kind === 'accounts' ? workspace.app(staged.base.app.id) : undefined;
  const app = current && { ...current, lastMapping: job.request.mapping };
  const saved = await workspace.commit(async () => {
    const head: ListHead = {
      ...before,
      ...(app && matchedWith(workspace, app)),
      ...(staged.accounts && (await storeParts(workspace, staged.accounts))),
      rowCount: staged.records.rowCount,
      records: await writeRecords(workspace, staged.records),
      key: staged.key,
      revision: before.revision + 1
    };
    await db.lists.put(head);
    await db.runs.put(ended);
    if (app) await db.apps.put(app);
    const steps = await history.record(importStep(workspace, job), { heads: [before] });
    await workspace.store.removeUnreferenced();
    return { head, steps };
  });
  lists.noteStored(staged.records.segments, saved.head.records);
  if (staged.accounts) lists.setAccounts(saved.head, staged.accounts);
  else lists.setUsers(saved.head, staged.records);
  history.accept(saved.steps);
  workspace.noteRun(ended);
  if (app) workspace.noteApp(app);
  return ended;
}

function importStep(workspace: OpenWorkspace, { staged, request }: CommitJob): StepDraft {
  const { base, rows } = staged;
  const rowCount = rows.created + rows.updated + rows.vanished;
  const note = request.fileName;
  if (base.kind === 'users') {
    return { action: 'import-users', domainId: base.domainId, appId: undefined, rowCount, origin: 'bulk', note };
  }
  const domainId = workspace.domainOf(base.app.id);
  return { action: 'import-accounts', domainId, appId: base.app.id, rowCount, origin: 'bulk', note };
}
