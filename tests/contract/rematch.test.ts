import { beforeEach, describe, expect, test } from 'vitest';
import type { Remote } from 'comlink';
import { newId, asRow, type AppId, type IdentityDomainId, type StageId } from '../../src/lib/model/ids';
import type { Synchronization } from '../../src/lib/model/synchronization';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { RematchPreview } from '../../src/lib/protocol/rematch-api';
import { accountWindow } from '../fixtures/account-window';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,first name,last name,email
ann,Ann,Li,ann@x.example
bo,Bo,Ek,bo@x.example
cy,Cy,Ng,cy@x.example
`;
const ACCOUNTS = `id,username,first name,last name,email
1,bo,Ann,Li,ann@x.example
2,bo,Bo,Ek,bo@x.example
3,c,Cy,Ng,c@else.example
4,d,Di,Oh,di@else.example
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;
let settings: Synchronization;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Match again ${++workspaceNumber}`));
  settings = must(await engine.overview()).apps[0].app.synchronization;
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

async function shown(): Promise<string[]> {
  const { rows } = await accountWindow(engine, appId);
  return rows.map(({ situation, status, user }) => `${situation} ${status} ${user?.userName ?? '-'}`);
}

/** The ladder with only these rules. */
function matchingBy(...ids: string[]): Synchronization {
  return {
    ...settings,
    rules: { ...settings.rules, ladder: settings.rules.ladder.filter(({ id }) => ids.includes(id)) }
  };
}

async function preview(synchronization: Synchronization | undefined): Promise<RematchPreview> {
  return done(await engine.previewRematch(appId, synchronization, nothing));
}

const IMPORTED = ['multiple unconfirmed -', 'exact unconfirmed bo', 'partial unconfirmed cy', 'no-match unconfirmed -'];

describe('a preview of matching again', () => {
  test('tells before and after as a table, and changes nothing', async () => {
    const seen = await preview(matchingBy('email'));
    expect(seen).toMatchObject({ total: 4, changed: 2, confirmedBefore: 0, confirmedAfter: 0, flagged: 0 });
    expect(seen.transitions).toEqual([
      { before: 'no-match', after: 'no-match', count: 1, changed: 0 },
      { before: 'partial', after: 'no-match', count: 1, changed: 1 },
      { before: 'exact', after: 'exact', count: 1, changed: 0 },
      { before: 'multiple', after: 'exact', count: 1, changed: 1 }
    ]);
    expect(await shown()).toEqual(IMPORTED);
    expect(must(await engine.overview()).apps[0].app.synchronization).toEqual(settings);
  });

  test('lists the rows behind a cell, with both users', async () => {
    const { previewId } = await preview(matchingBy('email'));
    const cell = { before: 'multiple', after: 'exact' } as const;
    const window = must(await engine.rematchRows(previewId, cell, { start: 0, end: 10 }));
    expect(window).toMatchObject({ total: 1, start: 0, rows: [{ row: 0, name: 'Ann Li', ...cell }] });
    expect(window.rows[0].userBefore).toBeUndefined();
    expect(window.rows[0].userAfter?.userName).toBe('ann');
  });

  test('puts the rows that change first', async () => {
    const { previewId, transitions } = await preview({ ...matchingBy('username'), onExactMatch: 'link-and-confirm' });
    expect(transitions).toContainEqual({ before: 'exact', after: 'exact', count: 1, changed: 0 });
    const other = await preview({ ...settings, onExactMatch: 'link-and-confirm' });
    const cell = { before: 'exact', after: 'exact' } as const;
    expect(other.transitions).toContainEqual({ ...cell, count: 1, changed: 1 });
    expect(other).toMatchObject({ changed: 1, confirmedAfter: 1 });
    // A newer preview of the same app takes the place of the older one.
    expect(await engine.rematchRows(previewId, cell, { start: 0, end: 1 })).toMatchObject({
      ok: false,
      error: { kind: 'preview-outdated' }
    });
  });

  test('leaves cleared rows out, and people’s decisions as they are', async () => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(2)] } }));
    must(await engine.decide({ kind: 'clear', appId, selection: { kind: 'rows', rows: [asRow(3)] } }));
    const seen = await preview(matchingBy('email'));
    expect(seen).toMatchObject({ total: 3, changed: 2, confirmedBefore: 1, confirmedAfter: 1, flagged: 1 });
    done(await engine.applyRematch(seen.previewId));
    const { rows } = await accountWindow(engine, appId, { flags: ['changedSinceDecision'] });
    expect(rows).toMatchObject([{ row: 2, status: 'confirmed', situation: 'no-match', user: { userName: 'cy' } }]);
  });

  test('a rule that names an attribute nobody has does not apply', async () => {
    const pairs = [{ account: 'custom:badge', user: 'custom:badge' }] as const;
    const rule = { id: 'badge', name: 'Badge', pairs, verdict: 'exact', isEnabled: true } as const;
    const seen = await preview({ ...settings, rules: { ...settings.rules, ladder: [rule, ...settings.rules.ladder] } });
    expect(seen.changed).toBe(0);
    const alone = await preview({ ...settings, rules: { ...settings.rules, ladder: [rule] } });
    expect(alone.transitions.every(({ after }) => after === 'no-match')).toBe(true);
  });

  test('says that an app it is asked for is not there', async () => {
    expect(await engine.previewRematch(newId<AppId>(), undefined, nothing)).toMatchObject({
      status: 'failed',
      error: { kind: 'not-found' }
    });
  });
});

describe('applying it', () => {
  test('saves settings and situations as one step, which can be undone', async () => {
    const { previewId } = await preview({ ...matchingBy('email'), onExactMatch: 'link-and-confirm' });
    const { step, history } = done(await engine.applyRematch(previewId));
    expect(step).toMatchObject({ action: 'rematch', rowCount: 3 });
    expect(history.undoable?.id).toBe(step.id);
    const after = ['exact confirmed ann', 'exact confirmed bo', 'no-match unconfirmed -', 'no-match unconfirmed -'];
    expect(await shown()).toEqual(after);
    const [{ app, isMatchStale }] = must(await engine.overview()).apps;
    expect([app.synchronization.rules.ladder.length, isMatchStale]).toEqual([1, false]);
    expect(app.synchronization.rulesRevision).toBe(settings.rulesRevision + 1);
    must(await engine.undo());
    expect(await shown()).toEqual(IMPORTED);
    must(await engine.redo());
    expect(await shown()).toEqual(after);
    const { workspace } = must(await engine.overview());
    must(await engine.openWorkspace(workspace.id, 'ask', nothing));
    expect(await shown()).toEqual(after);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a decision', () => engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(3)] } })],
    ['an undo', () => engine.undo()],
    [
      'an import of users',
      async () => (await stage(engine, { kind: 'users', domainId }, `${USERS}d,Di,Oh,\n`)).commit()
    ],
    ['an import of accounts', async () => (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit()],
    ['other settings', () => engine.saveSynchronization(appId, matchingBy('name'))]
  ])('is refused after %s', async (_what, change) => {
    must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(1)] } }));
    const { previewId } = await preview(undefined);
    await change();
    expect(await engine.applyRematch(previewId)).toMatchObject({
      status: 'failed',
      error: { kind: 'preview-outdated' }
    });
  });

  test('is refused for one that was discarded', async () => {
    const { previewId } = await preview(undefined);
    await engine.discardRematch(previewId);
    expect(await engine.applyRematch(previewId)).toMatchObject({ error: { kind: 'preview-outdated' } });
    expect(await engine.applyRematch(newId<StageId>())).toMatchObject({ error: { kind: 'preview-outdated' } });
  });

  test('matching again at once, while another change waits, is never outdated', async () => {
    const [, outcome] = await Promise.all([
      engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(1)] } }),
      engine.rematch(appId, nothing)
    ]);
    expect(done(outcome).step).toMatchObject({ action: 'rematch', rowCount: 0 });
  });
});
