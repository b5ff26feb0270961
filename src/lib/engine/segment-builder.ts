import type { Attribute } from '../model/attribute';
import { ColumnBuilder, type CellRanges } from './column-builder';
import { packSegment } from './packed-segment';
import { SEGMENT_ROWS, type Segment } from './segment';

/** Turns records, as arrays of cells or as bytes column by column, into packed segments. */
export class SegmentBuilder {
  readonly #attributes: readonly Attribute[];
  readonly #columns: readonly ColumnBuilder[];
  #rowCount = 0;

  constructor(attributes: readonly Attribute[]) {
    this.#attributes = attributes;
    this.#columns = attributes.map(() => new ColumnBuilder());
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get isFull(): boolean {
    return this.#rowCount === SEGMENT_ROWS;
  }

  /** `positions[i]` is where attribute i stands in the record, -1 for nowhere. Missing cells are empty. */
  addRow(record: readonly string[], positions: Int32Array): void {
    const columns = this.#columns;
    for (let i = 0; i < columns.length; i++) {
      const position = positions[i];
      columns[i].add(position >= 0 && position < record.length ? record[position] : '');
    }
    this.#rowCount++;
  }

  /** Adds `count` rows, no more than the segment has room for: cells[i] are those of attribute i. */
  addRows(cells: readonly CellRanges[], count: number): void {
    for (let i = 0; i < cells.length; i++) this.#columns[i].addAll(cells[i], count);
    this.#rowCount += count;
  }

  /** Packs what was added into a buffer of its own and starts anew. */
  pack(): Segment {
    const columns = new Map(this.#attributes.map((attribute, i) => [attribute, this.#columns[i].take()]));
    const segment = packSegment(columns, this.#rowCount);
    this.#rowCount = 0;
    return segment;
  }
}
