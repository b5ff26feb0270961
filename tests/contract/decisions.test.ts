import { beforeEach, describe, expect, test } from 'vitest';
import type { Remote } from 'comlink';
import type { Deprovisioning } from '../../src/lib/model/synchronization';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { DecisionCommand, EngineApi } from '../../src/lib/protocol/engine-api';
import { accountWindow, ALL_STATUSES } from '../fixtures/account-window';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,first name,last name,email,active
ann,Ann,Li,ann@x.example,true
bo,Bo,Ek,bo@x.example,true
cy1,Cy,Ng,cy@x.example,true
cy2,Cy,Ng,cy@x.example,true
old,Old,Timer,old@x.example,false
`;
const ACCOUNTS = `id,name,email
1,Ann Li,ann@x.example
2,Bo,bo@x.example
3,Cy,cy@x.example
4,Di Oh,di@else.example
5,Old Timer,old@x.example
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Decisions ${++workspaceNumber}`));
  const { synchronization } = must(await engine.overview()).apps[0].app;
  const safeguards = { ...synchronization.safeguards, shrinkPercent: undefined };
  must(await engine.saveSynchronization(appId, { ...synchronization, safeguards }));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

type RowsKind = Exclude<Extract<DecisionCommand, { selection: unknown }>['kind'], 'accept-suggestions'>;

function decide(kind: RowsKind, ...rows: number[]) {
  return engine.decide({ kind, appId, selection: { kind: 'rows', rows: rows.map(asRow) } });
}

async function shown(): Promise<string[]> {
  const { rows } = await accountWindow(engine, appId, { statuses: ALL_STATUSES });
  return rows.map(({ status, decision, user }) => `${status} ${decision} ${user?.userName ?? '-'}`);
}

async function reasons(): Promise<(string | undefined)[]> {
  const { rows } = await accountWindow(engine, appId, { statuses: ALL_STATUSES });
  return rows.map(({ unconfirmedReason }) => unconfirmedReason);
}

async function set(part: { deprovisioning?: Deprovisioning; onExactMatch?: 'link-and-confirm' }): Promise<void> {
  const { synchronization } = must(await engine.overview()).apps[0].app;
  must(await engine.saveSynchronization(appId, { ...synchronization, ...part }));
}

/** The same accounts without the first one, as a full import. */
async function importWithoutFirst(): Promise<void> {
  const csv = ACCOUNTS.split('\n').toSpliced(1, 1).join('\n');
  await (await stage(engine, { kind: 'accounts', appId }, csv)).commit();
}

describe('protect', () => {
  test('keeps a row out of clearing, importing, matching and bulk decisions until it is taken back', async () => {
    must(await decide('protect', 0));
    expect((await shown())[0]).toBe('ignored protect ann');
    await set({ onExactMatch: 'link-and-confirm' });
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    must(await engine.decide({ kind: 'restore-cleared', appId }));
    await importWithoutFirst();
    done(await engine.rematch(appId, nothing));
    must(await decide('unlink', 0, 1));
    const { rows } = await accountWindow(engine, appId, { statuses: ['ignored'] });
    expect(rows).toMatchObject([{ decision: 'protect', flags: 0 }]);
    for (const kind of ['confirm', 'ignore', 'clear', 'defer', 'protect', 'deprovision'] as const)
      expect(await decide(kind, 0)).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
    expect(await engine.decide({ kind: 'assign', appId, row: asRow(0), userRow: asRow(1) })).toMatchObject({
      ok: false,
      error: { kind: 'nothing-to-do' }
    });
    must(await decide('unlink', 0));
    expect((await shown())[0]).toBe('unconfirmed none ann');
  });
});

describe('defer', () => {
  test('leaves a row in the queue, not offered and not confirmed by a rule, but by hand', async () => {
    must(await decide('defer', 0));
    expect((await shown())[0]).toBe('unconfirmed defer ann');
    const { state } = await accountWindow(engine, appId);
    expect(await engine.nextUndecided(state.viewId, 0)).toBe(1);
    await set({ onExactMatch: 'link-and-confirm' });
    done(await engine.rematch(appId, nothing));
    expect((await shown()).slice(0, 2)).toEqual(['unconfirmed defer ann', 'confirmed link bo']);
    must(await decide('confirm', 0));
    expect((await shown())[0]).toBe('confirmed link ann');
    must(await engine.undo());
    expect((await shown())[0]).toBe('unconfirmed defer ann');
  });

  test('survives the bin', async () => {
    must(await decide('defer', 0));
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    expect((await shown())[0]).toBe('cleared defer ann');
    must(await engine.decide({ kind: 'restore-cleared', appId }));
    expect((await shown())[0]).toBe('unconfirmed defer ann');
  });
});

describe('deprovision', () => {
  test('decides by the setting what becomes of the user of a vanished account', async () => {
    must(await decide('confirm', 0, 1));
    await importWithoutFirst();
    expect(must(await engine.accountDetail(appId, asRow(0))).proposal).toBe('leave');
    expect(await decide('deprovision', 0, 1)).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
    await set({ deprovisioning: 'deactivate' });
    expect(must(await engine.accountDetail(appId, asRow(0))).proposal).toBe('deactivate');
    expect(must(await engine.accountDetail(appId, asRow(1))).proposal).toBeUndefined();
    expect(must(await decide('deprovision', 0, 1)).step).toMatchObject({ action: 'deprovision', rowCount: 1 });
    expect((await shown()).slice(0, 2)).toEqual(['confirmed deactivate ann', 'confirmed link bo']);
    const text = await must(await engine.exportCrosswalk(appId)).text();
    expect(text.split('\r\n')[1].split(',').slice(9)).toEqual(
      expect.arrayContaining(['deactivate', 'person', 'deactivate'])
    );
    must(await engine.undo());
    expect((await shown())[0]).toBe('confirmed link ann');
    must(await engine.redo());
    must(await decide('unlink', 0));
    expect((await shown())[0]).toBe('unconfirmed none ann');
  });

  test('is flagged when the account is in the source again', async () => {
    must(await decide('confirm', 0));
    await importWithoutFirst();
    await set({ deprovisioning: 'delete' });
    must(await decide('deprovision', 0));
    await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
    const { rows } = await accountWindow(engine, appId, { flags: ['changedSinceDecision'] });
    expect(rows).toMatchObject([{ row: 0, decision: 'delete', status: 'confirmed' }]);
  });
});

test('each unconfirmed row says why, decided ones do not', async () => {
  expect(await reasons()).toEqual(['waits', 'waits', 'multiple', 'no-match', 'deactivated-candidate']);
  must(await engine.decide({ kind: 'assign', appId, row: asRow(3), userRow: asRow(1) }));
  must(await decide('defer', 2));
  expect(await reasons()).toEqual(['waits', 'conflict', 'deferred', undefined, 'deactivated-candidate']);
  await importWithoutFirst();
  expect((await reasons())[0]).toBe('vanished');
});

test('flags are a facet: counted with the search and the other facets applied, and asked for', async () => {
  must(await engine.decide({ kind: 'assign', appId, row: asRow(3), userRow: asRow(1) }));
  const all = await accountWindow(engine, appId);
  expect(all.state.flags).toMatchObject({ conflict: 2, deactivatedCandidate: 1, manualLink: 1, vanished: 0 });
  const asked = await accountWindow(engine, appId, { flags: ['manualLink', 'deactivatedCandidate'] });
  expect(asked.rows.map(({ row }) => row)).toEqual([3, 4]);
  expect(asked.state).toMatchObject({ total: 2, found: 5, flags: all.state.flags, statuses: { confirmed: 1 } });
  const waiting = await accountWindow(engine, appId, { flags: ['conflict'], statuses: ['unconfirmed'] });
  expect(waiting.state).toMatchObject({ total: 1, flags: { conflict: 1, manualLink: 0 }, statuses: { confirmed: 1 } });
});

test('clearing is about this app alone', async () => {
  const other = must(await engine.addApplication(domainId, 'generic-csv', 'Other')).id;
  for (const which of ['active', 'provisioning', 'synchronization'] as const)
    must(await engine.setAppSwitch(other, which, true));
  await (await stage(engine, { kind: 'accounts', appId: other }, ACCOUNTS)).commit();
  must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
  const { apps } = must(await engine.overview());
  expect(apps.map(({ clearedCount, unconfirmedCount }) => [clearedCount, unconfirmedCount])).toEqual([
    [5, 0],
    [0, 5]
  ]);
});

test('clearing is refused while an import of the app runs; once it has ended it is not', async () => {
  const staged = await stage(engine, { kind: 'accounts', appId }, ACCOUNTS);
  const running = staged.commit();
  expect(await engine.decide({ kind: 'clear-unconfirmed', appId })).toMatchObject({
    ok: false,
    error: { kind: 'import-busy' }
  });
  expect(await decide('clear', 0)).toMatchObject({ ok: false, error: { kind: 'import-busy' } });
  await running;
  must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
});

test('an import that is started while a clear runs begins right after it', async () => {
  const staged = await stage(engine, { kind: 'accounts', appId }, `${ACCOUNTS}6,Ed,ed@x.example\n`);
  const clearing = engine.decide({ kind: 'clear-unconfirmed', appId });
  const run = await staged.commit();
  expect(must(await clearing).step.rowCount).toBe(5);
  expect(run).toMatchObject({ status: 'succeeded', rows: { created: 1, unchanged: 5 } });
  // A full import brings back what the clear had put into the bin.
  expect(must(await engine.overview()).apps[0]).toMatchObject({ clearedCount: 0, unconfirmedCount: 6 });
});
