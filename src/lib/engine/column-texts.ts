import type { Attribute } from '../model/attribute';
import { cellText, type RecordSet } from './record-set';
import { SEGMENT_MASK, SEGMENT_SHIFT, type Column } from './segment';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
// One character per byte, so that offsets into the bytes are offsets into the text.
const byByte = new TextDecoder('windows-1252');
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Rows of one segment from which on its whole column is decoded at once. */
const MANY_ROWS = 512;

/** The cells of some rows, ascending; empty where a record has no such attribute. About 0.05 µs per cell for many rows. */
export function rowTexts(records: RecordSet, attribute: Attribute, rows: Uint32Array): string[] {
  const texts = new Array<string>(rows.length).fill('');
  for (let from = 0; from < rows.length;) {
    const segment = rows[from] >> SEGMENT_SHIFT;
    let to = from + 1;
    while (to < rows.length && rows[to] >> SEGMENT_SHIFT === segment) to++;
    const column = records.segments[segment]?.columns.get(attribute);
    if (column && to - from >= MANY_ROWS) {
      const cell = columnText(column);
      for (let i = from; i < to; i++) texts[i] = cell(rows[i] & SEGMENT_MASK);
    } else if (column) {
      for (let i = from; i < to; i++) texts[i] = cellText(records, rows[i], attribute);
    }
    from = to;
  }
  return texts;
}

/** Gives the cells of a column by their place in the segment; decodes the column once instead of each cell. */
function columnText(column: Column): (index: number) => string {
  const { bytes, offsets } = column;
  const whole = byByte.decode(bytes);
  const isAscii = !BEYOND_ASCII.test(whole);
  const read = (slot: number) => {
    const [start, end] = [offsets[slot], offsets[slot + 1]];
    const text = whole.slice(start, end);
    return isAscii || !BEYOND_ASCII.test(text) ? text : decoder.decode(bytes.subarray(start, end));
  };
  if (column.kind === 'text') return read;
  const entries = Array.from({ length: offsets.length - 1 }, (_, entry) => read(entry));
  return (index) => entries[column.codes[index]];
}
