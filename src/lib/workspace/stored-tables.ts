import { requested, withRaw } from '../storage/raw-database';
import { weight } from '../storage/row-batch';

export interface StoredTables {
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly bytes: number;
}

const NOTHING: StoredTables = { tables: [], bytes: 0 };

/** What a database holds, as far as it can be read: one that cannot is removed all the same. One row at a time. */
export async function storedTables(name: string): Promise<StoredTables> {
  try {
    return (await withRaw(name, countAll)) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

async function countAll(db: IDBDatabase): Promise<StoredTables> {
  const tables: { name: string; rows: number }[] = [];
  let bytes = 0;
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name, 'readonly').objectStore(name);
    tables.push({ name, rows: await requested(store.count()) });
    bytes += await bytesOf(db, name);
  }
  return { tables, bytes };
}

function bytesOf(db: IDBDatabase, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const request = db.transaction(name, 'readonly').objectStore(name).openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(bytes);
      bytes += weight(cursor.value);
      cursor.continue();
    };
    request.onerror = () => reject(request.error ?? new Error('The browser stopped reading.'));
  });
}
