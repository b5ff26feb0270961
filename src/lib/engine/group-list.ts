import { GROUP_SEPARATOR } from '../model/attribute';
import { DistinctNames } from './distinct-names';
import type { RecordSet } from './record-set';
import { cellSlot, SEGMENT_ROWS, type Column } from './segment';

/** A group that records name in their `groups` cell, with how many of them do. */
export interface NamedGroup {
  readonly name: string;
  readonly memberCount: number;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const SLICE_SLOTS = 8192;

/** Names in a `groups` cell, each once, trimmed, in their order. */
export function groupNames(cell: string): readonly string[] {
  if (cell === '') return [];
  const names = cell.split(GROUP_SEPARATOR).map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}

/** How many groups a list names. About 5 ns per byte of their cells, each distinct cell of a dictionary once. */
export function* countGroups(records: RecordSet): Generator<void, number> {
  return (yield* readNames(records)).count;
}

/** The groups of a list, by name. Yields every few milliseconds. */
export function* listGroups(records: RecordSet): Generator<void, readonly NamedGroup[]> {
  const groups: NamedGroup[] = [];
  for (const { name, uses } of (yield* readNames(records)).names()) {
    if (groups.length % SLICE_SLOTS === 0) yield;
    groups.push({ name, memberCount: uses });
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return groups.sort((a, b) => compare(a.name, b.name));
}

function* readNames(records: RecordSet): Generator<void, DistinctNames> {
  const names = new DistinctNames();
  yield* names.read(records, 'groups', GROUP_SEPARATOR.charCodeAt(0));
  return names;
}

/** Rows of the records that name the group, ascending. 0.4 µs per distinct cell. */
export function* groupMembers(records: RecordSet, name: string): Generator<void, Uint32Array> {
  const members: number[] = [];
  for (const [index, segment] of records.segments.entries()) {
    const column = segment.columns.get('groups');
    if (!column) continue;
    const isNaming = new Uint8Array(column.offsets.length - 1);
    for (let slot = 0; slot < isNaming.length; slot++) {
      if (slot % SLICE_SLOTS === 0) yield;
      if (groupNames(slotText(column, slot)).includes(name)) isNaming[slot] = 1;
    }
    for (let i = 0; i < segment.rowCount; i++) {
      if (isNaming[cellSlot(column, i)] === 1) members.push(index * SEGMENT_ROWS + i);
    }
  }
  return Uint32Array.from(members);
}

function slotText({ bytes, offsets }: Column, slot: number): string {
  const [start, end] = [offsets[slot], offsets[slot + 1]];
  return start === end ? '' : decoder.decode(bytes.subarray(start, end));
}
