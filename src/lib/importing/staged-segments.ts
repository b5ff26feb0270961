import type { CellRanges } from '../engine/column-builder';
import { SEGMENT_ROWS } from '../engine/segment';
import { SegmentBuilder } from '../engine/segment-builder';
import type { Attribute, CustomAttribute } from '../model/attribute';
import type { SegmentTransfer } from '../protocol/segment-transfer';
import type { CellReading } from './cell-reading';
import { INACTIVE, ReadCells } from './read-cells';
import type { RecordRanges } from './table-reader';

/** The attributes that are filled, and where each stands in a record. */
export interface Targets {
  readonly attributes: readonly Attribute[];
  readonly positions: Int32Array;
}

/** How the cells of one attribute are read, as bytes. */
interface ReadColumn {
  readonly read: ReadCells;
  /** Its answers are empty but where the column has to be `INACTIVE`. */
  readonly overruled: { readonly position: number; readonly read: ReadCells } | undefined;
}

function readColumn(readings: readonly CellReading[]): ReadColumn | undefined {
  if (readings.length === 0) return undefined;
  const by = readings.find(({ overruledBy }) => overruledBy)?.overruledBy;
  return {
    read: new ReadCells((cell) => readings.reduce((text, { read }) => read(text), cell)),
    overruled: by && {
      position: by.column,
      read: new ReadCells((cell) => (by.saysInactive(cell) ? INACTIVE : ''))
    }
  };
}

function isCopied(reading: CellReading): reading is CellReading & { readonly raw: CustomAttribute } {
  return reading.raw !== undefined;
}

/** Fills segments with the records that come in, as strings or as bytes, and keeps the full ones until they are sent. */
export class StagedSegments {
  readonly #targets: Targets;
  /** Where the attributes stand in a record of strings: copies of cells as they stand are put behind its own. */
  readonly #places: Int32Array;
  readonly #readings: readonly CellReading[];
  readonly #raw: readonly number[];
  readonly #width: number;
  /** Per attribute; undefined where cells come in as they stand. */
  readonly #columns: readonly (ReadColumn | undefined)[];
  readonly #builder: SegmentBuilder;
  readonly #numbers = new Uint32Array(SEGMENT_ROWS);
  #packed: SegmentTransfer[] = [];

  constructor(targets: Targets, readings: readonly CellReading[]) {
    const raw = readings.filter(isCopied);
    const own = targets.attributes.length;
    this.#targets = {
      attributes: [...targets.attributes, ...raw.map((reading) => reading.raw)],
      positions: Int32Array.of(...targets.positions, ...raw.map(({ column }) => column))
    };
    this.#readings = readings;
    this.#raw = raw.map(({ column }) => column);
    const lookedAt = readings.flatMap(({ column, overruledBy: by }) => (by ? [column, by.column] : [column]));
    this.#width = Math.max(-1, ...this.#targets.positions, ...lookedAt) + 1;
    this.#places = Int32Array.of(...targets.positions, ...raw.map((_, i) => this.#width + i));
    this.#columns = Array.from(this.#targets.positions, (position, i) =>
      i < own ? readColumn(readings.filter(({ column }) => column === position)) : undefined
    );
    this.#builder = new SegmentBuilder(this.#targets.attributes);
  }

  /** Those of the targets, and the cells that are kept as they stand beside what they are read as. */
  get attributes(): readonly Attribute[] {
    return this.#targets.attributes;
  }

  /** Cells that are to be read as something else are changed where they stand. */
  add(cells: string[], number: number): void {
    const { length } = cells;
    if (this.#raw.length > 0) this.#copy(cells);
    const overruled = this.#overruled(cells);
    for (const { column, read } of this.#readings) if (column < length) cells[column] = read(cells[column]);
    if (overruled >= 0) cells[overruled] = INACTIVE;
    this.#numbers[this.#builder.rowCount] = number;
    this.#builder.addRow(cells, this.#places);
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
    const at = (position: number) => ({ bytes, bounds, stride, first: first + position * 2 });
    return this.#columns.map((column, i) => {
      const cells = at(this.#targets.positions[i]);
      if (!column) return cells;
      const { read, overruled } = column;
      return read.of(cells, count, overruled?.read.of(at(overruled.position), count));
    });
  }

  /** The column that is overruled in this record, -1 for none. Asked before any cell is changed. */
  #overruled(cells: readonly string[]): number {
    for (const { column, overruledBy: by } of this.#readings) {
      if (by !== undefined && by.column < cells.length && by.saysInactive(cells[by.column])) return column;
    }
    return -1;
  }

  /** A record may be too short for what is put behind it. */
  #copy(cells: string[]): void {
    while (cells.length < this.#width) cells.push('');
    this.#raw.forEach((column, i) => (cells[this.#width + i] = cells[column]));
  }

  #pack(): void {
    const { buffer, rowCount } = this.#builder.pack();
    this.#packed.push({ buffer, rowCount, recordNumbers: this.#numbers.slice(0, rowCount) });
  }
}
