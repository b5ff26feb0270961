import { packWords, unpackWords } from './packed-words';

/**
 * Columns of the same rows as one run of words, for storing:
 *
 *     magic "MUC1" | number of columns | words of each column | columns (packed-words.ts)
 *
 * The columns as they were stored before had no magic: they begin with a row of a user or -1, and no list is as long as
 * the magic would say.
 */
const MAGIC = 0x3143554d;

export function packColumns(columns: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const packed = columns.map(packWords);
  const start = 2 + packed.length;
  const words = new Uint32Array(packed.reduce((length, column) => length + column.length, start));
  words.set([MAGIC, packed.length, ...packed.map(({ length }) => length)]);
  let position = start;
  for (const column of packed) {
    words.set(column, position);
    position += column.length;
  }
  return words;
}

/** Undefined for what was stored without being packed. */
export function unpackColumns(words: Uint32Array, rowCount: number): Uint32Array[] | undefined {
  if (words[0] !== MAGIC) return undefined;
  const lengths = words.subarray(2, 2 + words[1]);
  let position = 2 + lengths.length;
  return Array.from(lengths, (length) => {
    const column = unpackWords(words.subarray(position, position + length), rowCount);
    position += length;
    return column;
  });
}

/** Rows [start, end) of references as they are packed, -1 as the largest word. A view. */
export function asWords({ buffer, byteOffset }: Int32Array, start: number, end: number): Uint32Array {
  return new Uint32Array(buffer, byteOffset + start * 4, end - start);
}

export type FourColumns = readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** Four bytes per row as one word, the first column in its lowest byte. */
export function joinBytes([a, b, c, d]: FourColumns, start: number, end: number): Uint32Array {
  const words = new Uint32Array(end - start);
  for (let row = start; row < end; row++) words[row - start] = a[row] | (b[row] << 8) | (c[row] << 16) | (d[row] << 24);
  return words;
}

/** Into the four columns, from `position` on. */
export function splitBytes(words: Uint32Array, [a, b, c, d]: FourColumns, position: number): void {
  for (let i = 0, row = position; i < words.length; i++, row++) {
    const word = words[i];
    a[row] = word;
    b[row] = word >>> 8;
    c[row] = word >>> 16;
    d[row] = word >>> 24;
  }
}
