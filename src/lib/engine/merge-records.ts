import { appendRecords } from './append-records';
import { gatherSegment } from './gather-segment';
import { recordSet, type RecordSet } from './record-set';
import { SEGMENT_ROWS, type Segment } from './segment';

export interface Merge {
  /** Incoming row that replaces an existing one, -1 for none. */
  readonly replacement: Int32Array;
  /** Incoming rows that are appended, ascending. */
  readonly appended: Uint32Array;
  /** Incoming rows that only say who, and whether still active: the rest of the record stays. */
  readonly isBare?: ((incomingRow: number) => boolean) | undefined;
}

/**
 * The existing records with the incoming ones merged in. Segments without a replaced row are taken over as they are; so
 * are the incoming segments when there was nothing before and nothing is left out. Yields after each new segment.
 */
export function* mergeRecords(existing: RecordSet, incoming: RecordSet, merge: Merge): Generator<void, RecordSet> {
  const replaced = yield* replaceRecords(existing, incoming, merge);
  if (merge.appended.length === 0) return replaced;
  if (merge.appended.length === incoming.rowCount) return appendRecords(replaced, incoming);
  return appendRecords(replaced, yield* pickRecords(incoming, merge.appended));
}

function* replaceRecords(
  existing: RecordSet,
  incoming: RecordSet,
  { replacement, isBare }: Merge
): Generator<void, RecordSet> {
  const segments: Segment[] = [];
  let start = 0;
  for (const segment of existing.segments) {
    const over = replacement.subarray(start, start + segment.rowCount);
    if (over.every((row) => row < 0)) segments.push(segment);
    else {
      segments.push(gatherSegment(existing, incoming, { base: rowsFrom(start, segment.rowCount), over, isBare }));
      yield;
    }
    start += segment.rowCount;
  }
  return recordSet(segments);
}

/** These records alone, in segments of their own; `rows` ascending. Yields after each segment. */
export function* pickRecords(records: RecordSet, rows: Uint32Array): Generator<void, RecordSet> {
  const segments: Segment[] = [];
  for (let start = 0; start < rows.length; start += SEGMENT_ROWS) {
    const base = Int32Array.from(rows.subarray(start, start + SEGMENT_ROWS));
    segments.push(gatherSegment(records, recordSet([]), { base, over: new Int32Array(base.length).fill(-1) }));
    yield;
  }
  return recordSet(segments);
}

function rowsFrom(start: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => start + i);
}
