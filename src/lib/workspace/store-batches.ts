import type { RecordSet } from '../engine/record-set';
import { SEGMENT_ROWS } from '../engine/segment';
import type { ImportJob } from './import-order';
import type { OpenWorkspace } from './open-workspace';
import { segmentBatches } from './segment-batches';

/**
 * Stores what is not stored yet of the records, unseen. False when the stage was discarded in between. The run's row
 * goes with every batch: it is the journal.
 */
export async function storeBatches(
  workspace: OpenWorkspace,
  { order: { stage }, run, progress }: ImportJob,
  { rowCount, segments }: RecordSet
): Promise<boolean> {
  const fresh = segments.filter((segment) => workspace.lists.numberOf(segment) === undefined);
  let left = fresh.length;
  for (const batch of segmentBatches(fresh)) {
    if (stage.isDiscarded) return false;
    await stage.storeAhead(batch, () => workspace.db.runs.put(run));
    left -= batch.length;
    const done = Math.max(0, rowCount - left * SEGMENT_ROWS);
    progress.report({ phase: 'saving', done, total: rowCount, rows: done });
  }
  return !stage.isDiscarded;
}
