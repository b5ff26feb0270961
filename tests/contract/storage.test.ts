import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { proxy } from 'comlink';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { must as given } from '../../src/lib/model/assert';
import { asRow, type WorkspaceId } from '../../src/lib/model/ids';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { defaultSynchronization } from '../../src/lib/model/synchronization';
import {
  WorkspaceDatabase,
  workspaceDatabaseName,
  type StoredApp,
  type StoredRun
} from '../../src/lib/storage/workspace-database';
import { WriteGuard } from '../../src/lib/storage/write-guard';
import { FORMAT_1_TABLES } from '../fixtures/earlier-tables';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { asFormat2 } from '../fixtures/format-2';
import { OldProgram } from '../fixtures/old-program';
import { currentName, entryOf } from '../fixtures/format-database';

const USERS = 'username,email\nann,ann@x.example\nbo,bo@x.example\n';
const ACCOUNTS = 'id,email\n1,ann@x.example\n2,bo@x.example\n';

let workspaceNumber = 0;

async function openedWithRows(locks = fakeLocks()) {
  const engine = startEngine(locks);
  const ids = await openWithApp(engine, `Engagement ${++workspaceNumber}`);
  await (await stage(engine, { kind: 'users', domainId: ids.domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId: ids.appId }, ACCOUNTS)).commit();
  const workspaceId = must(await engine.overview()).workspace.id;
  const confirm = () =>
    engine.decide({ kind: 'confirm', appId: ids.appId, selection: { kind: 'rows', rows: [asRow(0)] } });
  const confirmed = async () => {
    const { statuses } = must(
      await engine.openView('test', {
        kind: 'accounts',
        appId: ids.appId,
        text: '',
        situations: [],
        statuses: [],
        flags: []
      })
    );
    return statuses.confirmed;
  };
  return { engine, ...ids, workspaceId, confirm, confirmed };
}

/** The database as another program would see it. */
async function raw<Value>(id: WorkspaceId, work: (db: Dexie) => Promise<Value>): Promise<Value> {
  const db = await new Dexie(await currentName(id)).open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** The workspace as the first version of this program stored it. */
async function asFormat1(id: WorkspaceId, format = 1): Promise<void> {
  const kept = await raw(id, async (db) => {
    const segments = db.table<ArrayBuffer, number>('segments');
    const rows = Object.keys(FORMAT_1_TABLES).map(async (name) => [name, await db.table(name).toArray()] as const);
    return { tables: await Promise.all(rows), numbers: await segments.toCollection().primaryKeys() };
  });
  await Dexie.delete(workspaceDatabaseName({ id: id }));
  const old = new Dexie(workspaceDatabaseName({ id: id }));
  old.version(1).stores(FORMAT_1_TABLES);
  for (const [name, rows] of kept.tables) {
    if (name === 'segments') await old.table(name).bulkAdd([...rows], kept.numbers);
    else await old.table(name).bulkPut(rows.map((row) => asRow1(name, row)));
  }
  await old.table('meta').put({ key: 'format', value: format });
  old.close();
}

const FORMAT_4 = { ...FORMAT_1_TABLES, holds: 'id', sources: 'appId', connections: 'id' };

/** The workspace as it was stored before there were plans: the same rows, without the tables that came then. */
async function asFormat4(id: WorkspaceId): Promise<void> {
  const kept = await raw(id, (db) =>
    Promise.all(
      Object.keys(FORMAT_4).map(async (name) => {
        const table = db.table<unknown, number>(name);
        return { name, rows: await table.toArray(), keys: await table.toCollection().primaryKeys() };
      })
    )
  );
  await Dexie.delete(workspaceDatabaseName({ id: id }));
  const old = new Dexie(workspaceDatabaseName({ id: id }));
  old.version(4).stores(FORMAT_4);
  for (const { name, rows, keys } of kept) {
    if (name === 'segments') await old.table(name).bulkAdd(rows, keys);
    else await old.table(name).bulkPut(rows);
  }
  await old.table('meta').put({ key: 'format', value: 4 });
  old.close();
}

function asRow1(table: string, row: StoredApp & StoredRun): unknown {
  if (table === 'apps') {
    const { rules, rulesRevision, onExactMatch } = row.synchronization;
    return { ...row, synchronization: { rules, rulesRevision, onExactMatch } };
  }
  if (table !== 'runs') return row;
  const { id, target, status, fileName, fileBytes, startedAt, endedAt, rows, issues, failure } = row;
  return { id, target, status, fileName, fileBytes, startedAt, endedAt, rows, issues, failure };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('one writer', () => {
  test('a second tab reads, and is refused every change', async () => {
    const locks = fakeLocks();
    const { workspaceId, domainId } = await openedWithRows(locks);
    const second = startEngine(locks);
    expect(must(await second.openWorkspace(workspaceId, 'ask', nothing)).access).toBe('reader');
    expect(await second.createDomain('Other')).toMatchObject({ ok: false, error: { kind: 'workspace-read-only' } });
    const users = must(await second.openView('test', { kind: 'users', domainId, text: '' }));
    expect(users.total).toBe(2);
  });

  test('a take-over tells the first tab, which cannot write any more', async () => {
    const locks = fakeLocks();
    const first = await openedWithRows(locks);
    const events: WorkspaceEvent[] = [];
    must(
      await first.engine.openWorkspace(
        first.workspaceId,
        'ask',
        proxy((event) => void events.push(event))
      )
    );
    const second = startEngine(locks);
    expect(must(await second.openWorkspace(first.workspaceId, 'take-over', nothing)).access).toBe('writer');
    await vi.waitFor(() => expect(events).toContainEqual({ kind: 'access', access: 'reader' }));
    expect(await first.confirm()).toMatchObject({ ok: false, error: { kind: 'workspace-read-only' } });
  });

  test('a tab that slept through a take-over finds out before it writes', async () => {
    const first = await openedWithRows();
    // Locks of its own: as if the first tab had never heard of the second.
    must(await startEngine(fakeLocks()).openWorkspace(first.workspaceId, 'ask', nothing));
    expect(await first.confirm()).toMatchObject({ ok: false, error: { kind: 'writer-lost' } });
    expect(await first.confirmed()).toBe(0);
    expect(must(await first.engine.overview()).access).toBe('reader');
  });

  test('what one tab writes, another that reads gets to see', async () => {
    const locks = fakeLocks();
    const first = await openedWithRows(locks);
    const second = startEngine(locks);
    const onEvent = vi.fn();
    must(await second.openWorkspace(first.workspaceId, 'ask', proxy(onEvent)));
    must(await first.confirm());
    await vi.waitFor(async () => expect(must(await second.overview()).apps[0].unconfirmedCount).toBe(1));
    expect(onEvent).toHaveBeenCalledWith({ kind: 'changed' });
  });
});

describe('formats', () => {
  test('a database of a later format is refused and left alone', async () => {
    const { workspaceId } = await openedWithRows();
    await raw(workspaceId, (db) => db.table('meta').put({ key: 'format', value: 99 }));
    const opened = await startEngine(fakeLocks()).openWorkspace(workspaceId, 'ask', nothing);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'storage-newer', found: 99 } });
    expect(await raw(workspaceId, (db) => db.table('domains').count())).toBe(1);
  });

  test('a database of format 1 is taken up with everything in it', async () => {
    const { engine, workspaceId, confirm, appId, domainId } = await openedWithRows();
    must(await confirm());
    await asFormat2(workspaceId);
    await asFormat1(workspaceId);
    const { apps } = must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    expect(apps[0]).toMatchObject({
      accountCount: 2,
      unconfirmedCount: 1,
      isMatchStale: false,
      app: { synchronization: { ...defaultSynchronization(), rulesRevision: 1 } },
      lastImport: {
        status: 'succeeded',
        mode: 'full',
        trigger: 'manual',
        holds: [],
        confirmed: 0,
        rows: { created: 2 }
      },
      heldRuns: []
    });
    expect(apps[0].lastSucceeded.full).toBe(apps[0].lastImport?.endedAt);
    expect(await raw(workspaceId, (db) => db.table('meta').get('format'))).toEqual({ key: 'format', value: 6 });
    must(await engine.undo());
    const target = { kind: 'accounts', appId } as const;
    expect((await (await stage(engine, target, ACCOUNTS, 'incremental')).commit()).rows.unchanged).toBe(2);
    expect((await (await stage(engine, { kind: 'users', domainId }, USERS)).commit()).rows.unchanged).toBe(2);
  });

  test('a database of format 4 is taken up as it is, with room for commits and exclusions', async () => {
    const { engine, workspaceId, confirm, appId } = await openedWithRows();
    must(await confirm());
    const { domains, apps, history } = must(await engine.overview());
    await asFormat4(workspaceId);
    expect(await raw(workspaceId, async (db) => db.tables.map(({ name }) => name))).not.toContain('exclusions');
    expect(must(await engine.openWorkspace(workspaceId, 'ask', nothing))).toMatchObject({ domains, apps, history });
    expect(await raw(workspaceId, (db) => db.table('meta').get('format'))).toEqual({ key: 'format', value: 6 });
    const scope = { kind: 'app', appId } as const;
    const [{ operation }] = must(
      await engine.readOperations({ scope, kinds: [], text: '', show: 'all' }, { start: 0, end: 9 })
    ).rows;
    must(await engine.excludeOperations(scope, { kind: 'ids', ids: [operation.id] }, 'not yet'));
    expect(await raw(workspaceId, (db) => db.table('exclusions').count())).toBe(1);
    expect(await raw(workspaceId, (db) => db.table('commits').count())).toBe(0);
  });

  test('a database of a later format is not taken up, though its tables are those of format 1', async () => {
    const { workspaceId } = await openedWithRows();
    await asFormat1(workspaceId, 99);
    const opened = await startEngine(fakeLocks()).openWorkspace(workspaceId, 'ask', nothing);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'storage-newer', found: 99 } });
    const run = await raw(workspaceId, (db) => db.table('runs').toCollection().first());
    expect(run).not.toHaveProperty('mode');
  });

  test('a tab that has it open does not write into it either', async () => {
    const { workspaceId, confirm, confirmed } = await openedWithRows();
    await raw(workspaceId, (db) => db.table('meta').put({ key: 'format', value: 99 }));
    expect(await confirm()).toMatchObject({ ok: false, error: { kind: 'storage-newer' } });
    expect(await confirmed()).toBe(0);
  });
});

describe('the guard', () => {
  /** Every way that a change can be stored through: one transaction of the guard, or none. */
  test('refuses what does not come through it', async () => {
    const { workspaceId } = await openedWithRows();
    const entry = given(await entryOf(workspaceId), 'it is there');
    const db = new WorkspaceDatabase(workspaceDatabaseName(entry));
    const guard = new WriteGuard(db, { connection: 1, reconnect: async () => ({ kind: 'back' }) });
    await guard.claim();
    const domain = given(await db.domains.toCollection().first(), 'it is there');
    await expect(db.domains.put({ ...domain, name: 'Cedar' })).rejects.toThrow('did not come through the guard');
    await expect(db.domains.clear()).rejects.toThrow('did not come through the guard');
    await expect(db.transaction('rw', db.domains, () => db.domains.delete(domain.id))).rejects.toThrow('the guard');
    expect(await db.domains.toArray()).toEqual([domain]);
    await guard.write(() => db.domains.put({ ...domain, name: 'Cedar' }));
    expect(await db.domains.toArray()).toEqual([{ ...domain, name: 'Cedar' }]);
    db.close();
  });

  test('of two tabs that both believe to be the writer lets one through', async () => {
    const first = await openedWithRows();
    const second = startEngine(fakeLocks());
    must(await second.openWorkspace(first.workspaceId, 'ask', nothing));
    const kinds = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const [lost, won] = await Promise.all([
        first.engine.createDomain(`First ${round}`),
        second.createDomain(`Second ${round}`)
      ]);
      if (!lost.ok) kinds.add(lost.error.kind);
      must(won);
    }
    expect([...kinds].sort()).toEqual(['workspace-read-only', 'writer-lost']);
    const names = await raw(first.workspaceId, (db) => db.table<{ name: string }>('domains').toArray());
    expect(names.filter(({ name }) => name.startsWith('First'))).toEqual([]);
    expect(names).toHaveLength(21);
  });

  test('refuses an old program that still has it open, also after it was opened again', async () => {
    const { workspaceId, engine } = await openedWithRows();
    const old = new OldProgram(await currentName(workspaceId));
    await expect(old.open(true)).rejects.toThrow('NewerFormat');
    await expect(old.rename('Cedar')).rejects.toThrow('NewerFormat');
    old.close();
    must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    expect(must(await engine.overview()).domains[0].domain.name).toBe('Alder');
    must(await engine.createDomain('Birch'));
  });

  test('refuses a database that was emptied under the open tab', async () => {
    const { workspaceId, confirm } = await openedWithRows();
    await raw(workspaceId, async (db) => {
      for (const table of db.tables) await table.clear();
    });
    expect(await confirm()).toMatchObject({ ok: false, error: { kind: 'safety-data-removed' } });
  });

  test('refuses the database that a workspace moved away from', async () => {
    const { workspaceId, confirm } = await openedWithRows();
    await raw(workspaceId, (db) => db.table('meta').put({ key: 'moved', value: { database: 'x', changes: {} } }));
    expect(await confirm()).toMatchObject({ ok: false, error: { kind: 'writer-lost' } });
  });
});

describe('faults', () => {
  test('a full disk refuses the decision whole, says so, and heals', async () => {
    const { confirm, confirmed, engine } = await openedWithRows();
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await confirm()).toMatchObject({ ok: false, error: { kind: 'storage-full' } });
    expect(await confirmed()).toBe(0);
    full.mockRestore();
    must(await confirm());
    expect(await confirmed()).toBe(1);
    const fullAgain = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await engine.undo()).toMatchObject({ ok: false, error: { kind: 'storage-full' } });
    expect(await confirmed()).toBe(1);
    fullAgain.mockRestore();
    must(await engine.undo());
    expect(await confirmed()).toBe(0);
  });

  test.each(['meta', 'segments'])(
    'full, so that %s is not written: it opens to be read and backed up, and says why',
    async (table) => {
      const { workspaceId, confirm } = await openedWithRows();
      must(await confirm());
      const events: WorkspaceEvent[] = [];
      const engine = startEngine(fakeLocks());
      const open = () =>
        engine.openWorkspace(
          workspaceId,
          'ask',
          proxy((event) => void events.push(event))
        );
      const method = table === 'meta' ? 'put' : 'getAllKeys';
      const real = IDBObjectStore.prototype[method];
      const full = vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...given: unknown[]
      ) {
        if (this.name === table && this.transaction.mode === 'readwrite')
          throw new DOMException('no room', 'QuotaExceededError');
        return Reflect.apply(real, this, given);
      });
      expect(must(await open()).access).toBe('reader');
      await vi.waitFor(() =>
        expect(events).toContainEqual({ kind: 'failed', error: expect.objectContaining({ kind: 'storage-full' }) })
      );
      const parts: BlobPart[] = [];
      const sink = proxy({ write: async (bytes: Uint8Array<ArrayBuffer>) => void parts.push(bytes.slice()) });
      const { summary } = done(await engine.writeBackup(sink, undefined, nothing));
      full.mockRestore();
      const checked = done(await engine.checkBackup(new File(parts, 'a.muster'), undefined, nothing));
      expect(checked.contentHash).toBe(summary.contentHash);
      expect(must(await open()).access).toBe('writer');
    }
  );

  test('an import that finds the disk full leaves the list as it was', async () => {
    const { engine, appId, confirmed } = await openedWithRows();
    const again = await stage(engine, { kind: 'accounts', appId }, 'id,email\n1,changed@x.example\n3,new@x.example\n');
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(again.commit()).rejects.toThrow('storage-full');
    full.mockRestore();
    expect(await confirmed()).toBe(0);
    const { apps } = must(await engine.overview());
    expect(apps[0]).toMatchObject({ accountCount: 2, lastImport: { status: 'failed', failure: 'storage-full' } });
  });

  test('what a killed tab left behind is named interrupted, and its segments are removed', async () => {
    const { workspaceId, appId } = await openedWithRows();
    const before = await raw(workspaceId, (db) => db.table('segments').count());
    await raw(workspaceId, async (db) => {
      const run = await db.table('runs').toCollection().first();
      await db.table('runs').put({
        ...run,
        id: 'killed',
        status: 'running',
        startedAt: Date.now() + 1000,
        target: { kind: 'accounts', appId }
      });
      await db.table('segments').add(new ArrayBuffer(8), 9999);
    });
    const engine = startEngine(fakeLocks());
    const { apps } = must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    expect(apps[0].lastImport).toMatchObject({ id: 'killed', status: 'interrupted' });
    expect(await raw(workspaceId, (db) => db.table('segments').count())).toBe(before);
  });

  test('a discarded stage leaves nothing behind', async () => {
    const engine = startEngine(fakeLocks());
    const { domainId } = await openWithApp(engine, `Engagement ${++workspaceNumber}`);
    const { stageId } = await stage(engine, { kind: 'users', domainId }, USERS);
    await engine.discardStage(stageId);
    expect(done({ status: 'done', value: must(await engine.overview()).domains[0].userCount })).toBe(0);
    const { id } = must(await engine.overview()).workspace;
    must(await engine.openWorkspace(id, 'ask', nothing));
    expect(await raw(id, (db) => db.table('segments').count())).toBe(0);
  });

  test('a workspace that was removed is gone with its database', async () => {
    const { engine, workspaceId } = await openedWithRows();
    must(await engine.removeWorkspace(workspaceId));
    expect(await engine.openWorkspace(workspaceId, 'ask', nothing)).toMatchObject({
      ok: false,
      error: { kind: 'workspace-missing' }
    });
    expect(await Dexie.exists(workspaceDatabaseName({ id: workspaceId }))).toBe(false);
  });
});

test('the sample workspace fills itself once, and opens as it was left', { timeout: 60_000 }, async () => {
  const engine = startEngine(fakeLocks());
  const sample = must(await engine.openSample(nothing));
  const { domains, apps } = must(await engine.openWorkspace(sample.id, 'ask', nothing));
  expect(domains[0].userCount).toBeGreaterThan(9_000);
  expect(apps.map((app) => app.accountCount > 3_000)).toEqual([true, true]);
  expect(apps[0].situations.exact).toBeGreaterThan(1_000);
  expect(apps[0].situations['no-match']).toBeGreaterThan(100);
  expect(must(await engine.openSample(nothing)).id).toBe(sample.id);
});
