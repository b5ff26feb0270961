import type { OnRows } from './copy-database';
import { countRows, tablesOf } from './copy-database';
import { readBatch } from './row-batch';
import { sameValue } from './same-value';

/** What a row of the old database has to be in the new one. */
export type ExpectedRow = (table: string, row: unknown) => unknown;

/**
 * Reads both databases, row by row beside each other, and says where the new one is not what it should be: every row of
 * every table of the old one is in the new one as expected, and no other row is. Undefined where they agree. Tables that
 * only the new one has are not looked at.
 */
export async function findDifference(
  old: IDBDatabase,
  fresh: IDBDatabase,
  expected: ExpectedRow,
  onRows: OnRows = () => undefined
): Promise<string | undefined> {
  const tables = tablesOf(old);
  const missing = tables.find((table) => !fresh.objectStoreNames.contains(table));
  if (missing !== undefined) return `The table “${missing}” is missing.`;
  const total = await countRows(old, tables);
  let done = 0;
  for (const table of tables) {
    const difference = await findDifferentRow(old, fresh, { table, expected }, (rows) => {
      done += rows;
      onRows(done, total);
    });
    if (difference !== undefined) return difference;
  }
  return undefined;
}

async function findDifferentRow(
  old: IDBDatabase,
  fresh: IDBDatabase,
  { table, expected }: { readonly table: string; readonly expected: ExpectedRow },
  onCompared: (rows: number) => void
): Promise<string | undefined> {
  let after: IDBValidKey | undefined;
  let first = 1;
  for (;;) {
    const there = await readBatch(old, table, after);
    const here = await readBatch(fresh, table, after, { bytes: Infinity, rows: Math.max(1, there.keys.length) });
    if (there.keys.length === 0) return here.keys.length === 0 ? undefined : `“${table}” has more rows than it should.`;
    const place = there.keys.findIndex(
      (key, i) =>
        here.keys.length <= i ||
        indexedDB.cmp(key, here.keys[i]) !== 0 ||
        !sameValue(expected(table, there.rows[i]), here.rows[i])
    );
    if (place >= 0) return `Row ${first + place} of “${table}” is not what it should be.`;
    after = there.keys.at(-1);
    first += there.keys.length;
    onCompared(there.keys.length);
  }
}
