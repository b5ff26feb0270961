import type { AppError } from '../model/app-error';
import type { RunId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { OpenWorkspace } from './open-workspace';

/** Nothing to do for a run that has a hash, or that is not of this workspace. */
export function noteFileHash(workspace: OpenWorkspace, id: RunId, hash: string): Promise<Result<undefined, AppError>> {
  return workspace.change(async () => {
    const run = workspace.run(id);
    if (!run || run.fileHash !== undefined) return ok(undefined);
    const noted = { ...run, fileHash: hash };
    await workspace.commit(() => workspace.db.runs.put(noted));
    workspace.noteRun(noted);
    return ok(undefined);
  }, 'import');
}
