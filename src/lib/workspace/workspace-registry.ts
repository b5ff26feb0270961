import Dexie from 'dexie';
import type { AppError } from '../model/app-error';
import { asId, newId, type WorkspaceId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import { RegistryDatabase } from '../storage/registry-database';
import { storageError } from '../storage/storage-error';
import { workspaceDatabaseName } from '../storage/workspace-database';

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
    const trimmed = name.trim();
    return guarded(async () => {
      if (trimmed === '') return err<AppError>({ kind: 'name-empty' });
      const all = await this.#db.workspaces.toArray();
      if (all.some((known) => known.name.toLowerCase() === trimmed.toLowerCase()))
        return err<AppError>({ kind: 'name-taken', name: trimmed });
      const at = Date.now();
      const id = kind === 'sample' ? SAMPLE_ID : newId<WorkspaceId>();
      const workspace: Workspace = { id, name: trimmed, kind, createdAt: at, openedAt: at };
      await this.#db.workspaces.put(workspace);
      return ok(workspace);
    });
  }

  noteOpened(workspace: Workspace): Promise<Result<Workspace, AppError>> {
    return guarded(async () => {
      const openedAt = Date.now();
      // Only this field: another tab may have moved the workspace to another database meanwhile.
      await this.#db.workspaces.update(workspace.id, { openedAt });
      return ok({ ...workspace, openedAt });
    });
  }

  /** Removes the database first: a workspace is listed as long as anything of it is left. */
  remove(id: WorkspaceId): Promise<Result<undefined, AppError>> {
    return guarded(async () => {
      const known = await this.#db.workspaces.get(id);
      await Dexie.delete(workspaceDatabaseName(known ?? { id }));
      await this.#db.workspaces.delete(id);
      await this.#db.backupFolders.delete(id);
      return ok(undefined);
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
