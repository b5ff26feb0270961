import { buildRaw, requested, written } from './raw-database';
import { readBatch } from './row-batch';

/** Rows done of all. */
export type OnRows = (done: number, total: number) => void;

/**
 * Copies a database as it is, tables, indexes, version and rows, into a new one of another name. Batch by batch, each on
 * the disk before the next is read. What says what the database is comes last, so that a copy that ended early does not
 * look like a whole one.
 */
export async function copyDatabase(source: IDBDatabase, name: string, onRows: OnRows = () => undefined): Promise<void> {
  const tables = tablesOf(source);
  const total = await countRows(source, tables);
  const copy = await createTables(source, tables, name);
  let done = 0;
  try {
    for (const table of tables)
      await copyTable(source, copy, table, (rows) => {
        done += rows;
        onRows(done, total);
      });
  } finally {
    copy.close();
  }
}

/** `meta` last. */
export function tablesOf(db: IDBDatabase): readonly string[] {
  const names = [...db.objectStoreNames];
  return [...names.filter((name) => name !== 'meta'), ...names.filter((name) => name === 'meta')];
}

export async function countRows(db: IDBDatabase, tables: readonly string[]): Promise<number> {
  if (tables.length === 0) return 0;
  const transaction = db.transaction([...tables], 'readonly');
  const counts = await Promise.all(tables.map(async (table) => requested(transaction.objectStore(table).count())));
  return counts.reduce((sum, count) => sum + count, 0);
}

function createTables(source: IDBDatabase, tables: readonly string[], name: string): Promise<IDBDatabase> {
  // Alive until the last table was described; nothing is read in it.
  const described = tables.length > 0 ? source.transaction([...tables], 'readonly') : undefined;
  const descriptions = tables.flatMap((table) => (described ? [describe(described.objectStore(table))] : []));
  return buildRaw(name, source.version, (copy) => {
    for (const { table, options, indexes } of descriptions) {
      const store = copy.createObjectStore(table, options);
      for (const { index, keyPath, kind } of indexes) store.createIndex(index, keyPath, kind);
    }
  });
}

function describe(store: IDBObjectStore) {
  const { name, keyPath, autoIncrement } = store;
  return {
    table: name,
    options: { keyPath, autoIncrement },
    indexes: [...store.indexNames].map((index) => {
      const { keyPath: indexed, unique, multiEntry } = store.index(index);
      return { index, keyPath: indexed, kind: { unique, multiEntry } };
    })
  };
}

async function copyTable(
  source: IDBDatabase,
  copy: IDBDatabase,
  table: string,
  onCopied: (rows: number) => void
): Promise<void> {
  let after: IDBValidKey | undefined;
  for (;;) {
    const { keys, rows } = await readBatch(source, table, after);
    if (keys.length === 0) return;
    await written(copy.transaction(table, 'readwrite', { durability: 'strict' }), (transaction) => {
      const store = transaction.objectStore(table);
      const hasKeyInside = store.keyPath !== null;
      rows.forEach((row, i) => (hasKeyInside ? store.put(row) : store.put(row, keys[i])));
    });
    after = keys.at(-1);
    onCopied(rows.length);
  }
}
