import { CellReader } from '../../engine/cell-reader';
import type { RecordSet } from '../../engine/record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column } from '../../engine/segment';
import { KeyBytes } from '../../matching/key-bytes';
import type { Attribute } from '../../model/attribute';

export type Bytes = Uint8Array;

const NOTHING: Bytes = new Uint8Array(0);

/** The cells of rows [start, end) of one segment, as views of its bytes. */
export function textCells(records: RecordSet, attribute: Attribute, start: number, end: number): Bytes[] {
  return slotCells(records, attribute, [start, end], ({ bytes, offsets }, slot) =>
    bytes.subarray(offsets[slot], offsets[slot + 1])
  );
}

/** The same, normalized as matching compares them; empty for no key. */
export function keyCells(records: RecordSet, { attribute, isCaseSensitive }: KeyColumn, start: number, end: number) {
  const key = new KeyBytes(isCaseSensitive);
  return slotCells(records, attribute, [start, end], (column, slot) => {
    key.readRange(column.bytes, column.offsets[slot], column.offsets[slot + 1]);
    return portableKey(key.bytes.subarray(0, key.length));
  });
}

export interface KeyColumn {
  readonly attribute: Attribute;
  readonly isCaseSensitive: boolean;
}

/** Of the users at these rows; nothing where there is none. */
export function cellsOfRows(records: RecordSet, attribute: Attribute, rows: Int32Array): Bytes[] {
  const reader = new CellReader(records, attribute);
  return Array.from(rows, (row) => {
    if (row < 0 || row >= records.rowCount) return NOTHING;
    const { bytes, start, end } = reader.at(row);
    return bytes.subarray(start, end);
  });
}

/** Reads each entry of a dictionary once. */
function slotCells(
  records: RecordSet,
  attribute: Attribute,
  [start, end]: readonly [number, number],
  read: (column: Column, slot: number) => Bytes
): Bytes[] {
  const column = records.segments[start >> SEGMENT_SHIFT]?.columns.get(attribute);
  const cells = new Array<Bytes>(end - start).fill(NOTHING);
  if (!column) return cells;
  const entries: Bytes[] = [];
  for (let row = start; row < end; row++) {
    const slot = cellSlot(column, row & SEGMENT_MASK);
    cells[row - start] = column.kind === 'text' ? read(column, slot) : (entries[slot] ??= read(column, slot));
  }
  return cells;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Not every database takes U+0000 into a text. It is written as ␀0, and ␀ itself as ␀1, so that different keys stay
 * different ones. A copy: what it was read from is used again.
 */
function portableKey(bytes: Uint8Array): Bytes {
  if (bytes.length === 0) return NOTHING;
  if (!bytes.includes(0) && !bytes.includes(0x90)) return bytes.slice();
  const text = decoder.decode(bytes);
  return encoder.encode(text.replaceAll('␀', '␀1').replaceAll('\0', '␀0'));
}
