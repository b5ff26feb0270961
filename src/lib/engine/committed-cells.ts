import type { Attribute } from '../model/attribute';
import { ColumnBuilder } from './column-builder';
import { packSegment } from './packed-segment';
import { recordSet, type RecordSet } from './record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column, type Segment } from './segment';

const NOTHING: Column = { kind: 'text', bytes: new Uint8Array(0), offsets: new Uint32Array(2) };

type ColumnEdits = Map<number, string>;

/** New texts for single cells of a record set: what a commit did to users. About 60 bytes each. */
export class CellEdits {
  /** Segment -> attribute -> position in the segment -> text. */
  readonly #segments = new Map<number, Map<Attribute, ColumnEdits>>();

  get isEmpty(): boolean {
    return this.#segments.size === 0;
  }

  set(row: number, attribute: Attribute, text: string): void {
    const columns = this.#segments.get(row >> SEGMENT_SHIFT) ?? new Map<Attribute, ColumnEdits>();
    this.#segments.set(row >> SEGMENT_SHIFT, columns);
    const cells = columns.get(attribute) ?? new Map<number, string>();
    columns.set(attribute, cells);
    cells.set(row & SEGMENT_MASK, text);
  }

  /** The new text of a cell; undefined where it stays. */
  get(row: number, attribute: Attribute): string | undefined {
    return this.ofSegment(row >> SEGMENT_SHIFT)
      ?.get(attribute)
      ?.get(row & SEGMENT_MASK);
  }

  ofSegment(segment: number): ReadonlyMap<Attribute, ReadonlyMap<number, string>> | undefined {
    return this.#segments.get(segment);
  }
}

/**
 * The records with the edits in them. Segments without one are taken over as they are; of the others the columns without
 * one are copied whole. Yields after each new segment. Cost: 30 ns per cell of an edited column.
 */
export function* editRecords(records: RecordSet, edits: CellEdits): Generator<void, RecordSet> {
  const segments: Segment[] = [];
  for (const [i, segment] of records.segments.entries()) {
    const columns = edits.ofSegment(i);
    segments.push(columns ? editSegment(segment, columns) : segment);
    if (columns) yield;
  }
  return recordSet(segments);
}

function editSegment(segment: Segment, edits: ReadonlyMap<Attribute, ReadonlyMap<number, string>>): Segment {
  const columns = new Map(segment.columns);
  for (const [attribute, cells] of edits) {
    columns.set(attribute, editColumn(segment.columns.get(attribute), cells, segment.rowCount));
  }
  return packSegment(columns, segment.rowCount);
}

function editColumn(column: Column | undefined, cells: ReadonlyMap<number, string>, rowCount: number): Column {
  const builder = new ColumnBuilder();
  for (let i = 0; i < rowCount; i++) {
    const text = cells.get(i);
    if (text !== undefined) builder.add(text);
    else if (column) builder.addCell(column, cellSlot(column, i));
    else builder.addCell(NOTHING, 0);
  }
  return builder.take();
}
