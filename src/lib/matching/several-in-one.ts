import { enlarged } from '../engine/byte-dictionary';
import type { RecordSet } from '../engine/record-set';
import { cellSlot, type Segment } from '../engine/segment';
import type { Attribute } from '../model/attribute';
import { ValueSearch, type SoughtForm } from './sought-values';

const SEMICOLON = 0x3b;
const SPACE = 0x20;

/** The parts of a segment's cells one behind the other, and the place in the segment that each is from. */
interface CellParts {
  readonly segment: Segment;
  readonly places: Int32Array;
}

/**
 * Looks values up in cells that hold several, divided by semicolons, as further e-mail addresses do. Segments without
 * one cost nothing; with them the parts are copied and looked at as cells of their own.
 */
export function* lookForSeveralInOne(
  records: RecordSet,
  attribute: Attribute,
  sought: readonly SoughtForm[],
  rows: Int32Array
): Generator<void, void> {
  const search = new ValueSearch([attribute], sought, rows);
  let start = 0;
  for (const segment of records.segments) {
    const first = start;
    const parts = partsOf(segment, attribute);
    if (parts) search.pass(parts.segment, (part) => first + parts.places[part]);
    start += segment.rowCount;
    yield;
  }
}

/** Undefined where no cell has several. Blanks in front of a part are left out, and parts without anything else. */
function partsOf(segment: Segment, attribute: Attribute): CellParts | undefined {
  const column = segment.columns.get(attribute);
  if (!column?.bytes.includes(SEMICOLON)) return undefined;
  const { bytes, offsets } = column;
  const parts = new PartList();
  for (let place = 0; place < segment.rowCount; place++) {
    const slot = cellSlot(column, place);
    const end = offsets[slot + 1];
    if (!bytes.subarray(offsets[slot], end).includes(SEMICOLON)) continue;
    for (let start = offsets[slot], at = start; start <= end; at = start) {
      while (at < end && bytes[at] !== SEMICOLON) at++;
      parts.add(bytes, start, at, place);
      start = at + 1;
    }
  }
  return parts.of(attribute);
}

class PartList {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  readonly #offsets = [0];
  readonly #places: number[] = [];

  add(source: Uint8Array, from: number, end: number, place: number): void {
    let start = from;
    while (start < end && source[start] === SPACE) start++;
    if (start === end) return;
    if (this.#length + end - start > this.#bytes.length)
      this.#bytes = enlarged(this.#bytes, this.#length + end - start);
    for (let at = start; at < end; at++) this.#bytes[this.#length++] = source[at];
    this.#offsets.push(this.#length);
    this.#places.push(place);
  }

  of(attribute: Attribute): CellParts {
    const bytes = this.#bytes.subarray(0, this.#length);
    const column = { kind: 'text' as const, bytes, offsets: Uint32Array.from(this.#offsets) };
    const segment = {
      rowCount: this.#places.length,
      columns: new Map([[attribute, column]]),
      buffer: this.#bytes.buffer
    };
    return { segment, places: Int32Array.from(this.#places) };
  }
}
