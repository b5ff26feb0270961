import type { Workspace } from '../model/workspace';

/**
 * Never opened (`WorkspaceRegistry.noteOpened`) and never written anew: only such a workspace has no database yet, and none
 * is made for any other.
 */
export function isNew({ database, createdAt, openedAt }: Workspace): boolean {
  return database === undefined && openedAt <= createdAt;
}
