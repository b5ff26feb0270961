import type { Segment } from '../engine/segment';

/**
 * Bytes per transaction: large enough to be quick, small enough to be cancelled between, and for what the browser holds
 * of it until it is written: twice as much.
 */
const BATCH_BYTES = 16 << 20;

/** The segments in their order, in parts of about 16 MB. */
export function* segmentBatches(segments: readonly Segment[]): Generator<readonly Segment[]> {
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
