import Dexie, { type Table } from 'dexie';
import type { LockSource } from './writer-lock';

const DATABASE_NAME = 'muster-listing';
/** A worker that was just ended gives its lock back in a moment; that of another tab that lists is not waited for. */
const SWEEP_PATIENCE_MS = 2000;

interface StoredPart {
  readonly run: string;
  readonly part: Blob;
}

/** Parts of lists that are on their way from a system. No list is in here longer than that takes. */
class ListingDatabase extends Dexie {
  declare parts: Table<StoredPart, number>;

  constructor() {
    super(DATABASE_NAME);
    this.version(1).stores({ parts: '++,run' });
  }
}

/**
 * Keeps the parts of one list on disk: a Blob that comes out of IndexedDB is backed by a file, one that a script made
 * is in memory. Rows belong to a run, and a run holds a Web Lock until its worker ends, however it ends: rows whose
 * lock is free are left-overs.
 *
 * Nothing rejects. With a full disk, or where a window has no storage, parts stay in memory: a list is not lost by that.
 */
export class ListingStore {
  readonly #locks: LockSource;
  readonly #run = crypto.randomUUID();
  #opening: Promise<ListingDatabase | undefined> | undefined;
  #isFailed = false;

  constructor(locks: LockSource) {
    this.#locks = locks;
  }

  async add(part: Blob): Promise<Blob> {
    if (this.#isFailed) return part;
    try {
      const database = await (this.#opening ??= this.#open());
      const key = await database?.parts.add({ run: this.#run, part });
      const row = key === undefined ? undefined : await database?.parts.get(key);
      return row?.part ?? part;
    } catch {
      this.#isFailed = true;
      return part;
    }
  }

  async clear(): Promise<void> {
    try {
      const database = await this.#opening;
      if (database) await dropRun(database, this.#run);
    } catch {
      // Then swept once this worker has ended.
    }
  }

  sweep(): Promise<void> {
    return sweepListings(this.#locks);
  }

  /** Nothing where parts could not be kept. The lock comes before the first row. */
  async #open(): Promise<ListingDatabase | undefined> {
    await holdForever(this.#locks, lockName(this.#run));
    const database = new ListingDatabase();
    if (await outlivesRow(database, this.#run)) return database;
    database.close();
    return undefined;
  }
}

/** Removes what workers left behind that were ended in the middle of a list. Never rejects: there is a next time. */
export async function sweepListings(locks: LockSource, patienceMs = SWEEP_PATIENCE_MS): Promise<void> {
  let database: ListingDatabase | undefined;
  try {
    if (!(await Dexie.exists(DATABASE_NAME))) return;
    const opened = (database = new ListingDatabase());
    const runs = await opened.parts.orderBy('run').uniqueKeys();
    const signal = AbortSignal.timeout(patienceMs);
    await Promise.allSettled(
      runs.map((run) => locks.request(lockName(String(run)), { signal }, () => dropRun(opened, String(run))))
    );
  } catch {
    // No storage, so nothing was left; or it is broken, and nothing can be removed.
  } finally {
    database?.close();
  }
}

/**
 * The file that is handed out outlives the rows that it was put together from. The specification wants that; tried
 * all the same, since a browser that removes the file with its row would lose a whole list.
 */
async function outlivesRow(database: ListingDatabase, run: string): Promise<boolean> {
  const key = await database.parts.add({ run, part: new Blob(['1']) });
  const row = await database.parts.get(key);
  await database.parts.delete(key);
  return (await row?.part.text()) === '1';
}

async function dropRun(database: ListingDatabase, run: string): Promise<void> {
  await database.parts.where('run').equals(run).delete();
}

function lockName(run: string): string {
  return `muster-listing-${run}`;
}

/** Until the worker ends. */
function holdForever(locks: LockSource, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const hold = () => {
      resolve();
      return new Promise<void>(() => undefined);
    };
    locks.request(name, {}, hold).catch(reject);
  });
}
