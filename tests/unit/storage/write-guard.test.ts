import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import type { IdentityDomainId } from '../../../src/lib/model/ids';
import { DatabaseWatch, type DatabaseFate } from '../../../src/lib/storage/database-watch';
import { storageError } from '../../../src/lib/storage/storage-error';
import { nextDatabaseName, WorkspaceDatabase } from '../../../src/lib/storage/workspace-database';
import { WriteGuard } from '../../../src/lib/storage/write-guard';
import { newId, type WorkspaceId } from '../../../src/lib/model/ids';

afterEach(() => vi.restoreAllMocks());

async function opened() {
  const db = new WorkspaceDatabase(nextDatabaseName({ id: newId<WorkspaceId>() }));
  const fates: DatabaseFate[] = [];
  const watch = new DatabaseWatch(db, (fate) => fates.push(fate));
  const guard = new WriteGuard(db, watch);
  await guard.checkFormat(true);
  await guard.claim();
  watch.start();
  return { db, watch, guard, fates };
}

function domain(name: string) {
  return { id: newId<IdentityDomainId>(), name, createdAt: 1 };
}

async function names(db: WorkspaceDatabase): Promise<readonly string[]> {
  return (await db.domains.toArray()).map(({ name }) => name);
}

function passing(): DOMException {
  return new DOMException('Connection to Indexed Database server lost', 'UnknownError');
}

test('a write that fails in passing is made again, once, and whole', async () => {
  const { db, guard } = await opened();
  let runs = 0;
  const value = await guard.write(async () => {
    await db.domains.add(domain('half'));
    if (++runs === 1) throw passing();
    return 'stored';
  });
  expect(value).toBe('stored');
  expect(await names(db)).toEqual(['half']);
});

test('what fails again is given up, and nothing of it is stored', async () => {
  const { db, guard } = await opened();
  let runs = 0;
  const writing = guard.write(async () => {
    await db.domains.add(domain('half'));
    runs++;
    throw passing();
  });
  await expect(writing).rejects.toThrow('lost');
  expect(runs).toBe(2);
  expect(await names(db)).toEqual([]);
});

test('what was stored before its answer was lost is not stored twice', async () => {
  const { db, guard } = await opened();
  const real = db.transaction.bind(db) as (...given: unknown[]) => Promise<unknown>;
  vi.spyOn(db, 'transaction').mockImplementationOnce(((...given: unknown[]) =>
    real(...given).then(() => Promise.reject(passing()))) as never);
  let runs = 0;
  const value = await guard.write(async () => {
    await db.domains.add(domain(`run ${++runs}`));
    return runs;
  });
  expect(value).toBe(1);
  expect(await names(db)).toEqual(['run 1']);
});

test.each(['QuotaExceededError', 'ConstraintError', 'DataCloneError'])(
  '%s does not pass: it is told at once',
  async (name) => {
    const { guard } = await opened();
    let runs = 0;
    const writing = guard.write(async () => {
      runs++;
      throw new DOMException('no', name);
    });
    await expect(writing).rejects.toThrow();
    expect(runs).toBe(1);
  }
);

test('a connection that is lost comes back by itself', async () => {
  const { db, guard, fates } = await opened();
  await guard.write(() => db.domains.add(domain('before')));
  // As the browser does it.
  db.backendDB().onclose?.(new Event('close'));
  await guard.write(() => db.domains.add(domain('after')));
  expect(await names(db)).toEqual(expect.arrayContaining(['before', 'after']));
  expect(fates).toEqual([]);
});

test('a database that is removed is told once, and is not made anew by what comes after', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { db, guard, fates } = await opened();
  await Dexie.delete(db.name);
  await vi.waitFor(() => expect(fates).toEqual([{ kind: 'gone', error: { kind: 'safety-data-removed' } }]));
  await expect(guard.write(() => db.domains.add(domain('late')))).rejects.toThrow();
  await expect(db.domains.count()).rejects.toThrow();
  expect(await Dexie.exists(db.name)).toBe(false);
});

test('an empty database in place of a filled one is not written to', async () => {
  const { db, guard } = await opened();
  await guard.write(() => db.meta.delete('format'));
  const error = await guard.write(() => db.domains.add(domain('late'))).catch(storageError);
  expect(error).toEqual({ kind: 'safety-data-removed' });
  expect(await names(db)).toEqual([]);
});

test('one that was closed on purpose stays closed', async () => {
  const { db, watch, fates } = await opened();
  watch.stop();
  db.close();
  expect((await watch.reconnect()).kind).toBe('gone');
  expect(db.isOpen()).toBe(false);
  expect(fates).toEqual([]);
});

test('a request that fails while the connection is sound does not end what others do by it', async () => {
  const { db, watch, guard } = await opened();
  const reconnect = vi.spyOn(watch, 'reconnect');
  let runs = 0;
  const failing = guard.write(async () => {
    if (++runs === 1) throw passing();
    await db.domains.add(domain('mended'));
  });
  const other = guard.write(() => db.domains.add(domain('other')));
  await Promise.all([failing, other]);
  expect(await names(db)).toEqual(expect.arrayContaining(['mended', 'other']));
  expect(reconnect).not.toHaveBeenCalled();
});

test('two writes that lose the same connection get one new connection', async () => {
  const { db, watch, guard } = await opened();
  const before = watch.connection;
  const writes = ['one', 'two'].map((name) => {
    let runs = 0;
    return guard.write(async () => {
      if (++runs === 1) {
        db.close();
        throw passing();
      }
      await db.domains.add(domain(name));
    });
  });
  await Promise.all(writes);
  expect(await names(db)).toEqual(expect.arrayContaining(['one', 'two']));
  expect(watch.connection).toBe(before + 1);
  expect((await watch.reconnect(before)).kind).toBe('back');
  expect(watch.connection).toBe(before + 1);
});
