import type { Attribute } from '../model/attribute';
import type { RecordSet } from './record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT } from './segment';

/** Whether the record has something there. */
export function isFilled(records: RecordSet, row: number, attribute: Attribute): boolean {
  const column = records.segments[row >> SEGMENT_SHIFT].columns.get(attribute);
  if (!column) return false;
  const slot = cellSlot(column, row & SEGMENT_MASK);
  return column.offsets[slot + 1] > column.offsets[slot];
}
