import type { AppError } from '../model/app-error';
import type { ImportRun } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { FailedRunNote } from '../protocol/run-api';
import { blankRun } from './blank-run';
import type { OpenWorkspace } from './open-workspace';

/** A run that failed before it had rows to stage: it stands among the others, with its reason. Nothing else changes. */
export function noteFailedRun(
  workspace: OpenWorkspace,
  { target, mode, trigger, fileName, error }: FailedRunNote
): Promise<Result<ImportRun, AppError>> {
  return workspace.change<ImportRun>(async () => {
    const isThere =
      target.kind === 'accounts'
        ? workspace.app(target.appId)
        : workspace.domains.some(({ id }) => id === target.domainId);
    if (!isThere) return err({ kind: 'not-found', what: 'What the import belongs to' });
    const startedAt = workspace.nextRunStart();
    const origin = { target, mode, trigger, fileName, fileBytes: 0, fileHash: undefined, startedAt };
    const failed: ImportRun = {
      ...blankRun(origin),
      status: 'failed',
      endedAt: startedAt,
      failure: error.kind,
      error
    };
    await workspace.commit(() => workspace.db.runs.put(failed));
    workspace.noteRun(failed);
    return ok(failed);
  }, 'import');
}
