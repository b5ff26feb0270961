import type { CellRanges } from '../engine/column-builder';
import { SEGMENT_ROWS } from '../engine/segment';
import { SegmentBuilder } from '../engine/segment-builder';
import type { Attribute } from '../model/attribute';
import type { SegmentTransfer } from '../protocol/segment-transfer';
import type { CellReading } from './cell-reading';
import { ReadCells } from './read-cells';
import type { RecordRanges } from './table-reader';

/** The attributes that are filled, and where each stands in a record. */
export interface Targets {
  readonly attributes: readonly Attribute[];
  readonly positions: Int32Array;
}

/** Fills segments with the records that come in, as strings or as bytes, and keeps the full ones until they are sent. */
export class StagedSegments {
  readonly #targets: Targets;
  readonly #readings: readonly CellReading[];
  /** Per attribute; undefined where cells come in as they stand. */
  readonly #readCells: readonly (ReadCells | undefined)[];
  readonly #builder: SegmentBuilder;
  readonly #numbers = new Uint32Array(SEGMENT_ROWS);
  #packed: SegmentTransfer[] = [];

  constructor(targets: Targets, readings: readonly CellReading[]) {
    this.#targets = targets;
    this.#readings = readings;
    this.#readCells = Array.from(targets.positions, (position) => {
      const own = readings.filter(({ column }) => column === position);
      return own.length > 0 ? new ReadCells((cell) => own.reduce((text, { read }) => read(text), cell)) : undefined;
    });
    this.#builder = new SegmentBuilder(targets.attributes);
  }

  /** Cells that are to be read as something else are changed where they stand. */
  add(cells: string[], number: number): void {
    for (const { column, read } of this.#readings) if (column < cells.length) cells[column] = read(cells[column]);
    this.#numbers[this.#builder.rowCount] = number;
    this.#builder.addRow(cells, this.#targets.positions);
    if (this.#builder.isFull) this.#pack();
  }

  addAll(records: RecordRanges): void {
    const { count, number, stride } = records;
    for (let done = 0; done < count;) {
      const rowCount = this.#builder.rowCount;
      const taken = Math.min(count - done, SEGMENT_ROWS - rowCount);
      const first = records.first + done * stride;
      for (let i = 0; i < taken; i++) this.#numbers[rowCount + i] = number + done + i;
      this.#builder.addRows(this.#cellsOf({ ...records, first }, taken), taken);
      if (this.#builder.isFull) this.#pack();
      done += taken;
    }
  }

  /** What is full so far. It is the caller's. */
  take(): readonly SegmentTransfer[] {
    const packed = this.#packed;
    this.#packed = [];
    return packed;
  }

  /** Everything that is left. */
  takeRest(): readonly SegmentTransfer[] {
    if (this.#builder.rowCount > 0) this.#pack();
    return this.take();
  }

  #cellsOf({ bytes, bounds, first, stride }: CellRanges, count: number): readonly CellRanges[] {
    return this.#readCells.map((readCells, i) => {
      const cells = { bytes, bounds, stride, first: first + this.#targets.positions[i] * 2 };
      return readCells ? readCells.of(cells, count) : cells;
    });
  }

  #pack(): void {
    const { buffer, rowCount } = this.#builder.pack();
    this.#packed.push({ buffer, rowCount, recordNumbers: this.#numbers.slice(0, rowCount) });
  }
}
