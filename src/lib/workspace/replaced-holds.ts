import type { ImportRun } from '../model/import-run';
import { nothingTaken } from './nothing-taken';
import type { OpenWorkspace } from './open-workspace';

/**
 * The older held runs of the same list, ended, that a full import replaces: it has the whole list, and a newer one.
 * An incremental import replaces none, as it has changes only.
 */
export function replacedHolds(workspace: OpenWorkspace, run: ImportRun): readonly ImportRun[] {
  if (run.mode !== 'full') return [];
  return workspace
    .runs(run.target)
    .filter(({ id, status, startedAt }) => status === 'held' && id !== run.id && startedAt < run.startedAt)
    .map((held) => ({
      ...held,
      status: 'cancelled',
      endedAt: Date.now(),
      rows: nothingTaken(held.rows),
      reason: `Replaced by a newer full import (${run.fileName})`
    }));
}

/** Inside a write transaction: stores their ends, and forgets their rows. */
export async function storeReplaced({ db }: OpenWorkspace, replaced: readonly ImportRun[]): Promise<void> {
  await db.runs.bulkPut([...replaced]);
  await db.holds.bulkDelete(replaced.map(({ id }) => id));
}
