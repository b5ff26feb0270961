import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { localStore } from '../../fixtures/local-store';

interface Database {
  readonly name: string;
  readonly workspace?: { readonly id: string };
  readonly tables: readonly { readonly name: string }[];
}

/** What the recovery page is made of has no types: it needs no step that could fail. */
interface RecoverStore {
  readonly removeDatabase: (database: Pick<Database, 'name' | 'workspace'>, onBlocked: () => void) => Promise<void>;
}

interface RecoverSave {
  readonly saveArchive: (order: {
    readonly databases: readonly Database[];
    readonly sink: { readonly write: () => Promise<void>; readonly finish: () => Promise<void> };
    readonly signal: AbortSignal;
    readonly tell: () => void;
  }) => Promise<readonly { readonly problem: string }[]>;
}

const store = (await import(new URL('../../../static/recover-store.js', import.meta.url).href)) as RecoverStore;
const archive = (await import(new URL('../../../static/recover-save.js', import.meta.url).href)) as RecoverSave;

const noted = () => localStorage.getItem('muster-workspaces');

async function make(
  name: string,
  stores: Record<string, string>,
  rows: Record<string, readonly object[]>
): Promise<void> {
  const db = new Dexie(name);
  db.version(1).stores(stores);
  for (const [table, added] of Object.entries(rows)) await db.table(table).bulkAdd([...added]);
  db.close();
}

beforeEach(async () => {
  vi.stubGlobal('localStorage', localStore());
  localStorage.setItem('muster-workspaces', '2');
  await make(
    'muster',
    { workspaces: 'id', backupFolders: 'id' },
    { workspaces: [{ id: 'a' }, { id: 'b' }], backupFolders: [{ id: 'a' }] }
  );
  for (const id of ['a', 'b']) await make(`muster-workspace-${id}`, { users: 'id' }, { users: [{ id: 1 }, { id: 2 }] });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});

it('leaves no note of a workspace that a person removed: Muster would say that the browser lost it', async () => {
  const remove = (id: string) =>
    store.removeDatabase({ name: `muster-workspace-${id}`, workspace: { id } }, () => undefined);
  await remove('a');
  expect(noted()).toBe('1');
  await remove('b');
  expect(noted()).toBe('0');
});

it('leaves no note of workspaces whose list was removed', async () => {
  await store.removeDatabase({ name: 'muster' }, () => undefined);
  expect(noted()).toBe('0');
});

it('removes a workspace where nothing may be noted', async () => {
  vi.stubGlobal('localStorage', {
    setItem: () => {
      throw new DOMException('No.', 'SecurityError');
    }
  });
  await store.removeDatabase({ name: 'muster-workspace-a', workspace: { id: 'a' } }, () => undefined);
  expect(await Dexie.exists('muster-workspace-a')).toBe(false);
});

const sink = { write: () => Promise.resolve(), finish: () => Promise.resolve() };
const databases = [{ name: 'muster-workspace-a', tables: [{ name: 'users' }] }];

it('names what a transaction that was aborted kept from being read, and saves the rest', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'getAllKeys').mockImplementation(() => {
    throw new DOMException('The transaction was aborted.', 'AbortError');
  });
  const { signal } = new AbortController();
  const unreadable = await archive.saveArchive({ databases, sink, signal, tell: () => undefined });
  expect(unreadable).toEqual([{ problem: 'AbortError: The transaction was aborted.' }]);
});

it('ends when it is cancelled', async () => {
  const work = new AbortController();
  const finish = vi.fn(() => Promise.resolve());
  const saving = archive.saveArchive({
    databases,
    sink: { ...sink, finish },
    signal: work.signal,
    tell: () => work.abort()
  });
  await expect(saving).rejects.toThrow();
  expect(finish).not.toHaveBeenCalled();
});
