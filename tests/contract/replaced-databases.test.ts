import 'fake-indexeddb/auto';
import { proxy } from 'comlink';
import Dexie from 'dexie';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { must as given } from '../../src/lib/model/assert';
import { newId, type WorkspaceId } from '../../src/lib/model/ids';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { copyDatabase } from '../../src/lib/storage/copy-database';
import { databasesOf } from '../../src/lib/storage/database-names';
import { withRaw } from '../../src/lib/storage/raw-database';
import { RegistryDatabase } from '../../src/lib/storage/registry-database';
import { nextDatabaseName, workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { replaceDatabase, type Replacement } from '../../src/lib/workspace/replace-database';
import { sweepUnknown } from '../../src/lib/workspace/sweep-databases';
import type { LockSource } from '../../src/lib/storage/writer-lock';
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

test('ended between the mark and the registry, the next opening follows the mark', async () => {
  const { id } = await written(fakeLocks());
  vi.spyOn(registry, 'transaction').mockImplementation(() => {
    throw new Error('ended');
  });
  await expect(replaced(id, { changes: { name: 'Renamed' } })).rejects.toThrow('ended');
  expect((await entryOf(id))?.database).toBeUndefined();
  const next = startEngine(fakeLocks());
  const { workspace } = must(await next.openWorkspace(id, 'ask', nothing));
  expect(workspace).toMatchObject({ name: 'Renamed', database: await currentName(id) });
  must(await next.createDomain('Birch'));
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
