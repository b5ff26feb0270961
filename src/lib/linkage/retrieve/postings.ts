import type { Ragged } from '../ragged';

const SLICE_ROWS = 65_536;

/**
 * Rows by key, the other way round of a Ragged: key k stands in rows[offsets[k], offsets[k + 1]), ascending. Keys beyond
 * the last one have no rows.
 */
export interface Postings {
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
}

/**
 * A counting sort; 10 ns per item. `rows`: only these, ascending; a row that repeats a key is there once. Yields now and
 * then.
 */
export function* postings(people: Ragged, keyCount: number, rows: Uint32Array | undefined): Generator<void, Postings> {
  const offsets = new Uint32Array(keyCount + 1);
  const lastRows = new Int32Array(keyCount).fill(-1);
  yield* eachItem(people, rows, (key, row) => {
    if (lastRows[key] !== row) offsets[key + 1]++;
    lastRows[key] = row;
  });
  for (let key = 0; key < keyCount; key++) offsets[key + 1] += offsets[key];
  const places = offsets.slice(0, keyCount);
  const sorted = new Uint32Array(offsets[keyCount]);
  lastRows.fill(-1);
  yield* eachItem(people, rows, (key, row) => {
    if (lastRows[key] === row) return;
    lastRows[key] = row;
    sorted[places[key]++] = row;
  });
  return { offsets, rows: sorted };
}

/** Number of rows that have the key. */
export function postingCount({ offsets }: Postings, key: number): number {
  return key + 1 < offsets.length ? offsets[key + 1] - offsets[key] : 0;
}

function* eachItem(
  { offsets, items }: Ragged,
  rows: Uint32Array | undefined,
  tell: (item: number, row: number) => void
): Generator<void, void> {
  const count = rows ? rows.length : offsets.length - 1;
  for (let i = 0; i < count; i++) {
    if (i % SLICE_ROWS === 0) yield;
    const row = rows ? rows[i] : i;
    for (let at = offsets[row]; at < offsets[row + 1]; at++) tell(items[at], row);
  }
}
