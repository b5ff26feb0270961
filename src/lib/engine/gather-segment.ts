import type { Attribute } from '../model/attribute';
import { ColumnBuilder } from './column-builder';
import { packSegment } from './packed-segment';
import type { RecordSet } from './record-set';
import { isFilled } from './is-filled';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column, type Segment } from './segment';

/** A record of the new segment: a row of `base`, of `over`, or of both, where `over` wins for the attributes it has. */
export interface GatherSource {
  /** Row of the base, -1 for none. */
  readonly base: Int32Array;
  /** Row of the overlay, -1 for none. */
  readonly over: Int32Array;
  /** Whether a row of the overlay leaves what it has no cell for as it is in the base. */
  readonly isBare?: ((overRow: number) => boolean) | undefined;
}

const NOTHING: Column = { kind: 'text', bytes: new Uint8Array(0), offsets: new Uint32Array(2) };

/** Copies records of two sets into one new segment. Cost: about 50 ns per cell. */
export function gatherSegment(base: RecordSet, over: RecordSet, source: GatherSource): Segment {
  const rowCount = source.base.length;
  const columns = new Map<Attribute, Column>();
  const isBare = source.isBare && Uint8Array.from(source.over, (row) => (row >= 0 && source.isBare?.(row) ? 1 : 0));
  for (const attribute of new Set([...base.attributes, ...over.attributes])) {
    const builder = new ColumnBuilder();
    const overHasIt = over.attributes.includes(attribute);
    for (let i = 0; i < rowCount; i++) {
      const isTold = overHasIt && (isBare?.[i] !== 1 || isFilled(over, source.over[i], attribute));
      const fromOver = source.over[i] >= 0 && (isTold || source.base[i] < 0);
      if (fromOver) addCell(builder, over, source.over[i], attribute);
      else addCell(builder, base, source.base[i], attribute);
    }
    columns.set(attribute, builder.take());
  }
  return packSegment(columns, rowCount);
}

function addCell(builder: ColumnBuilder, records: RecordSet, row: number, attribute: Attribute): void {
  const column = records.segments[row >> SEGMENT_SHIFT].columns.get(attribute);
  if (column) builder.addCell(column, cellSlot(column, row & SEGMENT_MASK));
  else builder.addCell(NOTHING, 0);
}
