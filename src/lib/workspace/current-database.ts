import type { Workspace } from '../model/workspace';
import type { WorkspaceEvent } from '../protocol/engine-api';
import { RegistryDatabase } from '../storage/registry-database';
import { isNew } from '../storage/is-new';
import { NewerFormat, storageError, StorageFailure } from '../storage/storage-error';
import { storedState } from '../storage/stored-state';
import { WORKSPACE_FORMAT, workspaceDatabaseName } from '../storage/workspace-database';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { followMark } from './follow-mark';
import { listedEntry } from './sweep-databases';
import { upgradeWorkspace } from './upgrade-workspace';

interface Asked {
  readonly workspace: Workspace;
  readonly mode: 'ask' | 'take-over';
  readonly locks: LockSource;
  readonly onEvent: (event: WorkspaceEvent) => void;
}

/** Where a workspace is stored, in the newest format, or nowhere yet. */
export interface CurrentDatabase {
  /** Its entry as it is now. */
  readonly workspace: Workspace;
  /** The right to write, where it had to be had already. */
  readonly hold: WriterHold | undefined;
}

/** One that goes around in circles was damaged. */
const MOST_MOVES = 100;

/**
 * Looks, before anything is opened for good, at what stands where the registry says: follows it to where it moved, brings
 * it up to date, refuses one of a later format, one that other tabs keep from being brought up to date, and one that is
 * not there any more. Nothing is ever made in its place.
 */
export async function currentDatabase(asked: Asked): Promise<CurrentDatabase> {
  const registry = new RegistryDatabase();
  try {
    const found = await find(registry, asked.workspace);
    if (found.format === WORKSPACE_FORMAT) return { workspace: found.workspace, hold: undefined };
    return await upToDate(registry, asked);
  } finally {
    registry.close();
  }
}

/** With the lock, and looked at anew: another tab may just have done it. */
async function upToDate(registry: RegistryDatabase, asked: Asked): Promise<CurrentDatabase> {
  const hold = await WriterHold.acquire(asked.locks, asked.workspace.id, asked.mode);
  if (!hold) throw new StorageFailure({ kind: 'safety-upgrade-blocked' });
  try {
    const { workspace, format } = await find(registry, asked.workspace);
    if (format === WORKSPACE_FORMAT) return { workspace, hold };
    const upgraded = await upgradeWorkspace(registry, workspace, format, (done, total) =>
      asked.onEvent({ kind: 'upgrading', done, total })
    );
    return { workspace: upgraded, hold };
  } catch (error) {
    hold.release();
    throw error;
  }
}

async function find(
  registry: RegistryDatabase,
  asked: Workspace
): Promise<{ readonly workspace: Workspace; readonly format: number }> {
  let workspace = (await registry.workspaces.get(asked.id)) ?? asked;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const old = workspaceDatabaseName(workspace);
    const state = await storedState(old);
    if (state.kind === 'missing') {
      // Removed in the moment between the two: another tab has just written it anew.
      const now = await registry.workspaces.get(asked.id);
      if (!now || workspaceDatabaseName(now) === old) return { workspace, format: formatOfMissing(workspace) };
      workspace = now;
      continue;
    }
    if (state.kind === 'stored' && state.format > WORKSPACE_FORMAT)
      throw new NewerFormat(state.format, WORKSPACE_FORMAT);
    if (state.kind === 'stored') return { workspace, format: state.format };
    ({ workspace } = await followMark(registry, workspace, state.mark));
  }
  throw new StorageFailure({ kind: 'safety-data-removed' });
}

/** What was thrown because the database was removed means that another tab has just written the workspace anew. */
export async function isElsewhereNow(thrown: unknown, workspace: Workspace): Promise<boolean> {
  if (storageError(thrown).kind !== 'safety-data-removed') return false;
  const now = await listedEntry(workspace.id).catch(() => undefined);
  return now !== undefined && workspaceDatabaseName(now) !== workspaceDatabaseName(workspace);
}

/** One that was never opened is made when it is, in the newest format. */
function formatOfMissing(workspace: Workspace): number {
  if (!isNew(workspace)) throw new StorageFailure({ kind: 'safety-data-removed' });
  return WORKSPACE_FORMAT;
}
