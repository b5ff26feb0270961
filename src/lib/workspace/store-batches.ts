import type { RecordSet } from '../engine/record-set';
import { SEGMENT_ROWS, type Segment } from '../engine/segment';
import type { ImportJob } from './import-order';
import type { OpenWorkspace } from './open-workspace';

/** Bytes per transaction: large enough to be quick, small enough to be cancelled between. */
const BATCH_BYTES = 32 << 20;

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
  for (const batch of batches(fresh)) {
    if (stage.isDiscarded) return false;
    await stage.storeAhead(batch, () => workspace.db.runs.put(run));
    left -= batch.length;
    const done = Math.max(0, rowCount - left * SEGMENT_ROWS);
    progress.report({ phase: 'saving', done, total: rowCount, rows: done });
  }
  return !stage.isDiscarded;
}

function* batches(segments: readonly Segment[]): Generator<readonly Segment[]> {
  let batch: Segment[] = [];
  let bytes = 0;
  for (const segment of segments) {
    batch.push(segment);
    bytes += segment.buffer.byteLength;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
