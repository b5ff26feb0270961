import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import type { MovedMark } from '../storage/moved-mark';
import type { RegistryDatabase } from '../storage/registry-database';
import { storageError, StorageFailure } from '../storage/storage-error';
import { workspaceDatabaseName } from '../storage/workspace-database';

export interface Followed {
  readonly workspace: Workspace;
  /** Not where the registry could not be written, as on a full disk: the mark says where it is, and is followed again. */
  readonly isNoted: boolean;
}

/**
 * Lets the registry name the database that the workspace moved to, unless it names another one than before already; tells
 * the tabs that have it open. Gives the entry as it is then, or should be. Rejects if the workspace is not listed any more.
 */
export async function followMark(
  registry: RegistryDatabase,
  workspace: Workspace,
  { database, changes }: MovedMark
): Promise<Followed> {
  const { id } = workspace;
  try {
    const entry = await registry.transaction('rw', registry.workspaces, async () => {
      const known = await registry.workspaces.get(id);
      if (!known) throw new StorageFailure({ kind: 'workspace-missing' });
      if (workspaceDatabaseName(known) !== workspaceDatabaseName(workspace)) return known;
      const moved: Workspace = { ...known, ...changes, database };
      await registry.workspaces.put(moved);
      return moved;
    });
    tellReplaced(id);
    return { workspace: entry, isNoted: true };
  } catch (error) {
    if (storageError(error).kind === 'workspace-missing') throw error;
    return { workspace: { ...workspace, ...changes, database }, isNoted: false };
  }
}

/** The tabs that have it open: what they have is not the workspace any more. */
export function tellReplaced(id: WorkspaceId): void {
  const channel = new BroadcastChannel(`muster-${id}`);
  channel.postMessage('replaced');
  channel.close();
}
