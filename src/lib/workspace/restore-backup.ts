import Dexie from 'dexie';
import type { AppError } from '../model/app-error';
import { newId, type WorkspaceId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { RestoreTarget } from '../protocol/backup-api';
import type { JobOutcome } from '../protocol/job';
import { workspaceDatabaseName } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { outcomeOf, readBackup, type BackupSource, type ReadBackup } from './backup-reading';
import type { OpenWorkspace } from './open-workspace';
import { checkRestored, fillFromBackup, noteNamed, type Restoring } from './restore-contents';
import { restoredLock } from './restored-lock';
import type { WorkspaceRegistry } from './workspace-registry';

export interface RestoreWork {
  readonly source: BackupSource;
  readonly target: RestoreTarget;
  readonly registry: WorkspaceRegistry;
  readonly locks: LockSource;
  /** The workspace that this tab has open when it is asked: reading the file takes its time. */
  readonly open: () => OpenWorkspace | undefined;
}

export interface Restored {
  readonly workspace: Workspace;
  /** Of a workspace that was restored sealed: who restored it has given the passphrase. */
  readonly keys: WorkspaceKeys | undefined;
}

/**
 * Brings a backup back. The file is read to its end before anything is written; then into a database that nothing names
 * yet, which is read back before the registry names it. Ended at any moment, all workspaces are as they were, and what was
 * written of a new one is a left-over (sweep-databases.ts).
 */
export async function restoreBackup(work: RestoreWork): Promise<JobOutcome<Restored>> {
  return outcomeOf(async () => {
    const { target, registry } = work;
    // The name is told at once, not after minutes.
    const problem = target.kind === 'new' ? await registry.nameProblem(target.name) : undefined;
    if (problem) return { status: 'failed', error: problem };
    const checked = await readBackup(work.source);
    const restored =
      target.kind === 'new' ? await restoreNew(work, target.name, checked) : await replace(work, target.id, checked);
    return restored.ok ? { status: 'done', value: restored.value } : { status: 'failed', error: restored.error };
  });
}

async function restoreNew(work: RestoreWork, name: string, checked: ReadBackup): Promise<Result<Restored, AppError>> {
  const { registry, locks, source } = work;
  const locking = await restoredLock(work, checked, undefined);
  if (!locking.ok) return locking;
  const lock = locking.value;
  const restoring = { source, checked, lock, isUnnamed: true };
  const at = Date.now();
  const workspace: Workspace = {
    id: newId<WorkspaceId>(),
    name: name.trim(),
    kind: checked.about.kind,
    createdAt: at,
    // Later: it has a database, which is missed when it is gone.
    openedAt: at + 1,
    ...(lock && { isProtected: true })
  };
  const database = workspaceDatabaseName(workspace);
  return locked(locks, workspace.id, async () => {
    const added = await written(database, restoring, () => registry.add(workspace));
    if (added.ok) await noteNamed(database, restoring).catch(() => undefined);
    else await Dexie.delete(database);
    return added.ok ? ok({ workspace: added.value, keys: lock?.keys }) : added;
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

async function replace(work: RestoreWork, id: WorkspaceId, checked: ReadBackup): Promise<Result<Restored, AppError>> {
  const { registry, locks, source } = work;
  const known = await registry.find(id);
  if (!known.ok) return known;
  if (known.value.kind !== checked.about.kind) return err({ kind: 'backup-sample' });
  const open = work.open();
  const isOpenHere = open?.workspace.id === id;
  const workspace = isOpenHere ? open.workspace : known.value;
  const written = async (): Promise<Result<Restored, AppError>> => {
    const lock = await restoredLock(work, checked, workspace);
    if (!lock.ok) return lock;
    const restoring = { source, checked, lock: lock.value };
    const replaced = await registry.replaceDatabase({
      workspace,
      changes: { isProtected: lock.value !== undefined },
      fill: (database) => fillFromBackup(database, restoring),
      check: (database) => checkRestored(database, restoring),
      ...(!isOpenHere && { locks })
    });
    return ok({ workspace: replaced, keys: lock.value?.keys });
  };
  // Where it is open here, this tab has the lock, or is told that another one has.
  return isOpenHere ? open.change(() => replacing(open, written), 'journal') : written();
}

/** Who asked for it opens it anew when all of it is through: this tab is not told of it as of another's doing. */
async function replacing<Value>(
  open: OpenWorkspace,
  work: () => Promise<Result<Value, AppError>>
): Promise<Result<Value, AppError>> {
  open.isBeingReplaced = true;
  let isReplaced = false;
  try {
    const result = await work();
    isReplaced = result.ok;
    return result;
  } finally {
    open.isBeingReplaced = isReplaced;
  }
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
