import Dexie from 'dexie';
import type { AppError } from '../model/app-error';
import { newId, type WorkspaceId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { RestoreTarget } from '../protocol/backup-api';
import type { JobOutcome } from '../protocol/job';
import { makeWorkspaceVault } from '../storage/vault';
import { workspaceDatabaseName } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { outcomeOf, readBackup, type BackupSource, type ReadBackup } from './backup-reading';
import type { OpenWorkspace } from './open-workspace';
import { checkRestored, fillFromBackup, type RestoredLock, type Restoring } from './restore-contents';
import type { WorkspaceRegistry } from './workspace-registry';

export interface RestoreWork {
  readonly source: BackupSource;
  readonly target: RestoreTarget;
  readonly registry: WorkspaceRegistry;
  readonly locks: LockSource;
  /** The workspace that this tab has open. */
  readonly open: OpenWorkspace | undefined;
}

export interface Restored {
  readonly workspace: Workspace;
  /** Of a workspace that was restored sealed: who restored it has given the passphrase. */
  readonly keys: WorkspaceKeys | undefined;
}

/**
 * Brings a backup back. The file is read to its end before anything is written; then into a database that nothing names
 * yet, which is read back before the registry names it. Ended at any moment, all workspaces are as they were.
 */
export async function restoreBackup(work: RestoreWork): Promise<JobOutcome<Restored>> {
  return outcomeOf(async () => {
    const { target, registry } = work;
    // The name is told at once, not after minutes.
    const problem = target.kind === 'new' ? await registry.nameProblem(target.name) : undefined;
    if (problem) return { status: 'failed', error: problem };
    const checked = await readBackup(work.source);
    const lock = await lockOf(work.source, checked);
    const restoring = { source: work.source, checked, lock };
    const restored =
      target.kind === 'new'
        ? await restoreNew(work, target.name, restoring)
        : await replace(work, target.id, restoring);
    if (!restored.ok) return { status: 'failed', error: restored.error };
    return { status: 'done', value: { workspace: restored.value, keys: lock?.keys } };
  });
}

/** The same passphrase, and a key of its own; that of the file where it was opened without the passphrase. */
async function lockOf({ passphrase, known }: BackupSource, { lock }: ReadBackup): Promise<RestoredLock | undefined> {
  if (!lock) return undefined;
  if (passphrase !== undefined) return makeWorkspaceVault(passphrase);
  const keys = known.find(({ keyId }) => keyId === lock.keyId);
  return keys && { vault: { ...lock, protects: 'workspace', keyId: keys.keyId }, keys };
}

async function restoreNew(
  { registry, locks }: RestoreWork,
  name: string,
  restoring: Restoring
): Promise<Result<Workspace, AppError>> {
  const at = Date.now();
  const workspace: Workspace = {
    id: newId<WorkspaceId>(),
    name: name.trim(),
    kind: restoring.checked.about.kind,
    createdAt: at,
    // Later: it has a database, which is missed when it is gone.
    openedAt: at + 1,
    ...(restoring.lock && { isProtected: true })
  };
  const database = workspaceDatabaseName(workspace);
  return locked(locks, workspace.id, async () => {
    const added = await written(database, restoring, () => registry.add(workspace));
    if (!added.ok) await Dexie.delete(database);
    return added;
  });
}

async function written<Value>(database: string, restoring: Restoring, name: () => Promise<Value>): Promise<Value> {
  try {
    await fillFromBackup(database, restoring);
    await checkRestored(database, restoring);
    return await name();
  } catch (error) {
    await Dexie.delete(database);
    throw error;
  }
}

async function replace(
  { registry, locks, open }: RestoreWork,
  id: WorkspaceId,
  restoring: Restoring
): Promise<Result<Workspace, AppError>> {
  const known = await registry.find(id);
  if (!known.ok) return known;
  if (known.value.kind !== restoring.checked.about.kind) return err({ kind: 'backup-sample' });
  const isOpenHere = open?.workspace.id === id;
  const work = async (): Promise<Result<Workspace, AppError>> =>
    ok(
      await registry.replaceDatabase({
        workspace: isOpenHere ? open.workspace : known.value,
        changes: { isProtected: restoring.lock !== undefined },
        fill: (database) => fillFromBackup(database, restoring),
        check: (database) => checkRestored(database, restoring),
        ...(!isOpenHere && { locks })
      })
    );
  // Where it is open here, this tab has the lock, or is told that another one has.
  return isOpenHere ? open.change(work, 'journal') : work();
}

/** Nobody takes it for a left-over meanwhile. */
async function locked<Value>(
  locks: LockSource,
  id: WorkspaceId,
  work: () => Promise<Result<Value, AppError>>
): Promise<Result<Value, AppError>> {
  const hold = await WriterHold.acquire(locks, id, 'ask');
  if (!hold) return err({ kind: 'workspace-read-only' });
  try {
    return await work();
  } finally {
    hold.release();
  }
}
