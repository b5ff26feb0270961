import { isActiveStatus } from '../model/active-status';
import type { RecordSet } from './record-set';
import { cellSlot, type Column } from './segment';

/** 1 for each record whose `active` attribute says that it is not. Reads each distinct value of a dictionary once. */
export function inactiveRows(records: RecordSet): Uint8Array {
  const inactive = new Uint8Array(records.rowCount);
  let start = 0;
  for (const segment of records.segments) {
    const column = segment.columns.get('active');
    if (column) {
      const bySlot = inactiveSlots(column);
      for (let i = 0; i < segment.rowCount; i++) inactive[start + i] = bySlot[cellSlot(column, i)];
    }
    start += segment.rowCount;
  }
  return inactive;
}

function inactiveSlots({ bytes, offsets }: Column): Uint8Array {
  const decoder = new TextDecoder();
  const text = (slot: number) => decoder.decode(bytes.subarray(offsets[slot], offsets[slot + 1]));
  return Uint8Array.from({ length: offsets.length - 1 }, (_, slot) => (isActiveStatus(text(slot)) ? 0 : 1));
}
