import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import type { MovedMark } from '../storage/moved-mark';
import type { RegistryDatabase } from '../storage/registry-database';
import { StorageFailure } from '../storage/storage-error';
import { workspaceDatabaseName } from '../storage/workspace-database';

/**
 * Lets the registry name the database that the workspace moved to, unless it names another one than `old` already; tells
 * the tabs that have it open. Gives the entry as it is then.
 */
export async function followMark(
  registry: RegistryDatabase,
  { id, old }: { readonly id: WorkspaceId; readonly old: string },
  { database, changes }: MovedMark
): Promise<Workspace> {
  const entry = await registry.transaction('rw', registry.workspaces, async () => {
    const known = await registry.workspaces.get(id);
    if (!known) throw new StorageFailure({ kind: 'workspace-missing' });
    if (workspaceDatabaseName(known) !== old) return known;
    const moved: Workspace = { ...known, ...changes, database };
    await registry.workspaces.put(moved);
    return moved;
  });
  const channel = new BroadcastChannel(`muster-${id}`);
  channel.postMessage('replaced');
  channel.close();
  return entry;
}
