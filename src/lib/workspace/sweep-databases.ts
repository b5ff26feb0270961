import Dexie from 'dexie';
import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import { databasesOf, ownerOf, workspaceDatabases } from '../storage/database-names';
import { leaveEmptied } from '../storage/emptied-database';
import { PATIENCE_MS, removeDatabase } from '../storage/raw-database';
import { RegistryDatabase } from '../storage/registry-database';
import { storedState } from '../storage/stored-state';
import { workspaceDatabaseName } from '../storage/workspace-database';
import { WriterHold, type LockSource } from '../storage/writer-lock';

/**
 * Databases of a workspace beside the one that holds it: what replacements left behind that were ended in the middle, and
 * what keeps earlier programs out. None of these names will be used again.
 *
 * Asked before the writing is proved or taken over in the one that holds it, and removed after that: what another tab fills
 * under one of these names never becomes the workspace then, and what one fills that takes over later has another name.
 */
export async function otherDatabases(workspace: Workspace): Promise<readonly string[]> {
  const live = workspaceDatabaseName(workspace);
  return (await databasesOf(workspace.id)).filter((name) => name !== live);
}

/**
 * Removes them, but for two rows under the first name, and never what leads to the workspace or holds it now. Never rejects:
 * what could not be removed is found the next time. Whoever does not wait for it says whether it is still `isWanted`: who
 * removes the workspace meanwhile does not find the two rows made anew.
 */
export async function removeLeftOvers(
  workspace: Workspace,
  names: readonly string[],
  isWanted: () => boolean = () => true
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  const removal = removeUnnamed(workspace, names)
    .then(() => leaveEmptied(workspace, isWanted))
    .catch(() => undefined);
  await Promise.race([removal, patience]);
  clearTimeout(timer);
}

async function removeUnnamed(workspace: Workspace, names: readonly string[]): Promise<void> {
  const entry = (await listedEntry(workspace.id)) ?? workspace;
  const named = new Set([...(await namesOnTheWay(entry)), ...(await namesOnTheWay(workspace))]);
  await Promise.all(names.filter((name) => !named.has(name)).map((name) => removeLeftOver(workspace, name)));
}

/** What the registry names, what that was marked to have moved to, and so on. */
async function namesOnTheWay(entry: Workspace): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let name: string | undefined = workspaceDatabaseName(entry);
  while (name !== undefined && !names.has(name)) {
    names.add(name);
    const state = await storedState(name);
    name = state.kind === 'moved' ? state.mark.database : undefined;
  }
  return names;
}

/** As the registry has it now. */
export async function listedEntry(id: WorkspaceId): Promise<Workspace | undefined> {
  const registry = new RegistryDatabase();
  try {
    return await registry.workspaces.get(id);
  } finally {
    registry.close();
  }
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
 * workspace that was ended before the registry named it, or if they were moved away from. Others stay, for the recovery page: should the registry be
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
