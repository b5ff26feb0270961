import { requested, withRaw } from '../storage/raw-database';
import { weight } from '../storage/row-batch';

export interface StoredTables {
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly bytes: number;
}

const NOTHING: StoredTables = { tables: [], bytes: 0 };

/** A tab that sleeps in the middle of writing keeps everybody else from reading. */
const PATIENCE_MS = 5000;

/**
 * What a database holds, as far as it can be read: one that cannot, or from which nothing comes for a while, is removed all
 * the same. One row at a time.
 */
export async function storedTables(name: string, patienceMs = PATIENCE_MS): Promise<StoredTables> {
  try {
    return (await withRaw(name, (db) => new Counting(patienceMs).count(db))) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

class Counting {
  readonly #patienceMs: number;
  #giveUp: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  async count(db: IDBDatabase): Promise<StoredTables> {
    const givenUp = new Promise<StoredTables>((resolve) => (this.#giveUp = () => resolve(NOTHING)));
    this.#isGoingOn();
    try {
      return await Promise.race([this.#countAll(db), givenUp]);
    } finally {
      clearTimeout(this.#timer);
    }
  }

  #isGoingOn(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#giveUp, this.#patienceMs);
  }

  async #countAll(db: IDBDatabase): Promise<StoredTables> {
    const tables: { name: string; rows: number }[] = [];
    let bytes = 0;
    for (const name of db.objectStoreNames) {
      const store = db.transaction(name, 'readonly').objectStore(name);
      tables.push({ name, rows: await requested(store.count()) });
      bytes += await this.#bytesOf(db, name);
    }
    return { tables, bytes };
  }

  #bytesOf(db: IDBDatabase, name: string): Promise<number> {
    return new Promise((resolve, reject) => {
      let bytes = 0;
      const request = db.transaction(name, 'readonly').objectStore(name).openCursor();
      request.onsuccess = () => {
        this.#isGoingOn();
        const cursor = request.result;
        if (!cursor) return resolve(bytes);
        bytes += weight(cursor.value);
        cursor.continue();
      };
      request.onerror = () => reject(request.error ?? new Error('The browser stopped reading.'));
    });
  }
}
