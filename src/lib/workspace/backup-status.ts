import type { AppError } from '../model/app-error';
import type { BackupNote } from '../model/backup';
import { must } from '../model/assert';
import { ok, type Result } from '../model/result';
import type { ImportTarget } from '../model/import-run';
import type { HistoryStep } from '../model/history-step';
import type { BackupStatus } from '../protocol/backup-api';
import { backupNoteOf, backupNoteRow } from '../storage/backup-note-row';
import type { OpenWorkspace } from './open-workspace';
import type { WorkspaceRegistry } from './workspace-registry';

export async function backupStatus(
  workspace: OpenWorkspace,
  registry: WorkspaceRegistry
): Promise<Result<BackupStatus, AppError>> {
  const last = await backupNoteOf(workspace.db);
  const folder = await registry.backupFolder(workspace.workspace.id);
  return ok({ last, changes: changesSince(last, workspace), folder: folder && { name: folder.handle.name } });
}

export async function noteBackup(workspace: OpenWorkspace, note: BackupNote): Promise<Result<undefined, AppError>> {
  return workspace.change<undefined>(async () => {
    const lastStepAt = workspace.history.step(note.lastStepId)?.at;
    const row = await backupNoteRow({ ...note, lastStepAt }, workspace.db.keys);
    await workspace.commit(() => workspace.db.meta.put(row));
    return ok(undefined);
  }, 'journal');
}

/**
 * Steps made, or taken back, since; and held runs, which change something without being a step. After undo an id may be
 * given again: the time of the last step tells whether it is still that one.
 */
function changesSince(last: BackupNote | undefined, workspace: OpenWorkspace): number {
  const steps = workspace.history.view.steps.toReversed();
  const held = heldSince(workspace, last?.lastRunAt ?? 0);
  const done = steps.filter(({ state }) => state === 'done');
  if (!last) return done.length + held;
  if (last.lastStepId === 0 || isStillThere(last, done))
    return held + done.filter(({ id }) => id > last.lastStepId).length;
  const takenBack = steps.filter(({ id, state }) => id <= last.lastStepId && state === 'undone').length;
  const madeAnew = done.filter(({ at }) => at > must(last.lastStepAt, 'it was noted with its time')).length;
  return held + Math.max(1, takenBack + madeAnew);
}

function heldSince(workspace: OpenWorkspace, at: number): number {
  const targets: readonly ImportTarget[] = [
    ...workspace.domains.map(({ id }) => ({ kind: 'users' as const, domainId: id })),
    ...workspace.apps.map(({ id }) => ({ kind: 'accounts' as const, appId: id }))
  ];
  const runs = targets.flatMap((target) => workspace.runs(target));
  return runs.filter(({ status, startedAt }) => status === 'held' && startedAt > at).length;
}

function isStillThere({ lastStepId, lastStepAt }: BackupNote, done: readonly HistoryStep[]): boolean {
  if (lastStepAt === undefined) return true;
  return done.some(({ id, at }) => id === lastStepId && at === lastStepAt);
}
