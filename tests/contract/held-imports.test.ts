import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { transfer, type Remote } from 'comlink';
import type { HoldKind } from '../../src/lib/model/hold-cause';
import { asId, asRow, type AppId, type IdentityDomainId, type RunId } from '../../src/lib/model/ids';
import type { ImportMode, ImportRun } from '../../src/lib/model/import-run';
import { DEFAULT_SAFEGUARDS, type Safeguards } from '../../src/lib/model/synchronization';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { LockSource } from '../../src/lib/storage/writer-lock';
import { workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { accountRows, setSynchronization } from '../fixtures/account-rows';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = 'username,email\nann,ann@x.example\nbo,bo@x.example\n';

let workspaceNumber = 0;
let locks: LockSource;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  locks = fakeLocks();
  engine = startEngine(locks);
  ({ domainId, appId } = await openWithApp(engine, `Holds ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
});

/** Accounts with these ids; 1 and 2 belong to the two users. */
function accounts(...ids: number[]): string {
  const mail = (id: number) => (id === 1 ? 'ann@x.example' : id === 2 ? 'bo@x.example' : `p${id}@else.example`);
  return ['id,name,email', ...ids.map((id) => `${id},P${id},${mail(id)}`)].join('\n') + '\n';
}
const oneTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const staged = (csv: string, mode: ImportMode = 'full') => stage(engine, { kind: 'accounts', appId }, csv, mode);
const bringIn = async (csv: string, mode: ImportMode = 'full') => (await staged(csv, mode)).commit();
const app = async () => must(await engine.overview()).apps[0];
const setSafeguards = (part: Partial<Safeguards>) =>
  setSynchronization(engine, appId, { safeguards: { ...DEFAULT_SAFEGUARDS, ...part } });
const names = async () => (await accountRows(engine, appId)).map(({ name }) => name);

async function tripped(runId: RunId, cause: HoldKind, range = { start: 0, end: 1000 }): Promise<string[]> {
  const { rows } = must(await engine.heldRows(runId, cause, range));
  return rows.map(({ name, row, before, after, userBefore, userAfter }) =>
    [name, row ?? '-', before ?? '-', after ?? '-', userBefore?.userName ?? userAfter?.userName ?? '-'].join(' ')
  );
}

async function reopen(): Promise<void> {
  const { workspace } = must(await engine.overview());
  must(await engine.openWorkspace(workspace.id, 'ask', nothing));
}

async function segmentCount(): Promise<number> {
  const { workspace } = must(await engine.overview());
  const db = await new Dexie(workspaceDatabaseName({ id: workspace.id })).open();
  const count = await db.table('segments').count();
  db.close();
  return count;
}

/** Ten accounts, and an import of one that vanished and three new ones, over a limit of two creates. */
async function heldRun(): Promise<ImportRun> {
  await bringIn(accounts(...oneTo(10)));
  await setSafeguards({ maxCreates: 2 });
  return bringIn(accounts(...oneTo(9), 11, 12, 13));
}

describe('a safeguard', () => {
  test('of creates holds the run before anything is written, and names exactly the rows', async () => {
    await bringIn(accounts(...oneTo(10)));
    await setSafeguards({ maxCreates: 2 });
    const over = await staged(accounts(...oneTo(9), 2, 11, 12, 13));
    expect(over.check.holds).toEqual([{ kind: 'max-creates', count: 3, limit: 2 }]);
    const run = await over.commit();
    expect(run).toMatchObject({ status: 'held', holds: over.check.holds, endedAt: undefined, rows: over.check.rows });
    expect(await tripped(run.id, 'max-creates')).toEqual([
      'P11 - - no-match -',
      'P12 - - no-match -',
      'P13 - - no-match -'
    ]);
    expect(await tripped(run.id, 'max-creates', { start: 1, end: 2 })).toEqual(['P12 - - no-match -']);
    expect(await tripped(run.id, 'max-deletes')).toEqual([]);
    expect(await names()).toHaveLength(10);
    expect(await app()).toMatchObject({ accountCount: 10, lastImport: { id: run.id }, heldRuns: [{ id: run.id }] });
    expect((await staged(accounts(...oneTo(9), 11, 12))).check.holds).toEqual([]);
  });

  test('of deletes counts what vanished, and lets exactly as many pass', async () => {
    await bringIn(accounts(...oneTo(10)));
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(1)] } }));
    await setSafeguards({ maxDeletes: 2 });
    const run = await bringIn(accounts(1, ...oneTo(8).slice(2), 10));
    expect(run.status).toBe('succeeded');
    const held = await bringIn(accounts(...oneTo(10).slice(4)));
    expect(held).toMatchObject({ status: 'held', holds: [{ kind: 'max-deletes', count: 3, limit: 2 }] });
    expect(await tripped(held.id, 'max-deletes')).toEqual([
      'P1 0 exact - ann',
      'P3 2 no-match - -',
      'P4 3 no-match - -'
    ]);
  });

  test('of assignments counts linked accounts that vanish, above a number of them only', async () => {
    await bringIn(accounts(...oneTo(10)));
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0), asRow(1)] } }));
    must(await engine.decide({ kind: 'assign', appId, row: asRow(5), userRow: asRow(0) }));
    await setSafeguards({ disappearing: { percent: 33, above: 2 } });
    expect((await staged(accounts(...oneTo(10).slice(1)))).check.holds).toEqual([
      { kind: 'disappearing', count: 1, linked: 3, percent: 33 }
    ]);
    const held = await bringIn(accounts(1, ...oneTo(10).slice(6)));
    expect(held.holds).toEqual([{ kind: 'disappearing', count: 2, linked: 3, percent: 33 }]);
    expect(await tripped(held.id, 'disappearing')).toEqual(['P2 1 exact - bo', 'P6 5 manually-linked - ann']);
    expect((await staged(accounts(1), 'incremental')).check.holds).toEqual([]);
    await setSafeguards({ disappearing: { percent: 33, above: 3 } });
    expect((await staged(accounts(...oneTo(10).slice(1)))).check.holds).toEqual([]);
  });

  test('holds a full import of a source that shrank or is empty, also of users', async () => {
    await bringIn(accounts(...oneTo(10)));
    expect((await staged(accounts(...oneTo(5)))).check.holds).toEqual([]);
    const shrunk = await bringIn(accounts(...oneTo(4)));
    expect(shrunk.holds).toEqual([{ kind: 'shrunken', count: 6, before: 10, now: 4 }]);
    expect(await tripped(shrunk.id, 'shrunken')).toHaveLength(6);
    const target = { kind: 'users', domainId } as const;
    const { port1 } = new MessageChannel();
    const stageId = must(await engine.openStage({ target, mode: 'full', attributes: [] }, transfer(port1, [port1])));
    const check = done(await engine.checkStage(stageId, { issues: [], skipped: 0 }, nothing));
    expect(check.holds).toEqual([{ kind: 'shrunken', count: 2, before: 2, now: 0 }]);
    const empty = done(
      await engine.commitStage(
        {
          stageId,
          fileName: 'empty.csv',
          fileBytes: 0,
          fileHash: undefined,
          trigger: 'manual',
          mapping: [],
          untickedNewUsers: []
        },
        nothing
      )
    );
    expect(await tripped(empty.id, 'shrunken')).toEqual(['ann 0 - - -', 'bo 1 - - -']);
    expect(done(await engine.allowRun(empty.id, 'They left.', nothing))).toMatchObject({
      status: 'succeeded',
      rows: { created: 0, vanished: 2 }
    });
    expect(must(await engine.overview()).domains[0].userCount).toBe(2);
  });
});

describe('a held run', () => {
  test('keeps its rows over a reload, and its app and others stay as usable as they were', async () => {
    const run = await heldRun();
    await reopen();
    expect((await app()).heldRuns).toMatchObject([{ id: run.id, status: 'held', fileName: 'list.csv' }]);
    expect(await tripped(run.id, 'max-creates')).toHaveLength(3);
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    must(await engine.decide({ kind: 'restore-cleared', appId }));
    const other = must(await engine.addApplication(domainId, 'generic-csv', 'Other'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      must(await engine.setAppSwitch(other.id, which, true));
    const elsewhere = await stage(engine, { kind: 'accounts', appId: other.id }, accounts(1, 2, 3));
    expect(await elsewhere.commit()).toMatchObject({ status: 'succeeded', rows: { created: 3 } });
    await reopen();
    expect(await tripped(run.id, 'max-creates')).toHaveLength(3);
  });

  test('shows the rows that tripped it as they were, whatever becomes of the list', async () => {
    await bringIn(accounts(...oneTo(10)));
    await setSafeguards({ maxDeletes: 1 });
    const run = await bringIn(accounts(...oneTo(8)));
    must(await engine.undo());
    expect(await names()).toEqual([]);
    await reopen();
    expect(await tripped(run.id, 'max-deletes')).toEqual(['P9 8 no-match - -', 'P10 9 no-match - -']);
  });

  test('is allowed with a reason, against the list as it is by then', async () => {
    const run = await heldRun();
    must(await engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(2)] } }));
    expect(await bringIn(accounts(12, 14), 'incremental')).toMatchObject({ status: 'succeeded', rows: { created: 2 } });
    await reopen();
    expect(await engine.allowRun(run.id, '  ', nothing)).toEqual({
      status: 'failed',
      error: { kind: 'reason-missing' }
    });
    const allowed = done(await engine.allowRun(run.id, ' Second site moved in. ', nothing));
    expect(allowed).toMatchObject({
      id: run.id,
      status: 'succeeded',
      reason: 'Second site moved in.',
      holds: [{ kind: 'max-creates', count: 3 }],
      rows: { created: 2, unchanged: 10, vanished: 2 }
    });
    const rows = await accountRows(engine, appId);
    expect(rows.map(({ name, status, flags }) => `${name} ${status} ${flags}`).slice(2)).toEqual([
      'P3 ignored 0',
      ...[4, 5, 6, 7, 8, 9].map((id) => `P${id} unconfirmed 0`),
      'P10 unconfirmed 8',
      'P12 unconfirmed 0',
      'P14 unconfirmed 8',
      'P11 unconfirmed 0',
      'P13 unconfirmed 0'
    ]);
    expect((await app()).heldRuns).toEqual([]);
    expect(await engine.heldRows(run.id, 'max-creates', { start: 0, end: 9 })).toMatchObject({
      ok: false,
      error: { kind: 'held-run-missing' }
    });
    expect(await engine.allowRun(run.id, 'Again.', nothing)).toMatchObject({ error: { kind: 'held-run-missing' } });
    must(await engine.undo());
    expect(await names()).toHaveLength(12);
  });

  test('is rejected with a reason, and leaves nothing behind', async () => {
    await bringIn(accounts(...oneTo(10)));
    await setSafeguards({ maxCreates: 2 });
    const before = await segmentCount();
    const run = await bringIn(accounts(...oneTo(9), 11, 12, 13));
    expect(await segmentCount()).toBeGreaterThan(before);
    expect(await engine.rejectRun(run.id, '')).toMatchObject({ ok: false, error: { kind: 'reason-missing' } });
    expect(must(await engine.rejectRun(run.id, 'Wrong file.'))).toMatchObject({
      status: 'cancelled',
      reason: 'Wrong file.',
      rows: { created: 0, updated: 0, unchanged: 0, skipped: 12, vanished: 0 }
    });
    expect(await segmentCount()).toBe(before);
    expect(await names()).toHaveLength(10);
    expect(await engine.rejectRun(asId<RunId>('nobody'), 'x')).toMatchObject({ error: { kind: 'held-run-missing' } });
    await reopen();
    expect((await app()).lastImport).toMatchObject({ status: 'cancelled', reason: 'Wrong file.' });
  });

  test('is replaced by a newer full import of its list, not by an incremental one', async () => {
    const run = await heldRun();
    await bringIn(accounts(1, 2), 'incremental');
    expect((await app()).heldRuns).toHaveLength(1);
    const newer = await bringIn(accounts(...oneTo(10), 15, 16, 17));
    expect((await app()).heldRuns).toMatchObject([{ id: newer.id }]);
    await setSafeguards({});
    await bringIn(accounts(...oneTo(10)));
    const runs = must(await engine.importRuns({ kind: 'accounts', appId }));
    expect(runs.map(({ status, reason }) => [status, reason])).toEqual([
      ['succeeded', undefined],
      ['cancelled', 'Replaced by a newer full import (list.csv)'],
      ['succeeded', undefined],
      ['cancelled', 'Replaced by a newer full import (list.csv)'],
      ['succeeded', undefined]
    ]);
    expect(await engine.allowRun(run.id, 'Late.', nothing)).toMatchObject({ error: { kind: 'held-run-missing' } });
  });

  test('remembers which new users were unticked', async () => {
    await bringIn(accounts(1));
    await setSynchronization(engine, appId, {
      newUsers: 'confirm',
      safeguards: { ...DEFAULT_SAFEGUARDS, maxCreates: 1 }
    });
    const over = await staged(accounts(1, 3, 4));
    const { rows } = must(await engine.stagedNewUsers(over.stageId, { start: 0, end: 9 }));
    const run = await over.commit({ untickedNewUsers: [rows[0].key] });
    expect([run.status, run.usersCreated]).toEqual(['held', 0]);
    await setSafeguards({});
    await bringIn(accounts(1));
    expect((await app()).heldRuns).toEqual([]);
    await setSafeguards({ maxCreates: 1 });
    const again = await (await staged(accounts(1, 3, 4))).commit({ untickedNewUsers: [rows[0].key] });
    await bringIn(accounts(9), 'incremental');
    await reopen();
    expect(done(await engine.allowRun(again.id, 'Fine.', nothing)).usersCreated).toBe(1);
    const statuses = (await accountRows(engine, appId)).map(({ name, status }) => `${name} ${status}`);
    expect(statuses).toEqual(['P1 unconfirmed', 'P9 confirmed', 'P3 unconfirmed', 'P4 confirmed']);
  });

  test('is held as before when allowing it fails, or when its tab is killed meanwhile', async () => {
    const run = await heldRun();
    must(await engine.setAppSwitch(appId, 'active', false));
    expect(await engine.allowRun(run.id, 'Go.', nothing)).toMatchObject({ error: { kind: 'import-gate' } });
    must(await engine.setAppSwitch(appId, 'active', true));
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await engine.allowRun(run.id, 'Go.', nothing)).toMatchObject({ error: { kind: 'storage-full' } });
    full.mockRestore();
    expect((await app()).heldRuns).toMatchObject([{ id: run.id, failure: 'storage-full', reason: undefined }]);
    const { workspace } = must(await engine.overview());
    const db = await new Dexie(workspaceDatabaseName({ id: workspace.id })).open();
    await db.table('runs').update(run.id, { status: 'running', reason: 'Go.' });
    db.close();
    await reopen();
    expect((await app()).heldRuns).toMatchObject([{ id: run.id, reason: undefined }]);
    expect(done(await engine.allowRun(run.id, 'Go.', nothing)).status).toBe('succeeded');
  });

  test('is shown to a tab that only reads, and decided in the one that writes', async () => {
    const run = await heldRun();
    const reader = startEngine(locks);
    const { workspace } = must(await engine.overview());
    must(await reader.openWorkspace(workspace.id, 'ask', nothing));
    expect(must(await reader.heldRows(run.id, 'max-creates', { start: 0, end: 9 })).total).toBe(3);
    expect(await reader.allowRun(run.id, 'Go.', nothing)).toMatchObject({ error: { kind: 'workspace-read-only' } });
    expect(await reader.rejectRun(run.id, 'No.')).toMatchObject({ error: { kind: 'workspace-read-only' } });
    must(await engine.rejectRun(run.id, 'No.'));
    await vi.waitFor(async () => expect(must(await reader.overview()).apps[0].heldRuns).toEqual([]));
  });
});
