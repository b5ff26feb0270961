import type { Workspace } from '../model/workspace';
import { DamagedData, LockedWorkspace } from '../storage/damaged-data';
import { vaultOf, type WorkspaceDatabase } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';

/** Before anything but `meta` is read or written. Keys of a workspace that was written anew since do not open it. */
export async function unlockDatabase(
  { db, workspace }: { readonly db: WorkspaceDatabase; readonly workspace: Workspace },
  keys: WorkspaceKeys | undefined
): Promise<void> {
  const vault = await vaultOf(db);
  const isProtected = vault?.protects === 'workspace';
  if (workspace.isProtected && !isProtected) throw new DamagedData('The lock of this workspace');
  if (!isProtected) return;
  if (!keys || keys.keyId !== vault.keyId) throw new LockedWorkspace();
  db.keys = keys;
}
