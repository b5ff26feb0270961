import { ByteDictionary, WORD_SLACK } from '../engine/byte-dictionary';
import type { RecordSet } from '../engine/record-set';
import type { Column } from '../engine/segment';
import type { Attribute } from '../model/attribute';

/** What an empty cell has in place of a number. */
export const NO_VALUE = -1;

/**
 * The distinct cells of one attribute, as they stand there, and which of them each record has:
 *
 *     cells     asha    (empty)   zoe     asha
 *     numbers     0        -1       1       0
 *     texts     asha, zoe
 */
export interface DistinctValues {
  readonly numbers: Int32Array;
  readonly texts: readonly string[];
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Cost: measured, 0.05 to 0.1 s for a million records with 50,000 values. Yields after each
 * segment.
 */
export function* distinctValues(records: RecordSet, attribute: Attribute): Generator<void, DistinctValues> {
  const dictionary = new ByteDictionary();
  const numbers = new Int32Array(records.rowCount).fill(NO_VALUE);
  let start = 0;
  for (const segment of records.segments) {
    const column = segment.columns.get(attribute);
    if (column) numberCells(column, dictionary, numbers.subarray(start, start + segment.rowCount));
    start += segment.rowCount;
    yield;
  }
  const { bytes, offsets, size } = dictionary;
  const texts = Array.from({ length: size }, (_, i) => decoder.decode(bytes.subarray(offsets[i], offsets[i + 1])));
  return { numbers, texts };
}

function numberCells(column: Column, dictionary: ByteDictionary, numbers: Int32Array): void {
  const { offsets } = column;
  const source = readableByWords(column);
  const numberAt = (slot: number) =>
    offsets[slot] === offsets[slot + 1]
      ? NO_VALUE
      : dictionary.codeOf(source, offsets[slot], offsets[slot + 1], Infinity);
  if (column.kind === 'text') {
    for (let i = 0; i < numbers.length; i++) numbers[i] = numberAt(i);
    return;
  }
  const entries = Int32Array.from({ length: offsets.length - 1 }, (_, entry) => numberAt(entry));
  for (let i = 0; i < numbers.length; i++) numbers[i] = entries[column.codes[i]];
}

/** The dictionary reads up to three bytes behind a cell: the last column of a segment has none there. */
function readableByWords({ bytes }: Column): DataView {
  const isRoomy = bytes.byteOffset + bytes.length + WORD_SLACK <= bytes.buffer.byteLength;
  if (isRoomy) return new DataView(bytes.buffer, bytes.byteOffset);
  const copy = new Uint8Array(bytes.length + WORD_SLACK);
  copy.set(bytes);
  return new DataView(copy.buffer);
}
