import { beforeEach, describe, expect, test } from 'vitest';
import { transfer, type Remote } from 'comlink';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { ImportMode, RowTally } from '../../src/lib/model/import-run';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import { accountRows, setSynchronization } from '../fixtures/account-rows';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,first name,last name,email,active
ann,Ann,Li,ann@x.example,true
bo,Bo,Ek,bo@x.example,true
cy,Cy,Ng,cy@x.example,true
`;
const ACCOUNTS = `id,name,email
1,Ann Li,ann@x.example
2,Bo Ek,bo@x.example
3,Di Oh,di@else.example
4,Ed Po,ed@else.example
`;
const ALL = { start: 0, end: 100 };

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Imports ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
});

const staged = (csv: string, mode: ImportMode = 'full') => stage(engine, { kind: 'accounts', appId }, csv, mode);
const bringIn = async (csv: string, mode: ImportMode = 'full') => (await staged(csv, mode)).commit();
const app = async () => must(await engine.overview()).apps[0];
const userCount = async () => must(await engine.overview()).domains[0].userCount;
const sum = ({ created, updated, unchanged, skipped }: RowTally) => created + updated + unchanged + skipped;

async function shown(): Promise<string[]> {
  return (await accountRows(engine, appId)).map(
    ({ name, status, flags, user }) => `${name}: ${status}, ${user?.userName ?? '-'}, ${flags}`
  );
}

describe('an incremental import', () => {
  test('adds and updates; what it does not have has not vanished', async () => {
    await bringIn(ACCOUNTS);
    const changes = await staged(
      'id,name,email\n2,Bob Ek,bo@x.example\n1,Ann Li,ann@x.example\n5,New,n@x.example\n',
      'incremental'
    );
    expect(changes.check).toMatchObject({
      mode: 'incremental',
      rows: { created: 1, updated: 1, unchanged: 1, skipped: 0, vanished: 0 }
    });
    expect(await changes.commit()).toMatchObject({
      mode: 'incremental',
      status: 'succeeded',
      rows: changes.check.rows
    });
    expect(await shown()).toEqual([
      'Ann Li: unconfirmed, ann, 0',
      'Bob Ek: unconfirmed, bo, 0',
      'Di Oh: unconfirmed, -, 0',
      'Ed Po: unconfirmed, -, 0',
      'New: unconfirmed, -, 0'
    ]);
    const { lastSucceeded, lastImport } = await app();
    expect(lastSucceeded.incremental).toBe(lastImport?.endedAt);
    expect(lastSucceeded.full).toBeLessThanOrEqual(lastImport?.startedAt ?? 0);
  });

  test('updates what stands in the bin and leaves it there; a full one brings it back with its decision', async () => {
    await bringIn(ACCOUNTS);
    must(await engine.decide({ kind: 'defer', appId, selection: { kind: 'rows', rows: [asRow(2)] } }));
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    await bringIn('id,name,email\n2,Bob Ek,bo@x.example\n', 'incremental');
    expect((await shown()).slice(0, 3)).toEqual([
      'Ann Li: cleared, ann, 0',
      'Bob Ek: cleared, bo, 0',
      'Di Oh: cleared, -, 0'
    ]);
    await bringIn(ACCOUNTS);
    const rows = await accountRows(engine, appId);
    expect(rows.map(({ name, status, decision }) => `${name} ${status} ${decision}`)).toEqual([
      'Ann Li unconfirmed none',
      'Bo Ek unconfirmed none',
      'Di Oh unconfirmed defer',
      'Ed Po unconfirmed none'
    ]);
  });
});

describe('a full import', () => {
  test('flags what vanished once, and takes the flag back when it is there again', async () => {
    await bringIn(ACCOUNTS);
    const without2 = 'id,name,email\n1,Ann Li,ann@x.example\n3,Di Oh,di@else.example\n4,Ed Po,ed@else.example\n';
    expect((await bringIn(without2)).rows).toMatchObject({ unchanged: 3, vanished: 1 });
    expect((await bringIn(without2)).rows).toMatchObject({ unchanged: 3, vanished: 0 });
    expect((await shown())[1]).toBe('Bo Ek: unconfirmed, bo, 8');
    await bringIn('id,name,email\n2,Bo Ek,bo@x.example\n', 'incremental');
    expect((await shown())[1]).toBe('Bo Ek: unconfirmed, bo, 0');
  });

  test('does not count as vanished what stands in the bin', async () => {
    await bringIn(ACCOUNTS);
    must(await engine.decide({ kind: 'clear', appId, selection: { kind: 'rows', rows: [asRow(3)] } }));
    expect((await bringIn(ACCOUNTS.replace('4,Ed Po,ed@else.example\n', ''))).rows.vanished).toBe(0);
    expect((await shown())[3]).toBe('Ed Po: cleared, -, 8');
  });

  test('can be without any rows, into an empty list too', async () => {
    const { port1 } = new MessageChannel();
    const request = { target: { kind: 'accounts', appId }, mode: 'full', attributes: [] } as const;
    const stageId = must(await engine.openStage(request, transfer(port1, [port1])));
    const check = done(await engine.checkStage(stageId, { issues: [], skipped: 0 }, nothing));
    expect(check).toMatchObject({ holds: [], rows: { created: 0, updated: 0, unchanged: 0, skipped: 0, vanished: 0 } });
  });
});

describe('a run', () => {
  test('keeps what it was given, what it went by, and numbers that add up to the rows read', async () => {
    await setSynchronization(engine, appId, { onExactMatch: 'link-and-confirm' });
    const csv = `id,name,email,groups\n1,Ann,ann@x.example,Staff\n2,Bo,bo@x.example,Staff\n2,Bob,b@x.example,Guests\n,,,Nobody\n3,C,,\n`;
    const first = await staged(csv);
    const run = await first.commit({ trigger: 'schedule', fileName: 'nightly.csv' });
    expect(run).toMatchObject({
      status: 'succeeded',
      mode: 'full',
      trigger: 'schedule',
      fileName: 'nightly.csv',
      groups: 2,
      confirmed: 2,
      usersCreated: 0,
      holds: [],
      settings: { onExactMatch: 'link-and-confirm', newUsers: 'leave', deprovisioning: 'leave', rulesRevision: 1 }
    });
    expect(run.fileHash).toMatch(/^[0-9a-f]{64}$/);
    expect(run.settings?.rules[0]).toBe('External ID');
    expect(first.check).toMatchObject({ groups: 2, confirms: 2, newUsers: 0 });
    expect([sum(run.rows), run.rows.skipped]).toEqual([5, 2]);
    for (const mode of ['incremental', 'full'] as const) {
      const again = await bringIn(`id,name,email\n3,D,\n3,E,\n4,F,\n1,Ann,ann@x.example\n`, mode);
      expect(again.rows).toMatchObject({
        created: mode === 'incremental' ? 1 : 0,
        updated: mode === 'incremental' ? 1 : 0
      });
      expect(sum(again.rows)).toBe(4);
    }
    expect(must(await engine.importRuns({ kind: 'accounts', appId })).map((one) => one.mode)).toEqual([
      'full',
      'incremental',
      'full'
    ]);
  });

  test('says which rows of the file repeat the key of an earlier one', async () => {
    const twice = await staged('id,name,email\n7,Ann,ann@x.example\n8,Bo,bo@x.example\n7,Annie,a@x.example\n');
    expect(twice.check.issues).toMatchObject([
      { kind: 'duplicate-key', count: 1, examples: [{ record: 4, excerpt: '7' }] }
    ]);
    await twice.commit();
    expect((await shown())[0]).toBe('Ann: unconfirmed, ann, 0');
  });

  test('confirms nobody by itself whom two accounts claim', async () => {
    await setSynchronization(engine, appId, { onExactMatch: 'link-and-confirm' });
    const two = await staged('id,name,email\n1,Ann Li,ann@x.example\n2,Ann L,ann@x.example\n3,Bo Ek,bo@x.example\n');
    expect(two.check.confirms).toBe(1);
    await two.commit();
    expect(await shown()).toEqual([
      'Ann Li: unconfirmed, ann, 1',
      'Ann L: unconfirmed, ann, 1',
      'Bo Ek: confirmed, bo, 0'
    ]);
  });

  test('is worked out again when a decision was undone after the check', async () => {
    await bringIn(ACCOUNTS);
    must(await engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
    const again = await staged(ACCOUNTS);
    must(await engine.undo());
    await again.commit();
    expect((await shown())[0]).toBe('Ann Li: unconfirmed, ann, 0');
  });
});

test("usernames by the app's format are compared, and never stored", async () => {
  await setSynchronization(engine, appId, {
    matchBy: 'criteria',
    criteria: { comparesUsername: true, comparesEmail: false, attributes: [] },
    usernameFormat: { kind: 'preset', preset: 'email-prefix' },
    onExactMatch: 'link-and-confirm'
  });
  const run = await bringIn('id,name,email\n1,A,ann@elsewhere.example\n2,B,bo@elsewhere.example\n3,C,dee@x.example\n');
  expect(run.confirmed).toBe(2);
  expect(await shown()).toEqual(['A: confirmed, ann, 0', 'B: confirmed, bo, 0', 'C: unconfirmed, -, 0']);
  expect(must(await engine.attributesOf(appId)).account).toEqual(['externalId', 'displayName', 'email']);
  await setSynchronization(engine, appId, {
    usernameFormat: { kind: 'expression', expression: 'lower(account.displayName)' }
  });
  const [changed] = (await bringIn('id,name,email\n1,BO,ann@elsewhere.example\n', 'incremental').then(shown)).slice(
    0,
    1
  );
  expect(changed).toMatch(/^BO: confirmed, bo/);
});

describe('new users', () => {
  const made = async () => (await accountRows(engine, appId)).map(({ user }) => user);

  test('are made for accounts without a match, linked and confirmed, and all taken back by one undo', async () => {
    await setSynchronization(engine, appId, { newUsers: 'confirm' });
    const first = await staged(ACCOUNTS);
    expect(first.check).toMatchObject({ newUsers: 2, confirms: 0, situations: { exact: 2, 'no-match': 2 } });
    expect(await first.commit()).toMatchObject({ status: 'succeeded', usersCreated: 2, confirmed: 0 });
    const rows = await accountRows(engine, appId);
    expect(
      rows.map(({ name, status, situation, decision, origin }) => [name, status, situation, decision, origin])
    ).toEqual([
      ['Ann Li', 'unconfirmed', 'exact', 'none', 'none'],
      ['Bo Ek', 'unconfirmed', 'exact', 'none', 'none'],
      ['Di Oh', 'confirmed', 'no-match', 'create', 'rule'],
      ['Ed Po', 'confirmed', 'no-match', 'create', 'rule']
    ]);
    expect(rows[2].user).toMatchObject({ userName: 'di@else.example', isActive: false, isCreatedHere: true });
    expect([await userCount(), (await app()).isMatchStale]).toEqual([5, false]);
    must(await engine.undo());
    expect([await userCount(), (await app()).accountCount]).toEqual([3, 0]);
    must(await engine.redo());
    expect((await made())[3]).toMatchObject({ userName: 'ed@else.example', isActive: false });
    const { workspace } = must(await engine.overview());
    must(await engine.openWorkspace(workspace.id, 'ask', nothing));
    expect((await made())[3]).toMatchObject({ userName: 'ed@else.example' });
    expect(await userCount()).toBe(5);
  });

  test('are active where the setting says so, and made once', async () => {
    await setSynchronization(engine, appId, { newUsers: 'confirm-and-activate' });
    await bringIn(ACCOUNTS);
    expect((await made())[2]).toMatchObject({ isActive: true });
    const again = await staged(ACCOUNTS);
    expect(again.check.newUsers).toBe(0);
    await again.commit();
    expect(await userCount()).toBe(5);
  });

  test('can be unticked one by one, whatever happened since the check', async () => {
    await setSynchronization(engine, appId, { newUsers: 'confirm-and-activate' });
    await bringIn('id,name,email\n4,Ed Po,ed po\n');
    const second = await staged(
      `id,name,email\n1,Ann Li,ann@x.example\n3,Di Oh,di@else.example\n6,Flo Ra,flo@else.example\n4,Ed Po,ed@else.example\n`
    );
    const { total, rows } = must(await engine.stagedNewUsers(second.stageId, ALL));
    expect(total).toBe(3);
    expect(
      rows.map(({ name, row, before, after, userAfter }) => [name, row, before, after, userAfter?.userName])
    ).toEqual([
      ['Ed Po', 0, 'no-match', 'no-match', 'ed@else.example'],
      ['Di Oh', undefined, undefined, 'no-match', 'di@else.example'],
      ['Flo Ra', undefined, undefined, 'no-match', 'flo@else.example']
    ]);
    expect(must(await engine.stagedNewUsers(second.stageId, { start: 1, end: 2 })).rows).toEqual([rows[1]]);
    // Another import in between takes a row of the list, so that everything is worked out again.
    await bringIn('id,name,email\n9,Someone,ann@x.example\n', 'incremental');
    const run = await second.commit({ untickedNewUsers: [rows[0].key, rows[1].key] });
    expect(run.usersCreated).toBe(1);
    expect(await shown()).toEqual([
      'Ed Po: unconfirmed, -, 0',
      'Someone: unconfirmed, ann, 9',
      'Ann Li: unconfirmed, ann, 1',
      'Di Oh: unconfirmed, -, 0',
      'Flo Ra: confirmed, flo@else.example, 0'
    ]);
  });

  test('are not made twice of one name, nor with what no target takes', async () => {
    await setSynchronization(engine, appId, { newUsers: 'confirm' });
    const run = await bringIn(
      'id,name,email\n1,Di Oh,di@else.example\n2,Di O,DI@else.example\n3,No Mail,nowhere\n4,,e@x.example\n'
    );
    expect([run.usersCreated, await userCount()]).toEqual([1, 4]);
    expect((await shown()).map((line) => line.split(': ')[1])).toEqual([
      'confirmed, di@else.example, 0',
      'unconfirmed, -, 0',
      'unconfirmed, -, 0',
      'unconfirmed, -, 0'
    ]);
  });

  test('are not made for accounts that are ignored, protected, deferred, in the bin or vanished', async () => {
    await bringIn(
      'id,name,email\n1,A,a@q.example\n2,B,b@q.example\n3,C,c@q.example\n4,D,d@q.example\n5,E,e@q.example\n6,F,f@q.example\n'
    );
    const rows = (...numbers: number[]) => ({ kind: 'rows', rows: numbers.map(asRow) }) as const;
    must(await engine.decide({ kind: 'ignore', appId, selection: rows(0) }));
    must(await engine.decide({ kind: 'protect', appId, selection: rows(1) }));
    must(await engine.decide({ kind: 'defer', appId, selection: rows(2) }));
    must(await engine.decide({ kind: 'clear', appId, selection: rows(3) }));
    await setSynchronization(engine, appId, { newUsers: 'confirm' });
    await bringIn('id,name,email\n6,F,f@q.example\n', 'incremental').then((run) => expect(run.usersCreated).toBe(2));
    must(await engine.undo());
    const without5 = 'id,name,email\n1,A,a@q.example\n2,B,b@q.example\n3,C,c@q.example\n6,F,f@q.example\n';
    expect((await bringIn(without5)).usersCreated).toBe(1);
    expect((await shown()).filter((line) => line.includes('confirmed, f@'))).toHaveLength(1);
  });
});
