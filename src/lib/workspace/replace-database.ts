import type { Workspace } from '../model/workspace';
import { removeDatabase } from '../storage/raw-database';
import type { RegistryDatabase } from '../storage/registry-database';
import { StorageFailure, WriterLost } from '../storage/storage-error';
import { nextDatabaseName, workspaceDatabaseName } from '../storage/workspace-database';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { WritingClaim } from '../storage/writing-claim';
import { followMark } from './follow-mark';
import { removeLeftOvers } from './sweep-databases';

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
 * with WriterLost if another tab took the workspace over meanwhile, and as read-only if one has it.
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

async function replaceHeld({ registry, workspace, fill, check, changes = {} }: Replacement): Promise<Workspace> {
  const old = workspaceDatabaseName(workspace);
  const database = nextDatabaseName(workspace);
  // None where the browser removed the data: then there is nothing to mark.
  const claim = await WritingClaim.take(old);
  try {
    await fill(database);
    await check(database);
    await claim?.moveTo({ database, changes });
  } catch (error) {
    const [givenBack] = await Promise.allSettled([claim?.giveBack(), removeDatabase(database)]);
    // Then what was read on both sides differs because of that.
    if (givenBack.status === 'fulfilled' && givenBack.value === false) throw new WriterLost();
    throw error;
  }
  const replaced = await followMark(registry, { id: workspace.id, old }, { database, changes });
  await removeLeftOvers(replaced, [old]);
  return replaced;
}
