import { columnOf } from './workbook-rows';

/** Cells shown as one; only the first of them holds what they say. Rows and columns from 0, both ends included. */
export interface MergedCells {
  readonly top: number;
  readonly bottom: number;
  readonly column: number;
}

const MERGED = /<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;
/** Longer than such an element. */
const KEPT_CHARS = 80;

/**
 * The cells merged over several rows among the first `rowCount`. They are told behind the rows of a sheet, so that it is
 * unpacked to its end, but only searched: 8 ns per byte, most of it for unpacking. Its damage, if any, comes out on the way.
 */
export async function readMergedRows(
  parts: AsyncIterable<Uint8Array>,
  rowCount: number
): Promise<readonly MergedCells[]> {
  const merged: MergedCells[] = [];
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const part of parts) {
    const text = rest + decoder.decode(part, { stream: true });
    const found = text.includes('mergeCell ') ? [...text.matchAll(MERGED)] : [];
    merged.push(...found.map(mergedCells).filter(({ top, bottom }) => top < rowCount && bottom > top));
    const last = found.at(-1);
    rest = text.slice(Math.max(last ? last.index + last[0].length : 0, text.length - KEPT_CHARS));
  }
  return merged;
}

function mergedCells([, column, top, bottom]: RegExpExecArray): MergedCells {
  return { top: Number(top) - 1, bottom: Number(bottom) - 1, column: columnOf(column) };
}

/** The same records, with what a merged cell says in every row that it covers. */
export function withMergedRows(
  records: readonly (readonly string[])[],
  merged: readonly MergedCells[]
): readonly (readonly string[])[] {
  const filled = records.map((record) => [...record]);
  for (const { top, bottom, column } of merged) {
    const said = records[top]?.[column] ?? '';
    if (said === '') continue;
    for (let row = top + 1; row <= Math.min(bottom, filled.length - 1); row++) {
      while (filled[row].length <= column) filled[row].push('');
      if (filled[row][column] === '') filled[row][column] = said;
    }
  }
  return filled;
}
