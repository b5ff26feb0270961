import { groupNames } from '../engine/group-list';
import type { RecordSet } from '../engine/record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column } from '../engine/segment';
import { normalizeKey } from '../matching/normalize-key';

const NONE: readonly number[] = [];
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Groups by number. Names that differ in case or width only are one group: targets take them for the same. */
export class GroupTable {
  readonly #names: string[] = [];
  readonly #keys: string[] = [];
  readonly #numbers = new Map<string, number>();

  get count(): number {
    return this.#names.length;
  }

  /** As it was met first. */
  name(group: number): string {
    return this.#names[group];
  }

  /** The form in which names are compared: the same whoever spelled it first. */
  key(group: number): string {
    return this.#keys[group];
  }

  numberOf(name: string): number {
    const key = normalizeKey(name, false);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#names.push(name) - 1;
    this.#keys.push(key);
    this.#numbers.set(key, number);
    return number;
  }
}

/** The groups that records name in their `groups` cell. Each distinct cell of a dictionary is read once. */
export class GroupCells {
  readonly #table: GroupTable;
  readonly #columns: readonly (Column | undefined)[];
  readonly #known: readonly Map<number, readonly number[]>[];

  constructor(records: RecordSet, table: GroupTable) {
    this.#table = table;
    this.#columns = records.segments.map((segment) => segment.columns.get('groups'));
    this.#known = this.#columns.map(() => new Map<number, readonly number[]>());
  }

  /** Numbers, each once, in the order of the cell. */
  of(row: number): readonly number[] {
    const column = this.#columns[row >> SEGMENT_SHIFT];
    if (!column) return NONE;
    const slot = cellSlot(column, row & SEGMENT_MASK);
    if (column.offsets[slot] === column.offsets[slot + 1]) return NONE;
    if (column.kind === 'text') return this.#read(column, slot);
    const known = this.#known[row >> SEGMENT_SHIFT];
    const groups = known.get(slot) ?? this.#read(column, slot);
    known.set(slot, groups);
    return groups;
  }

  #read({ bytes, offsets }: Column, slot: number): readonly number[] {
    const cell = decoder.decode(bytes.subarray(offsets[slot], offsets[slot + 1]));
    return [...new Set(groupNames(cell).map((name) => this.#table.numberOf(name)))];
  }
}
