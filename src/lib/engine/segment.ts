import type { Attribute } from '../model/attribute';

/**
 * A segment holds the cells of up to 32,768 records, column by column.
 *
 * [Note: full segments] Within a record set every segment but the last one is full, so that row r stands in segment
 * r >> SEGMENT_SHIFT at position r & SEGMENT_MASK. Segments are never changed once built: a change makes a new one.
 */
export const SEGMENT_SHIFT = 15;
export const SEGMENT_ROWS = 1 << SEGMENT_SHIFT;
export const SEGMENT_MASK = SEGMENT_ROWS - 1;

/** UTF-8 bytes of all cells one behind the other; cell i is bytes[offsets[i], offsets[i + 1]). */
export interface TextColumn {
  readonly kind: 'text';
  readonly bytes: Uint8Array;
  /** rowCount + 1 entries. */
  readonly offsets: Uint32Array;
}

/** For few distinct values: cell i is entry codes[i], which is bytes[offsets[code], offsets[code + 1]). */
export interface DictionaryColumn {
  readonly kind: 'dictionary';
  readonly codes: Uint16Array;
  readonly bytes: Uint8Array;
  /** Number of entries + 1. */
  readonly offsets: Uint32Array;
}

export type Column = TextColumn | DictionaryColumn;

export interface Segment {
  readonly rowCount: number;
  readonly columns: ReadonlyMap<Attribute, Column>;
  /** What the columns are views of; this is what is stored and moved. */
  readonly buffer: ArrayBuffer;
}

/** Where the cell of a row stands in the column's offsets: cell bytes are [offsets[slot], offsets[slot + 1]). */
export function cellSlot(column: Column, index: number): number {
  return column.kind === 'text' ? index : column.codes[index];
}
