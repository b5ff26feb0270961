import { beforeEach, describe, expect, test } from 'vitest';
import { transfer, type Remote } from 'comlink';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { AccountRow, ViewQuery } from '../../src/lib/protocol/view';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,first name,last name,email,active
ann,Ann,Li,ann@x.example,true
bo,Bo,Ek,bo@x.example,true
cy1,Cy,Ng,cy@x.example,true
cy2,Cy,Ng,cy@x.example,false
`;
const ACCOUNTS = `id,name,email
1,Ann Li,ANN@x.example
2,Bo,bo@x.example
3,Cy,cy@x.example
4,Di Oh,di@else.example
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Client ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

function query(part: Partial<Extract<ViewQuery, { kind: 'accounts' }>> = {}): ViewQuery {
  return { kind: 'accounts', appId, text: '', situations: [], statuses: [], flags: [], ...part };
}

async function rows(part = {}): Promise<readonly AccountRow[]> {
  const { viewId, total } = must(await engine.openView('test', query(part)));
  const window = await engine.readWindow(viewId, 0, total);
  return window.kind === 'accounts' ? window.rows : [];
}

async function shown(part = {}): Promise<string[]> {
  return (await rows(part)).map((row) => `${row.name}: ${row.situation}, ${row.status}, ${row.user?.userName ?? '-'}`);
}

const AFTER_IMPORT = [
  'Ann Li: exact, unconfirmed, ann',
  'Bo: exact, unconfirmed, bo',
  'Cy: multiple, unconfirmed, -',
  'Di Oh: no-match, unconfirmed, -'
];

describe('the engine', () => {
  test('shows what an import brought and what matching found', async () => {
    expect(await shown()).toEqual(AFTER_IMPORT);
    const overview = must(await engine.overview());
    expect(overview.apps[0]).toMatchObject({
      accountCount: 4,
      unconfirmedCount: 4,
      situations: { exact: 2, multiple: 1, 'no-match': 1 },
      lastImport: { status: 'succeeded', rows: { created: 4, updated: 0, skipped: 0 } }
    });
  });

  test('tells what an import would do before anything is written', async () => {
    const again = await stage(
      engine,
      { kind: 'accounts', appId },
      `id,name,email\n2,Bob,bo@x.example\n5,Ed,ed@x.example\n5,Eddy,\n`
    );
    expect(again.check.rows).toEqual({ created: 1, updated: 1, unchanged: 0, skipped: 1, vanished: 3 });
    expect(again.check.issues).toMatchObject([
      { kind: 'duplicate-key', count: 1, examples: [{ record: 4, excerpt: '5' }] }
    ]);
    expect(await shown()).toEqual(AFTER_IMPORT);
    await engine.discardStage(again.stageId);
    expect(await shown()).toEqual(AFTER_IMPORT);
  });

  test('searches accounts and the users they belong to, without regard to case and accents', async () => {
    expect(await shown({ text: 'LI ann' })).toEqual([AFTER_IMPORT[0]]);
    expect(await shown({ text: 'éK' })).toEqual([AFTER_IMPORT[1]]);
    expect(await shown({ text: 'x.example', situations: ['multiple'] })).toEqual([AFTER_IMPORT[2]]);
  });

  test('answers with the first rows of a view where they are wanted', async () => {
    const { viewId, first } = must(await engine.openView('test', query({ text: 'example' }), 2));
    expect(first).toEqual(await engine.readWindow(viewId, 0, 2));
    expect(first.rows).toHaveLength(2);
    expect(must(await engine.openView('test', query())).first.rows).toEqual([]);
  });

  test('counts each facet with the search and the other facet applied', async () => {
    await engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(3)] } });
    const state = must(await engine.openView('test', query({ text: 'example', statuses: ['unconfirmed'] })));
    expect(state).toMatchObject({ total: 3, found: 4, statuses: { unconfirmed: 3, ignored: 1 } });
    expect(state.situations).toMatchObject({ exact: 2, multiple: 1, 'no-match': 0 });
  });

  test('confirms all of a view but some, and leaves what has nobody to link to', async () => {
    const { viewId } = must(await engine.openView('test', query()));
    const command = { kind: 'confirm', appId, selection: { kind: 'view', viewId, except: [asRow(0)] } } as const;
    expect(must(await engine.previewDecision(command))).toMatchObject({ applies: 1, stays: 2 });
    must(await engine.decide(command));
    expect((await shown())[1]).toBe('Bo: exact, confirmed, bo');
    expect((await shown())[0]).toBe(AFTER_IMPORT[0]);
  });

  test('assigns an existing user by hand, and takes it back with the computed situation underneath', async () => {
    must(await engine.decide({ kind: 'assign', appId, row: asRow(2), userRow: asRow(3) }));
    expect((await shown())[2]).toBe('Cy: manually-linked, confirmed, cy2');
    must(await engine.decide({ kind: 'unlink', appId, selection: { kind: 'rows', rows: [asRow(2)] } }));
    expect(await shown()).toEqual(AFTER_IMPORT);
  });

  test('creates a user and links it; undo takes the user away, redo brings both back', async () => {
    const draft = must(await engine.accountDetail(appId, asRow(3))).prefill;
    expect(draft).toEqual({
      userName: 'di@else.example',
      email: 'di@else.example',
      givenName: 'Di',
      familyName: 'Oh',
      displayName: 'Di Oh'
    });
    const bad = await engine.decide({
      kind: 'create-user',
      appId,
      row: asRow(3),
      draft: { ...draft, userName: 'ANN', email: 'x' }
    });
    expect(bad).toMatchObject({
      ok: false,
      error: { kind: 'user-invalid', problems: [{ problem: 'taken' }, { problem: 'malformed' }] }
    });
    must(await engine.decide({ kind: 'create-user', appId, row: asRow(3), draft }));
    expect((await shown())[3]).toBe('Di Oh: manually-linked, confirmed, di@else.example');
    expect(must(await engine.overview()).domains[0].userCount).toBe(5);
    must(await engine.undo());
    expect(await shown()).toEqual(AFTER_IMPORT);
    expect(must(await engine.overview()).domains[0].userCount).toBe(4);
    must(await engine.redo());
    expect((await rows())[3].user).toMatchObject({ userName: 'di@else.example', isCreatedHere: true });
  });

  test('makes users for many accounts at once, only where nobody matches', async () => {
    const { viewId } = must(await engine.openView('test', query()));
    const made = must(
      await engine.decide({ kind: 'create-users', appId, selection: { kind: 'view', viewId, except: [] } })
    );
    expect(made.step).toMatchObject({ action: 'create-user', rowCount: 1, origin: 'bulk' });
  });

  test('clears unconfirmed accounts into the bin and brings them back with their decisions', async () => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
    const tally = must(await engine.previewDecision({ kind: 'clear-unconfirmed', appId }));
    expect(tally).toMatchObject({ applies: 3, situations: { exact: 1, multiple: 1, 'no-match': 1 } });
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    expect(await shown()).toEqual(['Ann Li: exact, confirmed, ann']);
    expect((await shown({ statuses: ['cleared'] })).length).toBe(3);
    must(await engine.decide({ kind: 'restore-cleared', appId }));
    expect((await shown()).slice(1)).toEqual(AFTER_IMPORT.slice(1));
  });

  test('undo and redo survive reopening, up to and including the imports', async () => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0), asRow(1)] } }));
    const workspaceId = must(await engine.overview()).workspace.id;
    must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    expect((await shown())[1]).toBe('Bo: exact, confirmed, bo');
    must(await engine.undo());
    expect(await shown()).toEqual(AFTER_IMPORT);
    must(await engine.undo());
    expect(await shown()).toEqual([]);
    must(await engine.undo());
    expect(must(await engine.overview()).domains[0].userCount).toBe(0);
    expect(await engine.undo()).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
    for (let i = 0; i < 3; i++) must(await engine.redo());
    expect((await shown())[1]).toBe('Bo: exact, confirmed, bo');
    must(await engine.openWorkspace(workspaceId, 'ask', nothing));
    expect((await shown())[1]).toBe('Bo: exact, confirmed, bo');
  });

  test('a new decision forgets what had been undone', async () => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
    must(await engine.undo());
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(1)] } }));
    expect(await engine.redo()).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
    const { history, workspace } = must(await engine.overview());
    expect(history.steps.map(({ action }) => action)).toEqual(['confirm', 'import-accounts', 'import-users']);
    must(await engine.openWorkspace(workspace.id, 'ask', nothing));
    expect(must(await engine.overview()).history.steps).toHaveLength(3);
  });

  test('a second import keeps decisions, flags what changed and vanished, and brings cleared rows back', async () => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0), asRow(1)] } }));
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    const csv = `id,name,email\n2,Bo B,bo@x.example\n3,Cy,cy@x.example\n5,New,ann@x.example\n`;
    await (await stage(engine, { kind: 'accounts', appId }, csv)).commit();
    const after = await rows({ statuses: ['unconfirmed', 'confirmed', 'cleared'] });
    expect(after.map(({ name, status, flags }) => `${name} ${status} ${flags}`)).toEqual([
      'Ann Li confirmed 9',
      'Bo B confirmed 4',
      'Cy unconfirmed 0',
      'Di Oh cleared 8',
      'New unconfirmed 1'
    ]);
  });

  test('matches again after the rules changed, as a step that can be undone', async () => {
    const { app } = must(await engine.overview()).apps[0];
    const ladder = app.synchronization.rules.ladder.filter((rule) => rule.id !== 'email');
    const rules = { ...app.synchronization.rules, ladder };
    must(await engine.saveSynchronization(appId, { ...app.synchronization, rules, onExactMatch: 'link-and-confirm' }));
    expect(must(await engine.overview()).apps[0].isMatchStale).toBe(true);
    done(await engine.rematch(appId, nothing));
    expect((await rows()).map((row) => row.situation)).toEqual(['no-match', 'no-match', 'no-match', 'no-match']);
    must(await engine.undo());
    expect(await shown()).toEqual(AFTER_IMPORT);
  });

  test('explains one account: candidates, values side by side, the rule, the decision', async () => {
    must(await engine.decide({ kind: 'assign', appId, row: asRow(2), userRow: asRow(2) }));
    const detail = must(await engine.accountDetail(appId, asRow(2)));
    expect(detail.candidates.map(({ user, ruleName, isLinked }) => [user.userName, ruleName, isLinked])).toEqual([
      ['cy1', 'Primary e-mail', true],
      ['cy2', 'Primary e-mail', false]
    ]);
    expect(detail.comparisons.find(({ attribute }) => attribute === 'email')).toEqual({
      attribute: 'email',
      account: 'cy@x.example',
      candidates: ['cy@x.example', 'cy@x.example']
    });
    expect(detail.decidedBy).toMatchObject({ action: 'assign', origin: 'single' });
  });

  test('hands over a crosswalk with one row per account', async () => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
    must(await engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(3)] } }));
    const text = await must(await engine.exportCrosswalk(appId)).text();
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header.split(',')).toHaveLength(16);
    expect(lines.map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'WHEN'))).toEqual([
      'Desk,Alder,1,,ANN@x.example,,ann,ann,ann@x.example,link,email,exact,person,WHEN,link,',
      'Desk,Alder,2,,bo@x.example,,,,,none,email,exact,,,review,',
      'Desk,Alder,3,,cy@x.example,,,,,none,email,multiple,,,review,',
      'Desk,Alder,4,,di@else.example,,,,,ignore,,no-match,person,WHEN,exclude,'
    ]);
  });

  test('two switches turned at once do not undo each other', async () => {
    const app = must(await engine.addApplication(domainId, 'generic-csv', 'Other'));
    const turn = (which: 'active' | 'provisioning' | 'synchronization') => engine.setAppSwitch(app.id, which, true);
    await Promise.all([turn('active'), turn('provisioning'), turn('synchronization')]);
    const { apps } = must(await engine.overview());
    expect(apps.find((entry) => entry.app.id === app.id)?.app).toMatchObject({
      isActive: true,
      isProvisioningEnabled: true,
      isSynchronizationEnabled: true
    });
  });

  test('refuses an import while one of the three switches is off, and says which', async () => {
    must(await engine.setAppSwitch(appId, 'provisioning', false));
    const { port1 } = new MessageChannel();
    expect(
      await engine.openStage(
        { target: { kind: 'accounts', appId }, mode: 'full', attributes: [] },
        transfer(port1, [port1])
      )
    ).toMatchObject({
      ok: false,
      error: { kind: 'import-gate', gate: 'provisioning' }
    });
  });
});

describe('openings that overlap', () => {
  async function two() {
    const locks = fakeLocks();
    const one = startEngine(locks);
    const make = async () => must(await one.createWorkspace(`Overlap ${++workspaceNumber}`)).id;
    return { one, other: startEngine(locks), a: await make(), b: await make() };
  }

  test('leave the one that was asked for last, and nothing of the others', async () => {
    const { one, other, a, b } = await two();
    const [first, second] = await Promise.all([a, b].map((id) => one.openWorkspace(id, 'ask', nothing)));
    expect(first.ok).toBe(false);
    expect(must(second)).toMatchObject({ workspace: { id: b }, access: 'writer' });
    expect(must(await one.overview()).workspace.id).toBe(b);
    expect(must(await other.openWorkspace(a, 'ask', nothing)).access).toBe('writer');
  });

  test('of one workspace do not keep each other from writing', async () => {
    const { one, a } = await two();
    const [, second] = await Promise.all([a, a].map((id) => one.openWorkspace(id, 'ask', nothing)));
    expect(must(second).access).toBe('writer');
    expect(must(await one.overview()).access).toBe('writer');
  });

  test('with a lock leave nothing open', async () => {
    const { one, a } = await two();
    const opening = one.openWorkspace(a, 'ask', nothing);
    await one.lockWorkspaces();
    expect((await opening).ok).toBe(false);
    expect(await one.overview()).toMatchObject({ ok: false });
  });
});
