import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import type { WorkspaceId } from '../../src/lib/model/ids';
import { DUE_CACHE, DUE_NOTE_PATH } from '../../src/lib/schedule/due-note';
import { databasesOf } from '../../src/lib/storage/database-names';
import { RegistryDatabase } from '../../src/lib/storage/registry-database';
import type { LockSource } from '../../src/lib/storage/writer-lock';
import { fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { quickPassphrases } from '../fixtures/quick-passphrases';

const USERS = 'username,email\nann,ann@x.example\nbo,bo@x.example\n';
const NOTE = `https://muster.example/${DUE_NOTE_PATH}`;

quickPassphrases();

let workspaceNumber = 0;

afterEach(() => {
  vi.unstubAllGlobals();
});

async function opened(locks: LockSource = fakeLocks()) {
  const engine = startEngine(locks);
  const name = `Wiped ${++workspaceNumber}`;
  const { domainId } = await openWithApp(engine, name);
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  return { engine, locks, name, id: must(await engine.overview()).workspace.id };
}

async function inRegistry<Value>(work: (registry: RegistryDatabase) => Promise<Value>): Promise<Value> {
  const registry = new RegistryDatabase();
  try {
    return await work(registry);
  } finally {
    registry.close();
  }
}

/** The cache storage as far as it is used: one cache, with the note of these workspaces. */
function noteOf(due: Readonly<Record<string, number>>): () => Promise<unknown> {
  const answers = new Map([[NOTE, JSON.stringify(due)]]);
  const cache = {
    keys: async () => [...answers.keys()].map((url) => ({ url })),
    match: async ({ url }: { url: string }) => new Response(answers.get(url)),
    put: async ({ url }: { url: string }, answer: Response) => void answers.set(url, await answer.text())
  };
  vi.stubGlobal('caches', { has: async (name: string) => name === DUE_CACHE, open: async () => cache });
  return async () => JSON.parse(answers.get(NOTE) ?? '');
}

async function leave(name: string, table: string, row: object): Promise<Dexie> {
  const db = new Dexie(name);
  db.version(1).stores({ [table]: '++,run' });
  await db.table(table).add(row);
  return db;
}

test('everything of a workspace is removed, counted and looked for; nothing of another one', async () => {
  const other = await opened();
  const one = await opened();
  (await leave(`muster-workspace-${one.id}+0a1b2c3d`, 'rows', { text: 'left behind' })).close();
  (await leave('muster-listing', 'parts', { run: 'gone', part: 'ann@x.example' })).close();
  const handle = { kind: 'directory', name: 'Backups' } as unknown as FileSystemDirectoryHandle;
  await inRegistry((registry) => registry.backupFolders.put({ workspaceId: one.id, handle, chosenAt: 1 }));
  const note = noteOf({ [one.id]: 5, [other.id]: 6 });
  const receipt = must(await one.engine.wipeWorkspace(one.id));
  expect(receipt).toMatchObject({ workspaceName: one.name, foundAfterwards: [] });
  expect(receipt.notCovered.length).toBeGreaterThan(2);
  const [database] = receipt.removed.filter(({ name }) => name === `muster-workspace-${one.id}`);
  expect(database.tables).toContainEqual({ name: 'runs', rows: 1 });
  expect(database.tables).toContainEqual({ name: 'segments', rows: 1 });
  expect(database.bytes).toBeGreaterThan(500);
  expect(receipt.removed.map(({ name, kind }) => `${kind} ${name}`)).toEqual(
    expect.arrayContaining([
      `database muster-workspace-${one.id}+0a1b2c3d`,
      'entry muster-listing',
      'folder Backups',
      'entry muster'
    ])
  );
  expect(await databasesOf(one.id)).toEqual([]);
  expect(await inRegistry((registry) => registry.workspaces.get(one.id))).toBeUndefined();
  expect(await inRegistry((registry) => registry.backupFolders.get(one.id))).toBeUndefined();
  expect(await note()).toEqual({ [other.id]: 6 });
  expect(await one.engine.overview()).toMatchObject({ ok: false });
  expect(await one.engine.wipeWorkspace(one.id)).toMatchObject({ error: { kind: 'workspace-missing' } });
  must(await other.engine.createDomain('Still there'));
});

test('another tab that writes keeps it from being wiped; who only looks at it goes on looking', async () => {
  const writer = await opened();
  const reader = startEngine(writer.locks);
  const refused = { ok: false, error: { kind: 'workspace-read-only' } };
  expect(await reader.wipeWorkspace(writer.id)).toEqual(refused);
  must(await reader.openWorkspace(writer.id, 'ask', nothing));
  expect(await reader.wipeWorkspace(writer.id)).toEqual(refused);
  expect(await reader.removeWorkspace(writer.id)).toEqual(refused);
  expect(must(await reader.overview()).domains).toHaveLength(1);
  must(await writer.engine.createDomain('Goes on'));
});

test('a locked one is wiped without its passphrase: that shows nothing of it', async () => {
  const one = await opened();
  await one.engine.protectWorkspace('seven quiet herons', nothing);
  await one.engine.lockWorkspaces();
  const receipt = must(await one.engine.wipeWorkspace(one.id));
  expect(receipt.foundAfterwards).toEqual([]);
  expect(await databasesOf(one.id)).toEqual([]);
});

test('what another tab keeps open is named, and the workspace stays listed until it is gone', async () => {
  const one = await opened();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const kept = await blocking(`muster-workspace-${one.id}`);
  const receipt = must(await one.engine.wipeWorkspace(one.id));
  expect(receipt.foundAfterwards).toEqual([`muster-workspace-${one.id}`, 'muster']);
  expect(receipt.removed).toEqual([]);
  expect(await listed(one.engine, one.id)).toBe(true);
  kept.close();
  must(await one.engine.removeWorkspace(one.id));
  expect(await listed(one.engine, one.id)).toBe(false);
  expect(await databasesOf(one.id)).toEqual([]);
}, 20_000);

async function listed({ listWorkspaces }: Awaited<ReturnType<typeof opened>>['engine'], id: WorkspaceId) {
  return must(await listWorkspaces()).some((workspace) => workspace.id === id);
}

/** As a tab that does not answer. */
function blocking(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('It cannot be opened.'));
  });
}
