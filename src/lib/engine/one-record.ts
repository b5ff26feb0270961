import type { Attribute } from '../model/attribute';
import { recordSet, type RecordSet } from './record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column } from './segment';

/** A set with only this record, as views of the original: nothing is copied. */
export function oneRecord(records: RecordSet, row: number): RecordSet {
  const segment = records.segments[row >> SEGMENT_SHIFT];
  const columns = new Map<Attribute, Column>();
  for (const [attribute, column] of segment.columns) {
    const slot = cellSlot(column, row & SEGMENT_MASK);
    columns.set(attribute, { kind: 'text', bytes: column.bytes, offsets: column.offsets.subarray(slot, slot + 2) });
  }
  return recordSet([{ rowCount: 1, columns, buffer: segment.buffer }]);
}
