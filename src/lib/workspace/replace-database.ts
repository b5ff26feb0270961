import Dexie from 'dexie';
import type { Workspace } from '../model/workspace';
import type { RegistryDatabase } from '../storage/registry-database';
import { nextDatabaseName, workspaceDatabaseName } from '../storage/workspace-database';

export interface Replacement {
  readonly registry: RegistryDatabase;
  readonly workspace: Workspace;
  /** Fills the new database, which is empty and has no tables yet. Closes it at the end. */
  readonly fill: (name: string) => Promise<void>;
  /** Reads the new database back; rejects unless it is what it should be. */
  readonly check: (name: string) => Promise<void>;
  /** What else changes of the workspace's entry with the switch. */
  readonly changes?: Partial<Workspace>;
}

/**
 * Writes a workspace anew as a whole: into a database of another name, which is read back before the registry names it.
 * Until that one row is switched the old database is the workspace, and it is removed last. Ended at any moment, what no
 * row names is a left-over (`sweepDatabases`).
 */
export async function replaceDatabase(replacement: Replacement): Promise<Workspace> {
  const { registry, workspace, fill, check, changes } = replacement;
  const name = nextDatabaseName(workspace);
  try {
    await fill(name);
    await check(name);
  } catch (error) {
    await Dexie.delete(name);
    throw error;
  }
  const replaced: Workspace = { ...workspace, ...changes, database: name };
  await registry.workspaces.update(workspace.id, { ...changes, database: name });
  await Dexie.delete(workspaceDatabaseName(workspace));
  return replaced;
}
