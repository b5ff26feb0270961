import 'fake-indexeddb/auto';
import { proxy } from 'comlink';
import Dexie from 'dexie';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { must as given } from '../../src/lib/model/assert';
import { newId, type WorkspaceId } from '../../src/lib/model/ids';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { copyDatabase } from '../../src/lib/storage/copy-database';
import { databasesOf } from '../../src/lib/storage/database-names';
import { openRaw, withRaw } from '../../src/lib/storage/raw-database';
import { RegistryDatabase } from '../../src/lib/storage/registry-database';
import { StorageFailure } from '../../src/lib/storage/storage-error';
import { storedState } from '../../src/lib/storage/stored-state';
import { nextDatabaseName, WorkspaceDatabase, workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { WriteGuard } from '../../src/lib/storage/write-guard';
import { readBackup } from '../../src/lib/workspace/backup-reading';
import { replaceDatabase, type Replacement } from '../../src/lib/workspace/replace-database';
import { checkRestored, fillFromBackup } from '../../src/lib/workspace/restore-contents';
import { storedTables } from '../../src/lib/workspace/stored-tables';
import { otherDatabases, removeLeftOvers, sweepUnknown } from '../../src/lib/workspace/sweep-databases';
import { WorkspaceRegistry } from '../../src/lib/workspace/workspace-registry';
import type { LockSource } from '../../src/lib/storage/writer-lock';
import { backUp } from '../fixtures/backups';
import { fakeLocks, must, nothing, openWithApp, startEngine } from '../fixtures/engine';
import { currentName, entryOf } from '../fixtures/format-database';

let workspaceNumber = 0;
const registry = new RegistryDatabase();

afterEach(() => {
  vi.restoreAllMocks();
});

async function written(locks: LockSource) {
  const engine = startEngine(locks);
  await openWithApp(engine, `Replaced ${++workspaceNumber}`);
  const { id } = must(await engine.overview()).workspace;
  return { engine, id };
}

/** Writes the workspace anew, as it is but for what `part` says. */
async function replaced(id: WorkspaceId, part: Partial<Replacement> = {}) {
  const workspace = given(await entryOf(id), 'it is listed');
  const old = workspaceDatabaseName(workspace);
  const fill = async (name: string) => void (await withRaw(old, (source) => copyDatabase(source, name)));
  return replaceDatabase({ registry, workspace, fill, check: async () => undefined, ...part });
}

test('tabs that have it open are told, and read and write in the new one when they open it again', async () => {
  const locks = fakeLocks();
  const { engine, id } = await written(locks);
  const events: WorkspaceEvent[] = [];
  const reader = startEngine(locks);
  must(
    await reader.openWorkspace(
      id,
      'ask',
      proxy((event) => void events.push(event))
    )
  );
  await replaced(id, { changes: { isProtected: false } });
  await vi.waitFor(() => expect(events).toContainEqual({ kind: 'replaced' }));
  expect(await entryOf(id)).toMatchObject({ isProtected: false });
  expect(must(await reader.openWorkspace(id, 'take-over', nothing))).toMatchObject({ access: 'writer' });
  must(await reader.createDomain('Birch'));
  expect(await engine.createDomain('Cedar')).toMatchObject({ ok: false });
  expect(must(await reader.overview()).domains.map(({ domain }) => domain.name)).toEqual(['Alder', 'Birch']);
});

test('a second time too, and only one database holds rows', async () => {
  const { engine, id } = await written(fakeLocks());
  for (let round = 0; round < 2; round++) {
    await replaced(id);
    expect(await databasesOf(id)).toHaveLength(2);
    must(await engine.openWorkspace(id, 'ask', nothing));
  }
  must(await engine.removeWorkspace(id));
  expect(await databasesOf(id)).toEqual([]);
});

describe('a replacement that fails', () => {
  test.each(['fill', 'check'] as const)('in %s leaves everything as it was', async (which) => {
    const { engine, id } = await written(fakeLocks());
    const failing = async () => Promise.reject(new Error('no'));
    await expect(replaced(id, { [which]: failing })).rejects.toThrow('no');
    expect(await databasesOf(id)).toEqual([workspaceDatabaseName({ id })]);
    // The tab that had the writing has it still.
    must(await engine.createDomain('Birch'));
  });

  test('is refused while another tab has the writing', async () => {
    const locks = fakeLocks();
    const { id } = await written(locks);
    await expect(replaced(id, { locks })).rejects.toMatchObject({ error: { kind: 'workspace-read-only' } });
  });

  test('because another tab took over and wrote loses nothing of that', async () => {
    const { id } = await written(fakeLocks());
    const other = startEngine(fakeLocks());
    const check = async () => {
      must(await other.openWorkspace(id, 'ask', nothing));
      must(await other.createDomain('Birch'));
    };
    await expect(replaced(id, { check })).rejects.toMatchObject({ name: 'WriterLost' });
    expect(must(await other.overview()).domains).toHaveLength(2);
    must(await other.createDomain('Cedar'));
  });

  test('because the workspace was removed meanwhile leaves nothing', async () => {
    const { engine, id } = await written(fakeLocks());
    const check = async () => void must(await engine.removeWorkspace(id));
    await expect(replaced(id, { check })).rejects.toThrow();
    expect(await databasesOf(id)).toEqual([]);
    expect(await entryOf(id)).toBeUndefined();
  });
});

describe('after the mark', () => {
  const marks = (row: unknown) => Reflect.get(row as object, 'key') === 'moved';

  /** The connection is lost in the moment in which the mark is stored: the tab is told that it was taken back. */
  function loseTheAnswer(): void {
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row, ...key) {
      const request = put.call(this, row, ...key);
      if (marks(row)) {
        const told = this.transaction.onabort;
        this.transaction.oncomplete = (event) => told?.call(this.transaction, event);
      }
      return request;
    });
  }

  test('an answer that is lost removes nothing: the new one is the workspace', async () => {
    const { engine, id } = await written(fakeLocks());
    loseTheAnswer();
    const { database } = await replaced(id, { changes: { isProtected: false } });
    expect(await entryOf(id)).toMatchObject({ database, isProtected: false });
    expect(await databasesOf(id)).toContain(database);
    must(await engine.openWorkspace(id, 'ask', nothing));
    must(await engine.createDomain('Birch'));
  });

  test('an answer that is lost, and nothing that can be read: both stay, and the mark is followed later', async () => {
    const { engine, id } = await written(fakeLocks());
    loseTheAnswer();
    const get = IDBObjectStore.prototype.get;
    let isMarked = false;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (isMarked) throw new DOMException('broken', 'UnknownError');
      return get.call(this, key);
    });
    const lost = vi.mocked(IDBObjectStore.prototype.put).getMockImplementation();
    vi.mocked(IDBObjectStore.prototype.put).mockImplementation(function (this: IDBObjectStore, row, ...key) {
      isMarked ||= marks(row);
      return given(lost, 'it is watched').call(this, row, ...key);
    });
    await expect(replaced(id)).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await databasesOf(id)).toHaveLength(2);
    const { workspace } = must(await engine.openWorkspace(id, 'ask', nothing));
    expect(workspace.database).toBeDefined();
    must(await engine.createDomain('Birch'));
  });

  test('a registry that cannot be written once is written when the old one has made room', async () => {
    const { id } = await written(fakeLocks());
    const transaction = vi.spyOn(registry, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const { database } = await replaced(id);
    expect(transaction).toHaveBeenCalledTimes(2);
    expect(await currentName(id)).toBe(database);
  });

  test('a registry that cannot be written is no failure: the next opening follows the mark', async () => {
    const locks = fakeLocks();
    const { id } = await written(locks);
    vi.spyOn(registry, 'transaction').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const moved = await replaced(id, { changes: { name: `Renamed ${workspaceNumber}` } });
    expect(moved).toMatchObject({ name: `Renamed ${workspaceNumber}` });
    expect((await entryOf(id))?.database).toBeUndefined();
    // What leads to the workspace is not swept.
    await removeLeftOvers(moved, await otherDatabases(moved));
    expect(await storedState(workspaceDatabaseName({ id }))).toMatchObject({ kind: 'moved' });
    const next = startEngine(fakeLocks());
    const { workspace } = must(await next.openWorkspace(id, 'ask', nothing));
    expect(workspace).toMatchObject({ name: `Renamed ${workspaceNumber}`, database: moved.database });
    expect(await currentName(id)).toBe(moved.database);
    must(await next.createDomain('Birch'));
  });
});

describe('left-overs', () => {
  test('of a workspace go when it is opened for writing, never while another tab writes it', async () => {
    const locks = fakeLocks();
    const { engine, id } = await written(locks);
    const left = nextDatabaseName({ id });
    await withRaw(workspaceDatabaseName({ id }), (source) => copyDatabase(source, left));
    must(await startEngine(locks).openWorkspace(id, 'ask', nothing));
    expect(await databasesOf(id)).toContain(left);
    must(await engine.openWorkspace(id, 'ask', nothing));
    await vi.waitFor(async () => expect(await databasesOf(id)).toEqual([workspaceDatabaseName({ id })]));
  });

  test('are never what the registry names by now', async () => {
    const { id } = await written(fakeLocks());
    const asOpened = given(await entryOf(id), 'it is listed');
    const { database } = await replaced(id);
    await removeLeftOvers(asOpened, await otherDatabases(asOpened));
    expect(await databasesOf(id)).toContain(database);
  });

  test('are never what another tab wrote that took over while they were looked for', async () => {
    const { engine, id } = await written(fakeLocks());
    const other = startEngine(fakeLocks());
    const names = Dexie.getDatabaseNames.bind(Dexie);
    let taken: string | undefined;
    vi.spyOn(Dexie, 'getDatabaseNames').mockImplementation((async () => {
      if (taken !== undefined) return names();
      taken = '';
      taken = (await replaced(id)).database;
      return names();
    }) as typeof Dexie.getDatabaseNames);
    await engine.openWorkspace(id, 'ask', nothing);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await databasesOf(id)).toContain(taken);
    expect(must(await other.openWorkspace(id, 'ask', nothing)).domains).toHaveLength(1);
  });

  test('of an attempt that was ended go before the next one needs their room', async () => {
    const { id } = await written(fakeLocks());
    const left = nextDatabaseName({ id });
    await withRaw(workspaceDatabaseName({ id }), (source) => copyDatabase(source, left));
    let found: readonly string[] = [];
    const check = async () => void (found = await databasesOf(id));
    await replaced(id, { check });
    expect(found).not.toContain(left);
  });

  test('of nobody go unless they are whole or being written', async () => {
    const locks = fakeLocks();
    const { id } = await written(locks);
    const [partial, whole, busy] = [newId<WorkspaceId>(), newId<WorkspaceId>(), newId<WorkspaceId>()];
    await withRaw(workspaceDatabaseName({ id }), (source) =>
      copyDatabase(source, workspaceDatabaseName({ id: whole }))
    );
    for (const unfinished of [partial, busy]) {
      const db = new Dexie(workspaceDatabaseName({ id: unfinished }));
      db.version(6).stores({ meta: 'key', domains: 'id' });
      await db.table('domains').put({ id: 'x' });
      db.close();
    }
    void locks.request(`muster-workspace-${busy}`, {}, () => new Promise(() => undefined)).catch(() => undefined);
    await sweepUnknown(registry, locks);
    expect(await databasesOf(partial)).toEqual([]);
    expect(await databasesOf(busy)).toHaveLength(1);
    expect(await databasesOf(whole)).toHaveLength(1);
    expect(await databasesOf(id)).toHaveLength(1);
  });
});

test('of a restore into a new workspace nothing stays that was not read back yet', async () => {
  const { engine } = await written(fakeLocks());
  const { file } = await backUp(engine);
  const source = { file, passphrase: undefined, known: [], onProgress: () => undefined };
  const restoring = { source, checked: await readBackup(source), lock: undefined };
  const [ended, whole] = [newId<WorkspaceId>(), newId<WorkspaceId>()];
  for (const id of [ended, whole]) await fillFromBackup(workspaceDatabaseName({ id }), restoring);
  await checkRestored(workspaceDatabaseName({ id: whole }), restoring);
  await sweepUnknown(registry, fakeLocks());
  expect(await databasesOf(ended)).toEqual([]);
  expect(await storedState(workspaceDatabaseName({ id: whole }))).toMatchObject({ kind: 'stored', isWhole: true });
});

test('what is said of a workspace is forgotten as a whole', async () => {
  const { id } = await written(fakeLocks());
  await registry.backupFolders.put({
    workspaceId: id,
    handle: { name: 'x' } as FileSystemDirectoryHandle,
    chosenAt: 1
  });
  const clear = IDBObjectStore.prototype.delete;
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === 'backupFolders') throw new DOMException('no', 'UnknownError');
    return clear.call(this, key);
  });
  expect(await new WorkspaceRegistry().forget(id)).toMatchObject({ ok: false });
  expect(await entryOf(id)).toBeDefined();
});

describe('under the first name', () => {
  async function emptyOf(id: WorkspaceId): Promise<void> {
    await Dexie.delete(workspaceDatabaseName({ id }));
    const empty = new WorkspaceDatabase(workspaceDatabaseName({ id }));
    await empty.open();
    empty.close();
  }

  test('an empty database of this version gets the two rows that keep earlier programs out', async () => {
    const { engine, id } = await written(fakeLocks());
    await replaced(id);
    await emptyOf(id);
    must(await engine.openWorkspace(id, 'ask', nothing));
    await vi.waitFor(async () =>
      expect(await storedState(workspaceDatabaseName({ id }))).toMatchObject({ kind: 'moved', isEmptied: true })
    );
  });

  test('an empty one that was made while the workspace moved is not taken for removed data', async () => {
    const { engine, id } = await written(fakeLocks());
    const check = vi.spyOn(WriteGuard.prototype, 'checkFormat').mockImplementationOnce(async () => {
      await replaced(id);
      throw new StorageFailure({ kind: 'safety-data-removed' });
    });
    expect(must(await engine.openWorkspace(id, 'ask', nothing)).domains).toHaveLength(1);
    expect(check).toHaveBeenCalledTimes(2);
  });
});

describe('a tab that sleeps and keeps a database from being removed', () => {
  async function asleep(isBeingRemoved = true) {
    const { id } = await written(fakeLocks());
    const name = workspaceDatabaseName({ id });
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const removal = isBeingRemoved ? indexedDB.deleteDatabase(name) : undefined;
    const removed = new Promise((resolve) => (removal ? (removal.onsuccess = resolve) : resolve(undefined)));
    return { id, name, wake: () => (db.close(), removed) };
  }

  test('is told to whoever opens the workspace, after a while, and nothing stays open', async () => {
    const { id, name, wake } = await asleep();
    await expect(openRaw(name, 50)).rejects.toMatchObject({ error: { kind: 'safety-blocked' } });
    expect(await startEngine(fakeLocks()).openWorkspace(id, 'ask', nothing)).toEqual({
      ok: false,
      error: { kind: 'safety-blocked' }
    });
    await wake();
    expect(await openRaw(name)).toBeUndefined();
  });

  test('keeps a workspace listed that is removed', async () => {
    const { id, wake } = await asleep(false);
    const workspaces = new WorkspaceRegistry();
    expect(await workspaces.remove(id)).toEqual({ ok: false, error: { kind: 'safety-blocked' } });
    expect(await entryOf(id)).toBeDefined();
    await wake();
    must(await workspaces.remove(id));
    expect(await entryOf(id)).toBeUndefined();
  });

  test('and writes has what it holds counted as nothing', async () => {
    const { id } = await written(fakeLocks());
    const name = workspaceDatabaseName({ id });
    expect((await storedTables(name)).tables.length).toBeGreaterThan(10);
    const db = given(await openRaw(name), 'it is there');
    const transaction = db.transaction('apps', 'readwrite');
    let isAsleep = true;
    const hold = () => void (isAsleep && (transaction.objectStore('apps').get('x').onsuccess = hold));
    hold();
    expect(await storedTables(name, 50)).toEqual({ tables: [], bytes: 0 });
    isAsleep = false;
    db.close();
  });
});
