import { assert } from '../model/assert';
import type { Attribute } from '../model/attribute';
import type { Column, Segment } from './segment';

/**
 * One segment as one buffer, stored and moved as it is; unpacking makes views and copies nothing.
 *
 *     0   u32  magic "MUS1"
 *     4   u32  number of rows
 *     8   u32  bytes of the header
 *     12  header: JSON, one entry per column [attribute, number of codes or -1 for text, number of offsets, bytes]
 *     ..  per column, each part on a multiple of 4:  offsets u32 | codes u16 (dictionary only) | bytes
 *
 * Little-endian, as every machine that runs a browser is.
 */
const MAGIC = 0x3153554d;
const PREFIX_BYTES = 12;

type ColumnHeader = readonly [attribute: Attribute, codes: number, offsets: number, bytes: number];

function aligned(position: number): number {
  return (position + 3) & ~3;
}

function headerOf(attribute: Attribute, column: Column): ColumnHeader {
  const codes = column.kind === 'dictionary' ? column.codes.length : -1;
  return [attribute, codes, column.offsets.length, column.bytes.length];
}

export function packSegment(columns: ReadonlyMap<Attribute, Column>, rowCount: number): Segment {
  const headers = [...columns].map(([attribute, column]) => headerOf(attribute, column));
  const header = new TextEncoder().encode(JSON.stringify(headers));
  const start = aligned(PREFIX_BYTES + header.length);
  const total = headers.reduce((size, [, codes, offsets, bytes]) => {
    return size + offsets * 4 + aligned(Math.max(codes, 0) * 2) + aligned(bytes);
  }, start);
  const buffer = new ArrayBuffer(total);
  new Uint32Array(buffer, 0, 3).set([MAGIC, rowCount, header.length]);
  new Uint8Array(buffer, PREFIX_BYTES).set(header);
  const segment = { rowCount, columns: viewColumns(buffer, headers, start), buffer };
  for (const [attribute, view] of segment.columns) {
    const column = columns.get(attribute);
    if (column?.kind === 'dictionary' && view.kind === 'dictionary') view.codes.set(column.codes);
    if (column) {
      view.offsets.set(column.offsets);
      view.bytes.set(column.bytes);
    }
  }
  return segment;
}

/** Throws on a buffer that is not a segment: nothing but packSegment makes them. */
export function unpackSegment(buffer: ArrayBuffer): Segment {
  const [magic, rowCount, headerBytes] = new Uint32Array(buffer, 0, 3);
  assert(magic === MAGIC, 'a stored segment begins with its magic number');
  const text = new TextDecoder().decode(new Uint8Array(buffer, PREFIX_BYTES, headerBytes));
  const headers: readonly ColumnHeader[] = JSON.parse(text);
  return { rowCount, columns: viewColumns(buffer, headers, aligned(PREFIX_BYTES + headerBytes)), buffer };
}

function viewColumns(buffer: ArrayBuffer, headers: readonly ColumnHeader[], start: number): Map<Attribute, Column> {
  const columns = new Map<Attribute, Column>();
  let position = start;
  for (const [attribute, codeCount, offsetCount, byteCount] of headers) {
    const offsets = new Uint32Array(buffer, position, offsetCount);
    position += offsetCount * 4;
    const isDictionary = codeCount >= 0;
    const codes = new Uint16Array(buffer, position, Math.max(codeCount, 0));
    position += aligned(codes.length * 2);
    const bytes = new Uint8Array(buffer, position, byteCount);
    position += aligned(byteCount);
    columns.set(
      attribute,
      isDictionary ? { kind: 'dictionary', codes, bytes, offsets } : { kind: 'text', bytes, offsets }
    );
  }
  return columns;
}
