import Dexie from 'dexie';
import { StorageFailure } from './storage-error';

/**
 * A tab that sleeps, or was stopped, is not waited for longer. Browsers carry out a removal, and whatever is asked of that
 * database after it, only once every tab has closed it, and say nothing until then.
 */
export const PATIENCE_MS = 3000;

/**
 * Databases as the browser has them. Dexie brings a database up to its own version when it opens it, and makes one where
 * there is none; these look at what is there and leave it so. Rejects as `safety-blocked` where it cannot be had soon.
 */
export function openRaw(name: string, patienceMs = PATIENCE_MS): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let isThere = true;
    let isGivenUp = false;
    const timer = setTimeout(() => {
      isGivenUp = true;
      reject(new StorageFailure({ kind: 'safety-blocked' }));
    }, patienceMs);
    request.onupgradeneeded = () => {
      isThere = false;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      if (isGivenUp) return request.result.close();
      // Whoever removes it, or brings it up to date, is not kept waiting.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = (event) => {
      clearTimeout(timer);
      event.preventDefault();
      if (isThere) reject(failure(request.error));
      else resolve(undefined);
    };
  });
}

/** Opens it for `work` alone; undefined where there is none. */
export async function withRaw<Value>(
  name: string,
  work: (db: IDBDatabase) => Promise<Value>
): Promise<Value | undefined> {
  const db = await openRaw(name);
  if (!db) return undefined;
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/**
 * A new one, or one of an earlier version, with the tables and rows that `build` makes, all at once. Rejects where another
 * tab keeps it open and does not answer.
 */
export function buildRaw(
  name: string,
  version: number,
  build: (db: IDBDatabase, transaction: IDBTransaction) => void
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onblocked = () => reject(new DOMException('Another tab keeps it open.', 'AbortError'));
    request.onupgradeneeded = () => {
      if (request.transaction) build(request.result, request.transaction);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = (event) => {
      event.preventDefault();
      reject(failure(request.error));
    };
  });
}

/**
 * True once it is gone. Other tabs that have it open are asked to close it; one that sleeps does so when it wakes, and is
 * not waited for: the removal is carried out then.
 */
export async function removeDatabase(name: string, patienceMs = PATIENCE_MS): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
  try {
    return await Promise.race([Dexie.delete(name).then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
}

export function requested<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failure(request.error));
  });
}

/** Resolves once everything that `write` asks for is on the disk. Rejects, and nothing is, with what ended it. */
export async function written(
  transaction: IDBTransaction,
  write: (transaction: IDBTransaction) => void | Promise<void>
): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(failure(transaction.error));
  });
  try {
    await write(transaction);
  } catch (error) {
    ended.catch(() => undefined);
    if (transaction.error === null) abort(transaction);
    throw error;
  }
  await ended;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had ended by itself.
  }
}

function failure(error: DOMException | null): Error {
  return error ?? new DOMException('The browser took it back.', 'AbortError');
}
