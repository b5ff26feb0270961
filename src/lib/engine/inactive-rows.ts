import { isActiveStatus } from '../model/active-status';
import type { RecordSet } from './record-set';
import { cellSlot } from './segment';

/** 1 for each record whose `active` attribute says that it is not. Reads each distinct value of a dictionary once. */
export function inactiveRows(records: RecordSet): Uint8Array {
  const inactive = new Uint8Array(records.rowCount);
  const decoder = new TextDecoder();
  let start = 0;
  for (const segment of records.segments) {
    const column = segment.columns.get('active');
    if (column) {
      const known = new Map<number, number>();
      for (let i = 0; i < segment.rowCount; i++) {
        const slot = cellSlot(column, i);
        let value = column.kind === 'dictionary' ? known.get(slot) : undefined;
        if (value === undefined) {
          const text = decoder.decode(column.bytes.subarray(column.offsets[slot], column.offsets[slot + 1]));
          value = isActiveStatus(text) ? 0 : 1;
          known.set(slot, value);
        }
        inactive[start + i] = value;
      }
    }
    start += segment.rowCount;
  }
  return inactive;
}
