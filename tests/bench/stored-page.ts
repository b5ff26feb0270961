import { segmentsOf, type ListHead } from '../../src/lib/storage/list-head';
import type { StoredFigures, StoredPage } from './bench-figures';

/**
 * What reopening is held against: the lists' heads and every segment that they name, read with plain IndexedDB in a
 * browser process of its own, where nothing is cached but the files of the operating system, as for Muster itself.
 * Segments that only undo needs are left out: Muster does not read them either. One `get` for each segment, all under
 * way at once, because that is the fastest: `getAll` of the same segments takes up to half as long again.
 */
class StoredBytes implements StoredPage {
  async read(): Promise<StoredFigures> {
    const known = await indexedDB.databases();
    const name = known.find((entry) => entry.name?.startsWith('muster-workspace-'))?.name;
    if (name === undefined) throw new Error('The workspace is gone.');
    const startedAt = performance.now();
    const database = await answer(indexedDB.open(name));
    const transaction = database.transaction(['lists', 'segments']);
    // Dexie's rows, as storage/workspace-database.ts writes them.
    const heads = (await answer(transaction.objectStore('lists').getAll())) as ListHead[];
    const segments = transaction.objectStore('segments');
    const read = await Promise.all(
      heads.flatMap(segmentsOf).map((number) => answer<ArrayBuffer>(segments.get(number)))
    );
    const readMs = performance.now() - startedAt;
    database.close();
    return { readMs, bytes: read.reduce((sum, { byteLength }) => sum + byteLength, 0) };
  }
}

function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not say why.'));
  });
}

window.stored = new StoredBytes();
