import { isActiveStatus } from '../model/active-status';
import type { RecordSet } from './record-set';
import { cellSlot, type Column, type Segment } from './segment';
import { CREATED_HERE } from './user-records';

/**
 * 1 for each record whose `active` attribute says that it is not. A user that was made here and waits to be activated is
 * new, not deactivated. Reads each distinct value of a dictionary once.
 */
export function inactiveRows(records: RecordSet): Uint8Array {
  const inactive = new Uint8Array(records.rowCount);
  let start = 0;
  for (const segment of records.segments) {
    markInactive(segment, inactive.subarray(start, start + segment.rowCount));
    start += segment.rowCount;
  }
  return inactive;
}

function markInactive({ columns }: Segment, inactive: Uint8Array): void {
  const column = columns.get('active');
  if (!column) return;
  const made = columns.get(CREATED_HERE);
  const bySlot = inactiveSlots(column);
  for (let i = 0; i < inactive.length; i++) if (!made || isEmpty(made, i)) inactive[i] = bySlot[cellSlot(column, i)];
}

function isEmpty(column: Column, index: number): boolean {
  const slot = cellSlot(column, index);
  return column.offsets[slot] === column.offsets[slot + 1];
}

function inactiveSlots({ bytes, offsets }: Column): Uint8Array {
  const decoder = new TextDecoder();
  const text = (slot: number) => decoder.decode(bytes.subarray(offsets[slot], offsets[slot + 1]));
  return Uint8Array.from({ length: offsets.length - 1 }, (_, slot) => (isActiveStatus(text(slot)) ? 0 : 1));
}
