import type { Workspace } from '../model/workspace';
import { findDifference } from '../storage/compare-databases';
import { copyDatabase, type OnRows } from '../storage/copy-database';
import { openRaw, withRaw } from '../storage/raw-database';
import type { RegistryDatabase } from '../storage/registry-database';
import { StorageFailure, storageError } from '../storage/storage-error';
import { storedState } from '../storage/stored-state';
import { upgradedRow } from '../storage/upgraded-row';
import { WORKSPACE_FORMAT, WorkspaceDatabase, workspaceDatabaseName } from '../storage/workspace-database';
import { replaceDatabase } from './replace-database';

/** One reading that writes a copy, and one that looks at it. */
const READINGS = 2;

/**
 * Brings a workspace of an earlier format up to date, in a copy: as it is first, then upgraded in one transaction, then
 * read beside the old one. The old database is touched by nothing until then. Called with the writer's lock held.
 */
export async function upgradeWorkspace(
  registry: RegistryDatabase,
  workspace: Workspace,
  format: number,
  onRows: OnRows
): Promise<Workspace> {
  const old = workspaceDatabaseName(workspace);
  try {
    return await replaceDatabase({
      registry,
      workspace,
      fill: async (name) => {
        const isThere = await withRaw(old, async (source) => {
          await copyDatabase(source, name, (done, total) => onRows(done, READINGS * total));
          return true;
        });
        if (!isThere) throw new StorageFailure({ kind: 'safety-data-removed' });
        await runUpgrades(name);
      },
      check: (name) => checkUpgraded(old, name, format, (done, total) => onRows(total + done, READINGS * total))
    });
  } catch (error) {
    const failure = storageError(error);
    throw failure.kind === 'storage-failed'
      ? new StorageFailure({ kind: 'safety-upgrade-failed', cause: sentence(failure.cause) })
      : error;
  }
}

async function runUpgrades(name: string): Promise<void> {
  const copy = new WorkspaceDatabase(name);
  try {
    await copy.open();
  } finally {
    copy.close();
  }
}

async function checkUpgraded(old: string, name: string, format: number, onRows: OnRows): Promise<void> {
  const state = await storedState(name);
  if (state.kind !== 'stored' || state.format !== WORKSPACE_FORMAT)
    throw new Error('The new copy is not of the newest format.');
  const [before, after] = await Promise.all([openRaw(old), openRaw(name)]);
  try {
    if (!before || !after) throw new StorageFailure({ kind: 'safety-data-removed' });
    const difference = await findDifference(before, after, (table, row) => upgradedRow(format, table, row), onRows);
    if (difference !== undefined) throw new Error(difference);
  } finally {
    before?.close();
    after?.close();
  }
}

function sentence(cause: string): string {
  return /[.!?]$/.test(cause) ? cause : `${cause}.`;
}
