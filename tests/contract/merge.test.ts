import 'fake-indexeddb/auto';
import type { Remote } from 'comlink';
import { describe, expect, test, vi } from 'vitest';
import { asRow, type AppId } from '../../src/lib/model/ids';
import type { DecisionCommand, EngineApi } from '../../src/lib/protocol/engine-api';
import type { MergePreview } from '../../src/lib/protocol/merge-api';
import { blockDatabase } from '../fixtures/block-database';
import { accountWindow, ALL_STATUSES } from '../fixtures/account-window';
import { backUp, visibleState, type MadeBackup } from '../fixtures/backups';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = 'username,email,displayName\nann,ann@x.example,Ann Li\nbo,bo@x.example,Bo Ek\ncy,cy@x.example,Cy Oh\n';
const ACCOUNTS = [
  'id,email,name,username',
  '1,ann@x.example,Ann,ann',
  '2,bo@x.example,Bo,bo',
  '3,no@x.example,No Body,nobody',
  '4,cy@x.example,Cy,cy',
  '5,so@x.example,So Mebody,somebody',
  '6,x@x.example,Extra,extra'
].join('\n');

let number = 0;

/** Two workspaces that begin with the same lists; the second one from a backup of the first. */
async function twoPeople() {
  const engine = startEngine(fakeLocks());
  const name = `Alder ${++number}`;
  const { appId, domainId } = await openWithApp(engine, name);
  const synchronization = must(await engine.overview()).apps[0].app.synchronization;
  must(await engine.saveSynchronization(appId, { ...synchronization, onExactMatch: 'link-only' }));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
  const mine = must(await engine.overview()).workspace;
  const begun = await backUp(engine);
  const yours = done(
    await engine.restoreBackup(begun.file, undefined, { kind: 'new', name: `${name} of Mimi` }, nothing)
  );
  const open = async (workspace: typeof mine) => must(await engine.openWorkspace(workspace.id, 'ask', nothing));
  return { engine, appId, domainId, mine, yours, open };
}

type RowsKind = Exclude<Extract<DecisionCommand, { readonly selection: unknown }>['kind'], 'accept-suggestions'>;

async function decide(engine: Remote<EngineApi>, appId: AppId, kind: RowsKind, ...rows: number[]) {
  must(await engine.decide({ kind, appId, selection: { kind: 'rows', rows: rows.map(asRow) } }));
}

async function assign(engine: Remote<EngineApi>, appId: AppId, row: number, userRow: number) {
  must(await engine.decide({ kind: 'assign', appId, row: asRow(row), userRow: asRow(userRow) }));
}

/** Status and user of each account. */
async function decided(engine: Remote<EngineApi>, appId: AppId) {
  const { rows } = await accountWindow(engine, appId, { statuses: [...ALL_STATUSES] });
  return Object.fromEntries(
    rows.map(({ name, status, user }) => [name, status === 'confirmed' ? `confirmed ${user?.displayName}` : status])
  );
}

async function preview(engine: Remote<EngineApi>, { file }: MadeBackup): Promise<MergePreview> {
  return done(await engine.previewMerge(file, undefined, nothing));
}

describe('two people’s decisions about the same lists', () => {
  test('are made one: what only they decided is taken, what both decided is asked about', async () => {
    const { engine, appId, mine, yours, open } = await twoPeople();
    await open(yours);
    await decide(engine, appId, 'confirm', 0, 1);
    await decide(engine, appId, 'create-users', 4);
    await decide(engine, appId, 'ignore', 2);
    await assign(engine, appId, 3, 0);
    await decide(engine, appId, 'clear', 5);
    const theirs = await backUp(engine);
    await open(mine);
    await decide(engine, appId, 'confirm', 0);
    await decide(engine, appId, 'ignore', 1);
    await decide(engine, appId, 'confirm', 3);
    const before = await visibleState(engine);
    const merge = await preview(engine, theirs);
    expect(merge).toMatchObject({
      apps: [{ name: 'Desk', taken: 3, same: 1, conflicts: 2, unknown: 0, locked: 0 }],
      missing: [],
      conflictCount: 2
    });
    expect(merge.conflicts).toMatchObject([
      { account: 'Bo', ours: { status: 'ignored', user: undefined }, theirs: { status: 'confirmed', user: 'Bo Ek' } },
      { account: 'Cy', ours: { status: 'confirmed', user: 'Cy Oh' }, theirs: { status: 'confirmed', user: 'Ann Li' } }
    ]);
    expect(merge.conflicts[0].theirs.decidedAt).toBeGreaterThan(0);
    expect(await visibleState(engine)).toEqual(before);

    const outcome = must(await engine.applyMerge(merge.id, { all: 'ours', other: [merge.conflicts[0].id] }));
    expect(outcome.step).toMatchObject({ action: 'merge', rowCount: 4, note: `From “${yours.name}”` });
    expect(await decided(engine, appId)).toEqual({
      Ann: 'confirmed Ann Li',
      Bo: 'confirmed Bo Ek',
      'No Body': 'ignored',
      Cy: 'confirmed Cy Oh',
      'So Mebody': 'confirmed So Mebody',
      Extra: 'cleared'
    });
    expect(must(await engine.overview()).domains[0].userCount).toBe(4);
    must(await engine.undo());
    const undone = await visibleState(engine);
    expect(undone).toEqual({ ...(before as object), history: (undone as { history: unknown }).history });
  });

  test('all of theirs, then nothing is left to take', async () => {
    const { engine, appId, mine, yours, open } = await twoPeople();
    await open(yours);
    await assign(engine, appId, 0, 1);
    await decide(engine, appId, 'clear', 1);
    await decide(engine, appId, 'protect', 2);
    const theirs = await backUp(engine);
    const goal = await decided(engine, appId);
    await open(mine);
    await decide(engine, appId, 'ignore', 0);
    await decide(engine, appId, 'defer', 1);
    await assign(engine, appId, 2, 2);
    const merge = await preview(engine, theirs);
    expect(merge.apps).toMatchObject([{ taken: 0, same: 0, conflicts: 3 }]);
    must(await engine.applyMerge(merge.id, { all: 'theirs', other: [] }));
    expect(await decided(engine, appId)).toEqual(goal);
    const again = await preview(engine, theirs);
    expect(again.apps).toMatchObject([{ taken: 0, same: 3, conflicts: 0 }]);
    expect(await engine.applyMerge(again.id, { all: 'theirs', other: [] })).toMatchObject({
      error: { kind: 'nothing-to-do' }
    });
  });

  test('is refused when something was decided since it was looked at, or for another preview', async () => {
    const { engine, appId, mine, yours, open } = await twoPeople();
    await open(yours);
    await decide(engine, appId, 'confirm', 0);
    const theirs = await backUp(engine);
    await open(mine);
    const merge = await preview(engine, theirs);
    await decide(engine, appId, 'ignore', 2);
    const apply = (id: string) => engine.applyMerge(id, { all: 'ours', other: [] });
    expect(await apply(merge.id)).toMatchObject({ error: { kind: 'preview-outdated' } });
    const newer = await preview(engine, theirs);
    expect(await apply(merge.id)).toMatchObject({ error: { kind: 'preview-outdated' } });
    must(await apply(newer.id));
    await engine.discardMerge(newer.id);
  });

  test('is refused when a decision before it in the queue was not stored yet', async () => {
    const { engine, appId, mine, yours, open } = await twoPeople();
    await open(yours);
    await decide(engine, appId, 'clear', 0);
    const theirs = await backUp(engine);
    await open(mine);
    const merge = await preview(engine, theirs);
    const unblock = await blockDatabase(mine.id);
    const deciding = decide(engine, appId, 'confirm', 0);
    const applying = engine.applyMerge(merge.id, { all: 'ours', other: [] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await unblock();
    await deciding;
    expect(await applying).toMatchObject({ error: { kind: 'preview-outdated' } });
    expect((await decided(engine, appId)).Ann).toBe('confirmed Ann Li');
  });

  test('is worked out against what is decided, not against what is taken back again', async () => {
    const { engine, appId, mine, yours, open } = await twoPeople();
    await open(yours);
    await decide(engine, appId, 'clear', 0);
    const theirs = await backUp(engine);
    await open(mine);
    await decided(engine, appId);
    const unblock = await blockDatabase(mine.id);
    const { add } = IDBObjectStore.prototype;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const deciding = engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } });
    const looking = preview(engine, theirs);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await unblock();
    expect(await deciding).toMatchObject({ error: { kind: 'storage-full' } });
    spy.mockRestore();
    expect(IDBObjectStore.prototype.add).toBe(add);
    expect((await looking).apps).toMatchObject([{ taken: 1, conflicts: 0 }]);
  });

  test('makes a user once, whom they linked in two apps', async () => {
    const { engine, appId, domainId, mine, open } = await twoPeople();
    await open(mine);
    const chat = must(await engine.addApplication(domainId, 'generic-csv', 'Chat')).id;
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      must(await engine.setAppSwitch(chat, which, true));
    await (await stage(engine, { kind: 'accounts', appId: chat }, ACCOUNTS)).commit();
    const begun = await backUp(engine);
    const yours = done(
      await engine.restoreBackup(begun.file, undefined, { kind: 'new', name: `Two apps ${number}` }, nothing)
    );
    await open(yours);
    await decide(engine, appId, 'create-users', 2, 4);
    await assign(engine, chat, 4, 4);
    await assign(engine, chat, 2, 3);
    const theirs = await backUp(engine);
    await open(mine);
    const merge = await preview(engine, theirs);
    must(await engine.applyMerge(merge.id, { all: 'ours', other: [] }));
    expect(must(await engine.overview()).domains[0].userCount).toBe(5);
    for (const app of [appId, chat])
      expect(await decided(engine, app)).toMatchObject({
        'No Body': 'confirmed No Body',
        'So Mebody': 'confirmed So Mebody'
      });
  });

  test('by name and key, where lists and ids differ: what is not here is told', async () => {
    const { engine, appId, domainId, mine, open } = await twoPeople();
    await open(mine);
    const other = startEngine(fakeLocks());
    const their = await openWithApp(other, `Birch ${number}`);
    must(await other.addApplication(their.domainId, 'generic-csv', 'Chat'));
    // Their users come in another order, with one more; their accounts too, one of them unknown here.
    const users =
      'username,email,displayName\nzoe,zoe@x.example,Zoe Om\nCY,cy@x.example,Cy Oh\nann,ann@x.example,Ann Li\n';
    await (await stage(other, { kind: 'users', domainId: their.domainId }, users)).commit();
    const accounts =
      'id,email,name,username\n9,new@x.example,New,new\n4,cy@x.example,Cy,cy\n2,bo@x.example,Bo,bo\n1,ann@x.example,Ann,ann\n';
    await (await stage(other, { kind: 'accounts', appId: their.appId }, accounts)).commit();
    await decide(other, their.appId, 'ignore', 0);
    await assign(other, their.appId, 1, 2);
    await assign(other, their.appId, 2, 0);
    await assign(other, their.appId, 3, 1);
    const merge = await preview(engine, await backUp(other));
    expect(merge).toMatchObject({
      apps: [{ appId, taken: 2, same: 0, conflicts: 0, unknown: 2 }],
      missing: ['Chat']
    });
    must(await engine.applyMerge(merge.id, { all: 'ours', other: [] }));
    expect(await decided(engine, appId)).toMatchObject({
      Ann: 'confirmed Cy Oh',
      Bo: 'unconfirmed',
      Cy: 'confirmed Ann Li'
    });
    expect(must(await engine.overview()).domains[0].domain.id).toBe(domainId);
  });

  test('nothing in common: told as such', async () => {
    const { engine, mine, open } = await twoPeople();
    const empty = must(await engine.createWorkspace(`Empty ${number}`));
    must(await engine.openWorkspace(empty.id, 'ask', nothing));
    const theirs = await backUp(engine);
    await open(mine);
    const outcome = await engine.previewMerge(theirs.file, undefined, nothing);
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'merge-foreign', name: empty.name } });
  });
});
