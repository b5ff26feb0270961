import type { Attribute } from '../model/attribute';
import type { RecordSet } from './record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column } from './segment';

const NO_BYTES = new Uint8Array(0);

/** Walks to cells of one attribute by row. After `at`, the cell is bytes[start, end). One object serves many look-ups. */
export class CellReader {
  bytes: Uint8Array = NO_BYTES;
  start = 0;
  end = 0;
  readonly #columns: readonly (Column | undefined)[];

  constructor(records: RecordSet, attribute: Attribute) {
    this.#columns = records.segments.map((segment) => segment.columns.get(attribute));
  }

  at(row: number): this {
    const column = this.#columns[row >> SEGMENT_SHIFT];
    if (column === undefined) {
      this.start = this.end = 0;
      return this;
    }
    const slot = cellSlot(column, row & SEGMENT_MASK);
    this.bytes = column.bytes;
    this.start = column.offsets[slot];
    this.end = column.offsets[slot + 1];
    return this;
  }
}
