import type { Workspace } from '../model/workspace';
import { emptyMoved } from '../storage/emptied-database';
import type { MovedMark } from '../storage/moved-mark';
import { removeDatabase } from '../storage/raw-database';
import type { RegistryDatabase } from '../storage/registry-database';
import { StorageFailure, WriterLost } from '../storage/storage-error';
import { nextDatabaseName, workspaceDatabaseName } from '../storage/workspace-database';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { WritingClaim } from '../storage/writing-claim';
import { followMark, tellReplaced } from './follow-mark';
import { otherDatabases, removeLeftOvers } from './sweep-databases';

export interface Replacement {
  readonly registry: RegistryDatabase;
  readonly workspace: Workspace;
  /** Fills the new database, which is empty and has no tables yet. Closes it at the end. */
  readonly fill: (name: string) => Promise<void>;
  /** Reads the new database back; rejects unless it is what it should be. */
  readonly check: (name: string) => Promise<void>;
  /** What else changes of the workspace's entry with the switch. */
  readonly changes?: Partial<Workspace>;
  /** For a caller that does not have the workspace's writing already: then it is taken for as long as this lasts. */
  readonly locks?: LockSource;
}

/**
 * Writes a workspace anew as a whole: into a database of another name, which is read back before the old one is marked
 * and the registry names it. Meanwhile nobody writes into the old one. Until the mark the old database is the workspace,
 * untouched; afterwards the new one is (see [Note: the mark decides]), and the old one is removed.
 *
 * Ended at any moment: what no row names is a left-over (sweep-databases.ts). Rejects with what `fill` and `check` throw,
 * with WriterLost if another tab took the workspace over meanwhile, and as read-only if one has it. After the mark nothing
 * is told as a failure: the caller opens what this gives, or the workspace anew.
 */
export async function replaceDatabase(replacement: Replacement): Promise<Workspace> {
  const { locks, workspace } = replacement;
  if (!locks) return replaceHeld(replacement);
  const hold = await WriterHold.acquire(locks, workspace.id, 'ask');
  if (!hold) throw new StorageFailure({ kind: 'workspace-read-only' });
  try {
    return await replaceHeld(replacement);
  } finally {
    hold.release();
  }
}

async function replaceHeld(replacement: Replacement): Promise<Workspace> {
  const { workspace, fill, check, changes = {} } = replacement;
  const old = workspaceDatabaseName(workspace);
  const database = nextDatabaseName(workspace);
  const leftOvers = await otherDatabases(workspace);
  // None where the browser removed the data: then there is nothing to mark.
  const claim = await WritingClaim.take(old);
  try {
    // What an attempt left that was ended takes the room that this one needs.
    if (claim) await removeLeftOvers(workspace, leftOvers);
    await fill(database);
    await check(database);
    await claim?.moveTo({ database, changes });
  } catch (error) {
    if (!(await hasMoved(replacement, claim, database))) throw error;
  }
  return followed(replacement, { database, changes });
}

/**
 * After an error: whether the switch was made all the same, its answer being lost. If not, the new database is given up and
 * the writing given back. What cannot be found out leaves both databases as they are: one of them is the workspace.
 */
async function hasMoved(
  { registry, workspace }: Replacement,
  claim: WritingClaim | undefined,
  database: string
): Promise<boolean> {
  const found = await findOut(registry, workspace, claim);
  if (!found) return false;
  if (found.moved?.database === database || found.listed === database) return true;
  await removeDatabase(database).catch(() => false);
  // Then what was read on both sides differs because of that.
  if (claim && !found.wasOurs) throw new WriterLost();
  return false;
}

async function findOut(registry: RegistryDatabase, { id }: Workspace, claim: WritingClaim | undefined) {
  try {
    const givenBack = await claim?.giveBack();
    // Another tab may have followed the mark already, and removed what it was in.
    const entry = await registry.workspaces.get(id);
    return { moved: givenBack?.moved, wasOurs: givenBack?.wasOurs === true, listed: entry?.database };
  } catch {
    return undefined;
  }
}

/**
 * After the switch nothing is a failure any more: where there is no room for the registry's row, the old database gives
 * some, and if that does not do, the mark stays for whoever opens the workspace next.
 */
async function followed({ registry, workspace }: Replacement, mark: MovedMark): Promise<Workspace> {
  const old = workspaceDatabaseName(workspace);
  let done = await followMark(registry, workspace, mark);
  if (!done.isNoted) {
    await emptyMoved(old, mark.database);
    done = await followMark(registry, workspace, mark);
  }
  if (done.isNoted) await removeLeftOvers(done.workspace, [old]);
  else tellReplaced(workspace.id);
  return done.workspace;
}
