import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { ListingStore, sweepListings } from '../../../src/lib/storage/listing-store';
import type { LockSource } from '../../../src/lib/storage/writer-lock';

/** One holder per name, the next waits; `end` is the end of a worker. */
class WaitingLocks implements LockSource {
  readonly #held = new Set<string>();
  readonly #waiting = new Map<string, (() => void)[]>();

  request(
    name: string,
    { signal }: { signal?: AbortSignal },
    callback: (lock: unknown) => Promise<void> | undefined
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const take = () => {
        this.#held.add(name);
        void Promise.resolve(callback({})).then(() => {
          resolve(undefined);
          this.#release(name);
        });
      };
      if (!this.#held.has(name)) return take();
      const waiting = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, [...waiting, take]);
      signal?.addEventListener('abort', () => {
        this.#waiting.set(
          name,
          (this.#waiting.get(name) ?? []).filter((one) => one !== take)
        );
        reject(new DOMException('waited', 'AbortError'));
      });
    });
  }

  end(): void {
    for (const name of [...this.#held]) this.#release(name);
  }

  #release(name: string): void {
    this.#held.delete(name);
    const [next, ...rest] = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, rest);
    next?.();
  }
}

async function rows(): Promise<number> {
  const database = await new Dexie('muster-listing').open();
  const count = await database.table('parts').count();
  database.close();
  return count;
}

afterEach(async () => {
  vi.restoreAllMocks();
  // The stores of a test stay open, as those of a worker do; Dexie tells of each that it closes.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await Dexie.delete('muster-listing');
  vi.restoreAllMocks();
});

test('parts are kept, and can still be read when they have been given back', async () => {
  const store = new ListingStore(new WaitingLocks());
  const kept = [await store.add(new Blob(['one\n'])), await store.add(new Blob(['two\n']))];
  expect(await rows()).toBe(2);
  await store.clear();
  expect(await rows()).toBe(0);
  expect(await new Blob(kept).text()).toBe('one\ntwo\n');
  await store.add(new Blob(['anew\n']));
  expect(await rows()).toBe(1);
});

test('what is answered is what the database holds, not what was handed in', async () => {
  const part = new Blob(['one\n']);
  expect(await new ListingStore(new WaitingLocks()).add(part)).not.toBe(part);
});

test('left-overs of ended workers are swept, lists on their way are not', async () => {
  const ended = new WaitingLocks();
  await new ListingStore(ended).add(new Blob(['left\n']));
  const locks = new WaitingLocks();
  await new ListingStore(locks).add(new Blob(['on its way\n']));
  // Of the first worker, no lock is held where the second is.
  await sweepListings(locks, 20);
  expect(await rows()).toBe(1);
});

test('a worker that is only just ending is waited for', async () => {
  const locks = new WaitingLocks();
  await new ListingStore(locks).add(new Blob(['left\n']));
  const swept = sweepListings(locks, 2000);
  setTimeout(() => locks.end(), 50);
  await swept;
  expect(await rows()).toBe(0);
});

test('one store clears its own rows only', async () => {
  const locks = new WaitingLocks();
  const first = new ListingStore(locks);
  await first.add(new Blob(['first\n']));
  const second = new ListingStore(locks);
  await second.add(new Blob(['second\n']));
  await first.clear();
  expect(await rows()).toBe(1);
});

test('sweeping makes no database where there is none', async () => {
  await sweepListings(new WaitingLocks());
  expect(await Dexie.exists('muster-listing')).toBe(false);
});

test('a full disk: parts stay in memory from then on, and those before are given back', async () => {
  const store = new ListingStore(new WaitingLocks());
  await store.add(new Blob(['one\n']));
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const part = new Blob(['two\n']);
  expect(await store.add(part)).toBe(part);
  full.mockRestore();
  expect(await store.add(part)).toBe(part);
  expect(await rows()).toBe(1);
  await store.clear();
  expect(await rows()).toBe(0);
});

test('no storage, no locks, or a file that goes with its row: parts stay in memory', async () => {
  const part = new Blob(['one\n']);
  const refusing: LockSource = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
  expect(await new ListingStore(refusing).add(part)).toBe(part);
  vi.spyOn(Blob.prototype, 'text').mockRejectedValueOnce(new DOMException('gone', 'NotReadableError'));
  expect(await new ListingStore(new WaitingLocks()).add(part)).toBe(part);
  vi.restoreAllMocks();
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  const store = new ListingStore(new WaitingLocks());
  expect(await store.add(part)).toBe(part);
  await store.clear();
  await store.sweep();
});
