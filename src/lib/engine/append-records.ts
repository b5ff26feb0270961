import { gatherSegment } from './gather-segment';
import { recordSet, type RecordSet } from './record-set';
import { SEGMENT_ROWS, type Segment } from './segment';

/** `base` with the records of `more` behind it. Only the last segment of `base` is made anew. */
export function appendRecords(base: RecordSet, more: RecordSet): RecordSet {
  if (base.rowCount % SEGMENT_ROWS === 0) return recordSet([...base.segments, ...more.segments]);
  const kept = base.segments.slice(0, -1);
  const segments: Segment[] = [...kept];
  const total = base.rowCount + more.rowCount;
  for (let start = kept.length * SEGMENT_ROWS; start < total; start += SEGMENT_ROWS) {
    const count = Math.min(SEGMENT_ROWS, total - start);
    const rows = Int32Array.from({ length: count }, (_, i) => start + i);
    segments.push(
      gatherSegment(base, more, {
        base: rows.map((row) => (row < base.rowCount ? row : -1)),
        over: rows.map((row) => (row < base.rowCount ? -1 : row - base.rowCount))
      })
    );
  }
  return recordSet(segments);
}

/** The first `rowCount` records. Only the last segment is made anew. */
export function truncateRecords(records: RecordSet, rowCount: number): RecordSet {
  const full = Math.floor(rowCount / SEGMENT_ROWS);
  const segments = records.segments.slice(0, full);
  const rest = rowCount - full * SEGMENT_ROWS;
  if (rest === 0) return recordSet(segments);
  const base = Int32Array.from({ length: rest }, (_, i) => full * SEGMENT_ROWS + i);
  return recordSet([...segments, gatherSegment(records, recordSet([]), { base, over: new Int32Array(rest).fill(-1) })]);
}
