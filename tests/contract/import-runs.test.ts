import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { proxy, type Remote } from 'comlink';
import { asRow, type AppId, type IdentityDomainId, type WorkspaceId } from '../../src/lib/model/ids';
import type { ImportMode, ImportRun } from '../../src/lib/model/import-run';
import type { EngineApi, WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import type { LockSource } from '../../src/lib/storage/writer-lock';
import { accountRows, setSynchronization } from '../fixtures/account-rows';
import { blockDatabase } from '../fixtures/block-database';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = 'username,email\nann,ann@x.example\nbo,bo@x.example\n';
const ACCOUNTS = 'id,email\n1,ann@x.example\n2,bo@x.example\n3,c@x.example\n';
const CHANGED = 'id,email\n1,ann@x.example\n2,new@x.example\n4,d@x.example\n';

let workspaceNumber = 0;
let locks: LockSource;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;
let workspaceId: WorkspaceId;

beforeEach(async () => {
  locks = fakeLocks();
  engine = startEngine(locks);
  ({ domainId, appId } = await openWithApp(engine, `Runs ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await staged(ACCOUNTS)).commit();
  workspaceId = must(await engine.overview()).workspace.id;
});

afterEach(() => {
  vi.restoreAllMocks();
});

const staged = (csv: string, mode: ImportMode = 'full') => stage(engine, { kind: 'accounts', appId }, csv, mode);
const app = async () => must(await engine.overview()).apps[0];
const lastImport = async () => (await app()).lastImport;
const runs = async () => must(await engine.importRuns({ kind: 'accounts', appId }));
const emails = async () => (await accountRows(engine, appId)).map(({ email, status }) => `${email} ${status}`);
const BEFORE = ['ann@x.example unconfirmed', 'bo@x.example unconfirmed', 'c@x.example unconfirmed'];
const clear = () => engine.decide({ kind: 'clear-unconfirmed', appId });

async function raw<Value>(work: (db: Dexie) => Promise<Value>): Promise<Value> {
  const db = await new Dexie(workspaceDatabaseName({ id: workspaceId })).open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
const storedRun = ({ id }: ImportRun) => raw((db) => db.table('runs').get(id));
const segmentCount = () => raw((db) => db.table('segments').count());

describe('an import that is started while a clear runs', () => {
  test('is queued, begins right after it, and is told of at every stage', async () => {
    const again = await staged(ACCOUNTS);
    const unblock = await blockDatabase(workspaceId);
    const clearing = clear();
    const importing = again.commit();
    await vi.waitFor(async () => expect((await lastImport())?.status).toBe('queued'));
    expect((await app()).clearedCount).toBe(0);
    await unblock();
    must(await clearing);
    expect(await importing).toMatchObject({ status: 'succeeded', rows: { unchanged: 3 } });
    // A full import brings back what was cleared before it.
    expect(await emails()).toEqual(BEFORE);
    const { history } = must(await engine.overview());
    expect(history.steps.slice(0, 2).map(({ action }) => action)).toEqual(['import-accounts', 'clear']);
    expect(await runs()).toHaveLength(2);
  });

  test('is refused nothing, but a clear is while an import is queued or runs; other apps are not', async () => {
    const other = must(await engine.addApplication(domainId, 'generic-csv', 'Other'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      must(await engine.setAppSwitch(other.id, which, true));
    await (await stage(engine, { kind: 'accounts', appId: other.id }, ACCOUNTS)).commit();
    const again = await staged(CHANGED);
    const second = await staged(CHANGED, 'incremental');
    const unblock = await blockDatabase(workspaceId);
    const importing = again.commit();
    await vi.waitFor(async () => expect((await lastImport())?.status).toBe('running'));
    expect(await clear()).toMatchObject({ ok: false, error: { kind: 'import-busy' } });
    expect(await second.attempt()).toMatchObject({ status: 'failed', error: { kind: 'import-busy' } });
    const clearingOther = engine.decide({ kind: 'clear-unconfirmed', appId: other.id });
    await unblock();
    await importing;
    must(await clearingOther);
    expect((await emails())[3]).toBe('d@x.example unconfirmed');
    must(await clear());
  });
});

describe('a run that is cancelled', () => {
  test('while it is read or checked leaves no run and nothing else behind', async () => {
    const before = await segmentCount();
    const checked = await staged(CHANGED);
    await engine.discardStage(checked.stageId);
    expect(await checked.attempt()).toEqual({ status: 'cancelled' });
    expect([await runs().then((all) => all.length), await emails()]).toEqual([1, BEFORE]);
    must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    expect(await segmentCount()).toBe(before);
  });

  test('while it is queued ends at once, and the change before it goes on', async () => {
    const again = await staged(CHANGED);
    const unblock = await blockDatabase(workspaceId);
    const confirming = engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } });
    const importing = again.attempt();
    await vi.waitFor(async () => expect((await lastImport())?.status).toBe('queued'));
    await engine.discardStage(again.stageId);
    await vi.waitFor(async () => expect((await lastImport())?.status).toBe('cancelled'));
    await unblock();
    expect(await importing).toEqual({ status: 'cancelled' });
    must(await confirming);
    const [run] = await runs();
    expect(run.rows).toEqual({ created: 0, updated: 0, unchanged: 0, skipped: 3, vanished: 0 });
    expect(await storedRun(run)).toMatchObject({ status: 'cancelled' });
    expect((await emails())[0]).toBe('ann@x.example confirmed');
    must(await clear());
  });

  test('when its turn has come has changed nothing, and the next one finds its way free', async () => {
    const before = await segmentCount();
    const again = await staged(CHANGED);
    const unblock = await blockDatabase(workspaceId);
    const importing = again.attempt();
    await vi.waitFor(async () => expect((await lastImport())?.status).toBe('running'));
    await engine.discardStage(again.stageId);
    await unblock();
    expect(await importing).toEqual({ status: 'cancelled' });
    const [run] = await runs();
    expect(run).toMatchObject({ status: 'cancelled', rows: { created: 0, skipped: 3 } });
    expect(run.endedAt).toBeGreaterThanOrEqual(run.startedAt);
    expect(await storedRun(run)).toMatchObject({ status: 'cancelled' });
    expect([await segmentCount(), await emails()]).toEqual([before, BEFORE]);
    expect(must(await engine.overview()).history.steps).toHaveLength(2);
    expect((await (await staged(CHANGED)).commit()).status).toBe('succeeded');
  });
});

test('a run that is cancelled while it is saved leaves the list, and the segments, as they were', async () => {
  const before = await segmentCount();
  const again = await staged(CHANGED);
  const { add } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...values) {
    void engine.discardStage(again.stageId);
    return add.apply(this, values);
  });
  expect(await again.attempt()).toEqual({ status: 'cancelled' });
  vi.restoreAllMocks();
  const [run] = await runs();
  expect(await storedRun(run)).toMatchObject({ status: 'cancelled', rows: { created: 0, skipped: 3 } });
  expect([await segmentCount(), await emails()]).toEqual([before, BEFORE]);
});

describe('a run that fails', () => {
  test('says why, and is told of again when even that cannot be noted', async () => {
    const events: WorkspaceEvent[] = [];
    must(
      await engine.openWorkspace(
        workspaceId,
        'ask',
        proxy((event) => void events.push(event))
      )
    );
    const again = await staged(CHANGED);
    for (const method of ['add', 'put'] as const)
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
        throw new DOMException('no room', 'QuotaExceededError');
      });
    expect(await again.attempt()).toMatchObject({ status: 'failed', error: { kind: 'storage-full' } });
    await vi.waitFor(() => expect(events).toContainEqual({ kind: 'failed', error: { kind: 'storage-full' } }));
    expect(await lastImport()).toMatchObject({ status: 'failed', failure: 'storage-full', rows: { created: 0 } });
    vi.restoreAllMocks();
    expect(await emails()).toEqual(BEFORE);
    must(await clear());
  });

  test('is noted as interrupted when its tab is killed, queued or running', async () => {
    const [run] = await runs();
    await raw((db) =>
      db.table('runs').bulkPut([
        { ...run, id: 'queued', status: 'queued', startedAt: run.startedAt + 1 },
        { ...run, id: 'running', status: 'running', startedAt: run.startedAt + 2 }
      ])
    );
    must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    const [first, second] = await runs();
    for (const left of [first, second])
      expect(left).toMatchObject({ status: 'interrupted', rows: { created: 0, skipped: 3 } });
    must(await clear());
  });

  test('because another tab took the writing over while it was queued, never begins', async () => {
    const again = await staged(CHANGED);
    const unblock = await blockDatabase(workspaceId);
    const confirming = engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } });
    const importing = again.attempt();
    await vi.waitFor(async () => expect((await lastImport())?.status).toBe('queued'));
    const steal = locks.request(`muster-workspace-${workspaceId}`, { steal: true }, () => new Promise(() => undefined));
    steal.catch(() => undefined);
    await vi.waitFor(async () => expect(must(await engine.overview()).access).toBe('reader'));
    await unblock();
    await confirming;
    expect(await importing).toMatchObject({ status: 'failed', error: { kind: 'workspace-read-only' } });
    expect((await lastImport())?.status).toBe('interrupted');
    const second = startEngine(locks);
    const { apps } = must(await second.openWorkspace(workspaceId, 'take-over', nothing));
    expect(apps[0].lastImport).toMatchObject({ status: 'interrupted', rows: { created: 0, skipped: 3 } });
    expect((await accountRows(second, appId)).map(({ email }) => email)).toContain('bo@x.example');
  });
});

test('a tab that reads sees the run while it goes on and when it has ended', async () => {
  const reader = startEngine(locks);
  const seen = new Set<string>();
  const look = async () => {
    const overview = await reader.overview();
    if (overview.ok) seen.add(overview.value.apps[0]?.lastImport?.status ?? 'none');
  };
  must(
    await reader.openWorkspace(
      workspaceId,
      'ask',
      proxy(() => void look())
    )
  );
  const again = await staged(CHANGED);
  const unblock = await blockDatabase(workspaceId);
  const clearing = clear();
  const importing = again.commit();
  await vi.waitFor(async () => expect((await lastImport())?.status).toBe('queued'));
  await unblock();
  must(await clearing);
  const run = await importing;
  await vi.waitFor(async () =>
    expect(must(await reader.overview()).apps[0].lastImport).toMatchObject({ id: run.id, status: 'succeeded' })
  );
  expect(seen).toContain('succeeded');
});

test('an import after a match that was made again keeps its order', async () => {
  await setSynchronization(engine, appId, { onExactMatch: 'link-and-confirm' });
  const again = await staged(CHANGED);
  const matching = engine.rematch(appId, nothing);
  const importing = again.commit();
  done(await matching);
  expect((await importing).status).toBe('succeeded');
  expect((await emails())[0]).toBe('ann@x.example confirmed');
});

describe('files to import from again', () => {
  // What a browser gives is cloned like this stand-in.
  const handle = (name: string) => ({ kind: 'file', name }) as FileSystemFileHandle;

  test('are remembered per app over a reload, replaced, and forgotten', async () => {
    must(await engine.rememberSource(appId, handle('first.csv')));
    must(await engine.rememberSource(appId, handle('second.csv')));
    must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    const remembered = must(await engine.sources());
    expect(remembered).toMatchObject([{ appId, fileName: 'second.csv', handle: { kind: 'file', name: 'second.csv' } }]);
    must(await engine.rememberSource(appId, undefined));
    expect(must(await engine.sources())).toEqual([]);
  });
});

test('the hash of a large file is noted behind its run, once, and stays', async () => {
  const run = await (await staged(CHANGED)).commit({ fileHash: undefined });
  must(await engine.noteFileHash(run.id, 'aa'));
  must(await engine.noteFileHash(run.id, 'bb'));
  expect((await lastImport())?.fileHash).toBe('aa');
  engine = startEngine(fakeLocks());
  must(await engine.openWorkspace(workspaceId, 'ask', nothing));
  expect(await lastImport()).toEqual({ ...run, fileHash: 'aa' });
});
