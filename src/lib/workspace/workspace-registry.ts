import type { AppError } from '../model/app-error';
import { asId, newId, type WorkspaceId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import { isNameTaken } from '../model/workspace-name';
import { databasesOf } from '../storage/database-names';
import { removeDatabase } from '../storage/raw-database';
import { RegistryDatabase, type BackupFolder } from '../storage/registry-database';
import { storageError } from '../storage/storage-error';
import type { LockSource } from '../storage/writer-lock';
import { replaceDatabase, type Replacement } from './replace-database';
import { sweepUnknown } from './sweep-databases';

/** There is one sample workspace; opening it again shows it as it was left. */
export const SAMPLE_ID = asId<WorkspaceId>('sample');

/** The workspaces of this device. */
export class WorkspaceRegistry {
  readonly #db = new RegistryDatabase();

  /** Last opened first. */
  list(): Promise<Result<readonly Workspace[], AppError>> {
    return guarded(async () => {
      const all = await this.#db.workspaces.toArray();
      return ok(all.toSorted((a, b) => b.openedAt - a.openedAt));
    });
  }

  find(id: WorkspaceId): Promise<Result<Workspace, AppError>> {
    return guarded(async () => {
      const found = await this.#db.workspaces.get(id);
      return found ? ok(found) : err<AppError>({ kind: 'workspace-missing' });
    });
  }

  create(name: string, kind: Workspace['kind'] = 'real'): Promise<Result<Workspace, AppError>> {
    const at = Date.now();
    const id = kind === 'sample' ? SAMPLE_ID : newId<WorkspaceId>();
    return this.add({ id, name: name.trim(), kind, createdAt: at, openedAt: at });
  }

  /** One whose contents are there already, or are none. */
  add(workspace: Workspace): Promise<Result<Workspace, AppError>> {
    return guarded(async () => {
      const problem = await this.nameProblem(workspace.name);
      if (problem) return err(problem);
      await this.#db.workspaces.put(workspace);
      return ok(workspace);
    });
  }

  /** Why a new workspace cannot have this name. */
  async nameProblem(name: string): Promise<AppError | undefined> {
    const trimmed = name.trim();
    if (trimmed === '') return { kind: 'name-empty' };
    const all = await this.#db.workspaces.toArray();
    return isNameTaken(trimmed, all) ? { kind: 'name-taken', name: trimmed } : undefined;
  }

  noteOpened(workspace: Workspace): Promise<Result<Workspace, AppError>> {
    return guarded(async () => {
      // Later than it was made, whatever the clock says: from now on it has a database (storage/is-new.ts).
      const openedAt = Math.max(Date.now(), workspace.createdAt + 1);
      // Only this field: another tab may have moved the workspace to another database meanwhile.
      await this.#db.workspaces.update(workspace.id, { openedAt });
      return ok({ ...workspace, openedAt });
    });
  }

  /** In the background: what is known of in no other way. */
  sweepUnknown(locks: LockSource): Promise<void> {
    return sweepUnknown(this.#db, locks);
  }

  replaceDatabase(replacement: Omit<Replacement, 'registry'>): Promise<Workspace> {
    return replaceDatabase({ ...replacement, registry: this.#db });
  }

  backupFolder(id: WorkspaceId): Promise<BackupFolder | undefined> {
    return this.#db.backupFolders.get(id);
  }

  async setBackupFolder(workspaceId: WorkspaceId, handle: FileSystemDirectoryHandle | undefined): Promise<void> {
    if (handle) await this.#db.backupFolders.put({ workspaceId, handle, chosenAt: Date.now() });
    else await this.#db.backupFolders.delete(workspaceId);
  }

  /** What is said of it here; its databases are gone by then. */
  forget(id: WorkspaceId): Promise<Result<undefined, AppError>> {
    return guarded(async () => {
      const { workspaces, backupFolders } = this.#db;
      await this.#db.transaction('rw', workspaces, backupFolders, async () => {
        await workspaces.delete(id);
        await backupFolders.delete(id);
      });
      return ok(undefined);
    });
  }

  /**
   * Removes its databases first: a workspace is listed as long as anything of it is left, be it that another tab which
   * sleeps keeps it.
   */
  remove(id: WorkspaceId): Promise<Result<undefined, AppError>> {
    return guarded(async () => {
      const removed = await Promise.all((await databasesOf(id)).map((name) => removeDatabase(name)));
      return removed.every(Boolean) ? this.forget(id) : err({ kind: 'safety-blocked' });
    });
  }
}

async function guarded<Value>(work: () => Promise<Result<Value, AppError>>): Promise<Result<Value, AppError>> {
  try {
    return await work();
  } catch (error) {
    return err(storageError(error));
  }
}
