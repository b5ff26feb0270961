import type { AppError } from '../model/app-error';
import type { ImportRun, RunSettings } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { RowIssueTally } from '../model/row-issue';
import { rulesInForce, type Synchronization } from '../model/synchronization';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { StageNotes } from '../protocol/run-api';
import { storageError } from '../storage/storage-error';
import { commitStage } from './commit-stage';
import { holdRun } from './hold-run';
import type { ImportOrder } from './import-order';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { RunJournal } from './run-journal';
import type { StagedList } from './staged-list';

/** Gives the stage worked out against the list as it is now; undefined when the stage was discarded. */
export type StageNow = (
  order: ImportOrder,
  onProgress: OnProgress
) => Promise<Result<StagedList | undefined, AppError>>;

type Carried = Result<JobOutcome<ImportRun>, AppError>;

/**
 * Carries a run out: queued behind other changes, then running, then at its end, which is stored before it is told.
 * Discarding the stage cancels it: while it is queued at once, later at the next step.
 */
export async function carryOutRun(
  workspace: OpenWorkspace,
  order: ImportOrder,
  stageNow: StageNow,
  onProgress: OnProgress
): Promise<JobOutcome<ImportRun>> {
  const journal = new RunJournal(workspace, order.run, order.held);
  const isQueued = workspace.isChanging;
  journal.note({ status: isQueued ? 'queued' : 'running', endedAt: undefined, failure: undefined });
  let hasBegun = false;
  const turn = workspace.change<JobOutcome<ImportRun>>(async () => {
    if (journal.hasEnded) return ok({ status: 'cancelled' });
    hasBegun = true;
    return takeTurn(workspace, order, { journal, stageNow, onProgress });
  }, 'import');
  if (isQueued)
    journal.store().catch((error: unknown) => workspace.emit({ kind: 'failed', error: storageError(error) }));
  const cancelled = order.stage.discarded.then(async (): Promise<Carried> => {
    if (hasBegun || journal.hasEnded) return turn;
    await journal.cancel();
    return ok({ status: 'cancelled' });
  });
  const outcome = await Promise.race([turn, cancelled]);
  if (!journal.hasEnded) journal.interrupt();
  return outcome.ok ? outcome.value : { status: 'failed', error: outcome.error };
}

interface Turn {
  readonly journal: RunJournal;
  readonly stageNow: StageNow;
  readonly onProgress: OnProgress;
}

async function takeTurn(
  workspace: OpenWorkspace,
  order: ImportOrder,
  { journal, stageNow, onProgress }: Turn
): Promise<Carried> {
  try {
    if (journal.run.status === 'queued') journal.note({ status: 'running' });
    await journal.store();
    await order.stage.settle();
    const now = await stageNow(order, onProgress);
    if (!now.ok) {
      await journal.fail(now.error);
      return err(now.error);
    }
    const ended = now.value && (await end(workspace, order, { journal, staged: now.value, onProgress }));
    if (ended) return ok({ status: 'done', value: ended });
    await journal.cancel();
    return ok({ status: 'cancelled' });
  } catch (error) {
    await journal.fail(storageError(error));
    throw error;
  }
}

/** Undefined when it was cancelled before the last switch. */
async function end(
  workspace: OpenWorkspace,
  order: ImportOrder,
  { journal, staged, onProgress }: { journal: RunJournal; staged: StagedList; onProgress: OnProgress }
): Promise<ImportRun | undefined> {
  journal.note({
    rows: staged.rows,
    groups: staged.groups,
    managers: staged.managers,
    issues: issuesOf(order.notes, staged),
    settings: settingsOf(staged)
  });
  const job = { order, staged, run: journal.run, progress: new ProgressReport(onProgress) };
  const isHeld = !order.held && staged.tripped.length > 0;
  const ended = isHeld ? await holdRun(workspace, job) : await commitStage(workspace, job);
  if (ended) journal.accept(ended);
  return ended;
}

/** What reading found, and what came out against the list and by the settings. */
export function issuesOf(notes: StageNotes, staged: StagedList): readonly RowIssueTally[] {
  return [...notes.issues, ...staged.issues];
}

function settingsOf({ base }: StagedList): RunSettings | undefined {
  return base.kind === 'accounts' ? runSettings(base.app.synchronization) : undefined;
}

function runSettings(synchronization: Synchronization): RunSettings {
  const { onExactMatch, newUsers, safeguards, deprovisioning, rulesRevision } = synchronization;
  const rules = rulesInForce(synchronization).ladder.filter(({ isEnabled }) => isEnabled);
  return {
    onExactMatch,
    newUsers,
    safeguards,
    deprovisioning,
    rulesRevision,
    rules: rules.map(({ name }) => name)
  };
}
