import type { RecordSet } from '../../engine/record-set';
import { cellSlot, SEGMENT_SHIFT, type Column, type Segment } from '../../engine/segment';
import type { Attribute } from '../../model/attribute';
import { mixedBits } from './mixed-bits';

/** What tells people apart first; lists without any of these are told apart by their first columns by name. */
const TELLING: readonly Attribute[] = [
  'userName',
  'email',
  'displayName',
  'familyName',
  'givenName',
  'employeeNumber',
  'externalId'
];
const MOST_COLUMNS = 4;

/** Cells between two yields: half a millisecond. */
const SLICE_CELLS = 4096;
const MOST_SAMPLED = 2 ** 21;

/**
 * About `most` rows of a list, drawn by what stands in them and in an order that depends on that alone: a list in another
 * order gives the same people. 0.1 µs per cell.
 */
export function* sampleRows(records: RecordSet, most: number): Generator<void, Uint32Array> {
  const hashes = new Uint32Array(records.rowCount);
  const attributes = tellingAttributes(records);
  for (let at = 0; at < records.segments.length; at++) {
    const segment = records.segments[at];
    const part = hashes.subarray(at << SEGMENT_SHIFT, (at << SEGMENT_SHIFT) + segment.rowCount);
    for (const attribute of attributes) yield* hashCells(segment, attribute, part);
  }
  const end = (most / Math.max(1, records.rowCount)) * 2 ** 32;
  const rows: number[] = [];
  for (let row = 0; row < hashes.length; row++) {
    hashes[row] = mixedBits(hashes[row]);
    if (hashes[row] < end && rows.length < MOST_SAMPLED) rows.push(row);
    if (row % SLICE_CELLS === SLICE_CELLS - 1) yield;
  }
  // By hash, then by row: both in one number, of which many are sorted ten times as fast as by a function.
  const keys = Float64Array.from(rows, (row, place) => hashes[row] * MOST_SAMPLED + place).sort();
  return Uint32Array.from(keys, (key) => rows[key % MOST_SAMPLED]);
}

function tellingAttributes({ attributes }: RecordSet): readonly Attribute[] {
  const telling = TELLING.filter((attribute) => attributes.includes(attribute));
  const others = attributes.filter((attribute) => !telling.includes(attribute)).sort();
  return [...telling, ...others].slice(0, MOST_COLUMNS);
}

function* hashCells(segment: Segment, attribute: Attribute, hashes: Uint32Array): Generator<void, void> {
  const column: Column | undefined = segment.columns.get(attribute);
  if (!column) return;
  const { bytes, offsets } = column;
  for (let row = 0; row < hashes.length; row++) {
    const slot = cellSlot(column, row);
    let hash = hashes[row] ^ 0x811c9dc5;
    for (let at = offsets[slot]; at < offsets[slot + 1]; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    hashes[row] = mixedBits(hash);
    if (row % SLICE_CELLS === SLICE_CELLS - 1) yield;
  }
}
