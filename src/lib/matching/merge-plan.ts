import type { RecordSet } from '../engine/record-set';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT } from '../engine/segment';
import { KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import { joinKeys } from './join-keys';
import { findKeyless } from './keyless-rows';
import { KnownHits } from './known-hits';
import { MatchMemory } from './match-memory';
import { RecordKeys } from './record-keys';
import { repeatedKeys } from './repeated-keys';

/**
 * How the records of a new list relate to those that are there, by a key attribute. Rows that stay keep their row; new
 * ones are appended. A later record with a key that the list had before is a duplicate and left out; records without a
 * key are always new. One that is there without an id, such as a user made here, is known again by username or e-mail.
 */
export interface MergePlan {
  /** Incoming row that replaces an existing one, -1 where it is unchanged or missing from the list. */
  readonly replacement: Int32Array;
  /** 1 for existing rows that the list still has. */
  readonly isPresent: Uint8Array;
  /** Incoming rows to append, ascending. */
  readonly appended: Uint32Array;
  /** Incoming rows that are left out, ascending. */
  readonly duplicates: Uint32Array;
  /** For each incoming row the one that it has in the merged list, -1 for one that is left out. */
  readonly mergedRow: Int32Array;
  readonly updatedCount: number;
  readonly vanishedCount: number;
}

/**
 * The attribute that tells records apart: the first of KEY_ATTRIBUTES that both lists have, values in it at all. A list
 * without rows has nothing to tell apart, so the first one will do.
 */
export function mergeKey(existing: RecordSet, incoming: RecordSet): Attribute | undefined {
  if (incoming.rowCount === 0)
    return KEY_ATTRIBUTES.find((attribute) => hasValues(existing, attribute)) ?? 'externalId';
  return KEY_ATTRIBUTES.find(
    (attribute) => hasValues(incoming, attribute) && (existing.rowCount === 0 || hasValues(existing, attribute))
  );
}

function hasValues(records: RecordSet, attribute: Attribute): boolean {
  return records.segments.some((segment) => (segment.columns.get(attribute)?.bytes.length ?? 0) > 0);
}

/** Yields after each segment of work. */
export function* planMerge(
  existing: RecordSet,
  incoming: RecordSet,
  key: Attribute,
  isBare?: (incomingRow: number) => boolean
): Generator<void, MergePlan> {
  const theirs = new RecordKeys(incoming, [key], false);
  yield* theirs.hash();
  const duplicates = yield* repeatedKeys(theirs);
  const known = existing.rowCount > 0 ? yield* knownRows(existing, theirs, key, duplicates) : undefined;

  const replacement = new Int32Array(existing.rowCount).fill(-1);
  const isPresent = new Uint8Array(existing.rowCount);
  const appended = new Uint32Array(incoming.rowCount);
  const mergedRow = new Int32Array(incoming.rowCount).fill(-1);
  let appendedCount = 0;
  let updatedCount = 0;
  let presentCount = 0;
  let nextDuplicate = 0;
  for (let row = 0; row < incoming.rowCount; row++) {
    if ((row & SEGMENT_MASK) === 0) yield;
    if (row === duplicates[nextDuplicate]) {
      nextDuplicate++;
      continue;
    }
    const same = known ? known[row] : -1;
    if (same < 0) {
      mergedRow[row] = existing.rowCount + appendedCount;
      appended[appendedCount++] = row;
      continue;
    }
    mergedRow[row] = same;
    const hasNoMore = isBare?.(row) ?? false;
    // Told of as removed is not there.
    if (!hasNoMore) {
      isPresent[same] = 1;
      presentCount++;
    }
    if (hasSameCells(existing, same, incoming, { row, leavesEmpty: hasNoMore })) continue;
    replacement[same] = row;
    updatedCount++;
  }
  return {
    replacement,
    isPresent,
    appended: appendedCount === appended.length ? appended : appended.slice(0, appendedCount),
    duplicates,
    mergedRow,
    updatedCount,
    vanishedCount: existing.rowCount - presentCount
  };
}

/**
 * For each incoming row the first existing one with its key, -1 for none. Where ids are the key, also one that has none
 * yet and is told by another attribute.
 */
function* knownRows(
  existing: RecordSet,
  theirs: RecordKeys,
  key: Attribute,
  duplicates: Uint32Array
): Generator<void, Int32Array> {
  const mine = new RecordKeys(existing, [key], false);
  yield* mine.hash();
  const hits = new KnownHits(theirs.records.rowCount);
  const isAsked = new Uint8Array(theirs.records.rowCount).fill(1);
  yield* joinKeys({ users: mine, accounts: theirs, memory: new MatchMemory() }, isAsked, hits);
  const known = Int32Array.from(hits.rows, (_, row) => (hits.count(row) === 0 ? -1 : hits.user(row, 0)));
  const isKeyless = key === 'externalId' ? keylessRows(mine) : undefined;
  if (isKeyless) yield* findKeyless({ existing, incoming: theirs.records, isKeyless, known, duplicates });
  return known;
}

/** 1 for each row without a key; undefined where every row has one. 1 ns per row. */
function keylessRows(keys: RecordKeys): Uint8Array | undefined {
  const { rowCount } = keys.records;
  let isKeyless: Uint8Array | undefined;
  for (let row = 0; row < rowCount; row++) {
    if (keys.hasKey(row)) continue;
    isKeyless ??= new Uint8Array(rowCount);
    isKeyless[row] = 1;
  }
  return isKeyless;
}

/** Byte for byte, over the attributes that the incoming list has. */
function hasSameCells(
  existing: RecordSet,
  row: number,
  incoming: RecordSet,
  { row: incomingRow, leavesEmpty }: { readonly row: number; readonly leavesEmpty: boolean }
): boolean {
  const before = existing.segments[row >> SEGMENT_SHIFT].columns;
  for (const [attribute, column] of incoming.segments[incomingRow >> SEGMENT_SHIFT].columns) {
    const mine = before.get(attribute);
    const slot = cellSlot(column, incomingRow & SEGMENT_MASK);
    const start = column.offsets[slot];
    const length = column.offsets[slot + 1] - start;
    if (leavesEmpty && length === 0) continue;
    const mySlot = mine ? cellSlot(mine, row & SEGMENT_MASK) : 0;
    const myStart = mine ? mine.offsets[mySlot] : 0;
    if (length !== (mine ? mine.offsets[mySlot + 1] - myStart : 0)) return false;
    for (let i = 0; mine && i < length; i++) if (mine.bytes[myStart + i] !== column.bytes[start + i]) return false;
  }
  return true;
}
