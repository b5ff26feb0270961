import Dexie from 'dexie';
import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import { databasesOf, ownerOf, workspaceDatabases } from '../storage/database-names';
import { leaveEmptied } from '../storage/emptied-database';
import { removeDatabase } from '../storage/raw-database';
import type { RegistryDatabase } from '../storage/registry-database';
import { storedState } from '../storage/stored-state';
import { workspaceDatabaseName } from '../storage/workspace-database';
import { WriterHold, type LockSource } from '../storage/writer-lock';

/** Another tab that sleeps is not waited for longer: what it keeps open goes when it wakes or ends. */
const PATIENCE_MS = 3000;

/**
 * Databases of a workspace beside the one that holds it: what replacements left behind that were ended in the middle, and
 * what keeps earlier programs out. Asked by whoever has the writer's lock, so that no replacement is under way, and has
 * just found where the workspace is, so that no mark is left to follow. None of these names will be used again.
 */
export async function otherDatabases(workspace: Workspace): Promise<readonly string[]> {
  const live = workspaceDatabaseName(workspace);
  return (await databasesOf(workspace.id)).filter((name) => name !== live);
}

/** Removes them, but for two rows under the first name. Never rejects: what could not be removed is found the next time. */
export async function removeLeftOvers(workspace: Workspace, names: readonly string[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  const removal = Promise.all(names.map((name) => removeLeftOver(workspace, name)))
    .then(() => leaveEmptied(workspace))
    .catch(() => undefined);
  await Promise.race([removal, patience]);
  clearTimeout(timer);
}

/** Under the first name an earlier program may have begun anew, or the rows are gone already. */
async function removeLeftOver({ id }: Workspace, name: string): Promise<void> {
  if (name === workspaceDatabaseName({ id })) {
    const state = await storedState(name);
    if (state.kind !== 'moved' || state.isEmptied) return;
  }
  await Dexie.delete(name);
}

/**
 * Removes databases of workspaces that the registry does not know, if they never became whole, by a restore into a new
 * workspace that was ended, or if they were moved away from. Others stay, for the recovery page: should the registry be
 * lost one day, they are all that is left. Never rejects: there is a next time.
 */
export async function sweepUnknown(registry: RegistryDatabase, locks: LockSource): Promise<void> {
  try {
    const names = await workspaceDatabases();
    // After the names: a workspace is listed before it has a database.
    const known = new Set<string>(await registry.workspaces.toCollection().primaryKeys());
    for (const name of names) {
      const id = ownerOf(name);
      if (id !== undefined && !known.has(id)) await sweepOne(registry, locks, { id, name });
    }
  } catch {
    // No storage, or it is broken, and nothing can be removed.
  }
}

async function sweepOne(
  registry: RegistryDatabase,
  locks: LockSource,
  { id, name }: { readonly id: WorkspaceId; readonly name: string }
): Promise<void> {
  const hold = await WriterHold.acquire(locks, id, 'ask');
  if (!hold) return;
  try {
    const state = await storedState(name);
    const isOfUse = state.kind === 'missing' || (state.kind === 'stored' && state.isWhole);
    if (!isOfUse && !(await registry.workspaces.get(id))) await removeDatabase(name);
  } finally {
    hold.release();
  }
}
