import { beforeEach, describe, expect, test } from 'vitest';
import type { Remote } from 'comlink';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { ImportMode, ImportRun } from '../../src/lib/model/import-run';
import type { Synchronization } from '../../src/lib/model/synchronization';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { LockSource } from '../../src/lib/storage/writer-lock';
import { Random } from '../../src/lib/sample/random';
import { accountRows, setSynchronization } from '../fixtures/account-rows';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = 'username,first name,last name,email\nann,Ann,Li,ann@x.example\nbo,Bo,Ek,bo@x.example\n';
const ACCOUNTS = `id,name,first name,last name,email,Cost Center
1,Ann Li,Ann,Li,ann@x.example,Sales 7
2,Bo Ek,Bo,Ek,bo@x.example,Sales
3,Di Oh,Di,Oh,di@x.example,IT 3
4,Ed Oh,Ed,Oh,ed@x.example,IT
`;
const SECOND_WORD = 'account["Cost Center"].split(" ")[1]';

let workspaceNumber = 0;
let locks: LockSource;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  locks = fakeLocks();
  engine = startEngine(locks);
  ({ domainId, appId } = await openWithApp(engine, `Hard cases ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
});

const staged = (csv: string, mode: ImportMode = 'full') => stage(engine, { kind: 'accounts', appId }, csv, mode);
const bringIn = async (csv: string, mode: ImportMode = 'full') => (await staged(csv, mode)).commit();
const set = (part: Partial<Synchronization>) => setSynchronization(engine, appId, part);
const overview = async () => must(await engine.overview()).apps[0];
const settings = async () => (await overview()).app.synchronization;

async function shown(): Promise<string[]> {
  const rows = await accountRows(engine, appId);
  return rows.map(({ name, situation, status, user }) => `${name}: ${situation} ${status} ${user?.userName ?? '-'}`);
}

async function users() {
  const { viewId, total } = must(await engine.openView('users', { kind: 'users', domainId, text: '' }));
  const window = await engine.readWindow(viewId, 0, total);
  return window.kind === 'users' ? window.rows : [];
}

const matchingBy = async (...ids: string[]): Promise<Synchronization> => {
  const now = await settings();
  return { ...now, rules: { ...now.rules, ladder: now.rules.ladder.filter(({ id }) => ids.includes(id)) } };
};
async function apply(synchronization: Synchronization) {
  const { previewId } = done(await engine.previewRematch(appId, synchronization, nothing));
  done(await engine.applyRematch(previewId));
}

async function reopen() {
  const { workspace } = must(await engine.overview());
  must(await engine.openWorkspace(workspace.id, 'ask', nothing));
}

function rowsRead({ rows: { created, updated, unchanged, skipped } }: ImportRun): number {
  return created + updated + unchanged + skipped;
}

test('of two accounts with one key in a file the first counts, and the numbers add up', async () => {
  const twice = `${ACCOUNTS}1,Other Ann,Ann,Li,other@x.example,Sales\n 1 ,Third Ann,Ann,Li,third@x.example,Sales\n`;
  const run = await bringIn(twice);
  expect(run).toMatchObject({ rows: { created: 4, skipped: 2 }, issues: [{ kind: 'duplicate-key', count: 2 }] });
  expect(rowsRead(run)).toBe(6);
  expect((await shown())[0]).toBe('Ann Li: exact unconfirmed ann');
  const again = await bringIn(twice);
  expect(again).toMatchObject({ rows: { created: 0, updated: 0, unchanged: 4, skipped: 2 } });
});

test('of two accounts that claim one user neither is confirmed by itself; confirmed by hand, the other is a conflict', async () => {
  await set({ onExactMatch: 'link-and-confirm' });
  const run = await bringIn(`${ACCOUNTS}9,Ann again,Ann,Li,ANN@x.example,Sales\n`);
  expect(run).toMatchObject({ confirmed: 1 });
  expect(await shown()).toEqual([
    'Ann Li: exact unconfirmed ann',
    'Bo Ek: exact confirmed bo',
    'Di Oh: no-match unconfirmed -',
    'Ed Oh: no-match unconfirmed -',
    'Ann again: exact unconfirmed ann'
  ]);
  must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(4)] } }));
  const flagged = await accountRows(engine, appId, { flags: ['conflict'] });
  expect(flagged.map(({ name }) => name).sort()).toEqual(['Ann Li', 'Ann again']);
});

describe('a rule that names an attribute', () => {
  const badge = {
    id: 'badge',
    name: 'Badge',
    pairs: [{ account: 'custom:Badge', user: 'employeeNumber' }],
    verdict: 'exact',
    isEnabled: true
  } as const;

  test('that nobody has finds nobody, and the rules behind it apply', async () => {
    const { rules } = await settings();
    await set({ rules: { ...rules, ladder: [badge, ...rules.ladder] } });
    expect(await bringIn(ACCOUNTS)).toMatchObject({ status: 'succeeded', rows: { created: 4 } });
    expect((await shown()).slice(0, 2)).toEqual(['Ann Li: exact unconfirmed ann', 'Bo Ek: exact unconfirmed bo']);
  });

  test('that is missing from the next file compares what the list has of it', async () => {
    const { rules } = await settings();
    await (await stage(engine, { kind: 'users', domainId }, 'username,employee id\nann,77\n', 'incremental')).commit();
    await set({ rules: { ...rules, ladder: [badge] } });
    await bringIn('id,name,Badge\n1,Ann Li,77\n');
    expect(await shown()).toEqual(['Ann Li: exact unconfirmed ann']);
    const run = await bringIn('id,name\n1,Ann L.\n5,New\n', 'incremental');
    expect(run).toMatchObject({ status: 'succeeded', rows: { created: 1, updated: 1 } });
    expect(await shown()).toEqual(['Ann L.: exact unconfirmed ann', 'New: no-match unconfirmed -']);
  });
});

describe('an expression that fails on some rows only', () => {
  test('makes the other users whole, and the check and the run say for which rows and why', async () => {
    await bringIn(`${ACCOUNTS.split('\n', 3).join('\n')}\n`);
    await set({ newUsers: 'confirm', mappings: [{ user: 'department', expression: SECOND_WORD }] });
    const first = await staged(ACCOUNTS);
    const issue = {
      kind: 'failed-expression',
      count: 1,
      examples: [
        { kind: 'failed-expression', record: 5, excerpt: 'Department: The list has no entry 1; the first one is 0.' }
      ]
    };
    expect(first.check.issues).toEqual([issue]);
    const run = await first.commit();
    expect(run).toMatchObject({ usersCreated: 2, issues: [issue] });
    expect(rowsRead(run)).toBe(4);
    expect((await users()).map(({ userName }) => userName)).toHaveLength(4);
  });

  test('as username format compares nothing for those rows, and they are told once', async () => {
    await bringIn(ACCOUNTS);
    await set({
      newUsers: 'confirm',
      matchBy: 'criteria',
      criteria: { comparesUsername: true, comparesEmail: false, attributes: [] },
      usernameFormat: { kind: 'expression', expression: `account.familyName + ${SECOND_WORD}` }
    });
    const run = await bringIn(ACCOUNTS);
    expect(run).toMatchObject({
      // Rows 2 and 4 have no username: no user is made for those that nobody matches.
      issues: [{ kind: 'failed-expression', count: 2, examples: [{ record: 3 }, { record: 5 }] }]
    });
    // The same accounts and format are not worked out twice, but told again.
    expect((await bringIn(ACCOUNTS)).issues).toMatchObject([{ kind: 'failed-expression', count: 2 }]);
    const others = await bringIn('id,name,Cost Center\n3,Di Oh,IT 3\n', 'incremental');
    expect(others.issues).toEqual([]);
  });
});

test.each(['id,name,first name,last name,email,Cost Center\n', 'id,email'])(
  'a file with headers only, over a list, is held: %j',
  async (csv) => {
    await bringIn(ACCOUNTS);
    const before = await shown();
    const empty = await staged(csv);
    expect(empty.check).toMatchObject({ rows: { created: 0, vanished: 4 }, holds: [{ kind: 'shrunken', now: 0 }] });
    const held = await empty.commit();
    expect(held).toMatchObject({ status: 'held', holds: [{ kind: 'shrunken', count: 4, before: 4, now: 0 }] });
    expect(must(await engine.heldRows(held.id, 'shrunken', { start: 0, end: 9 })).total).toBe(4);
    expect(await shown()).toEqual(before);
    expect(done(await engine.allowRun(held.id, 'They left', nothing)).status).toBe('succeeded');
    expect(await accountRows(engine, appId, { flags: ['vanished'] })).toHaveLength(4);
  }
);

test('users that are made and not activated are new, not deactivated', async () => {
  await set({ newUsers: 'confirm' });
  await bringIn(ACCOUNTS);
  done(await engine.rematch(appId, nothing));
  expect(await accountRows(engine, appId, { flags: ['deactivatedCandidate'] })).toEqual([]);
  expect((await shown()).slice(2)).toEqual([
    'Di Oh: exact confirmed di@x.example',
    'Ed Oh: exact confirmed ed@x.example'
  ]);
});

test('users that were made here are the source’s as soon as a file has them', async () => {
  await set({ newUsers: 'confirm' });
  await bringIn(ACCOUNTS);
  const isMadeHere = async () => (await users()).map(({ isCreatedHere }) => isCreatedHere);
  expect(await isMadeHere()).toEqual([false, false, true, true]);
  const target = { kind: 'users', domainId } as const;
  const lines = `${USERS}di@x.example,Di,Oh,di@x.example\n`;
  expect(await (await stage(engine, target, lines)).commit()).toMatchObject({ rows: { updated: 1, vanished: 0 } });
  expect(await isMadeHere()).toEqual([false, false, false, true]);
  expect(await (await stage(engine, target, USERS)).commit()).toMatchObject({ rows: { vanished: 1 } });
});

describe('matching again with other settings, as one step', () => {
  const state = async () => {
    const { app, isMatchStale } = await overview();
    return { rules: app.synchronization.rules.ladder.length, isMatchStale, rows: await shown() };
  };
  test('is undone with its settings, and done again with them, over a reload too', async () => {
    await bringIn(ACCOUNTS);
    const before = await state();
    await apply(await matchingBy('name'));
    const after = await state();
    expect(after).toMatchObject({ rules: 1, isMatchStale: false });
    expect(after.rows[0]).toBe('Ann Li: partial unconfirmed ann');
    must(await engine.undo());
    expect(await state()).toEqual(before);
    await reopen();
    expect(await state()).toEqual(before);
    must(await engine.redo());
    expect(await state()).toEqual(after);
    must(await engine.undo());
    await reopen();
    expect(await state()).toEqual(before);
  });

  test('leaves settings that were saved since alone, and says that the match is by others', async () => {
    await bringIn(ACCOUNTS);
    const { rows } = await state();
    await apply(await matchingBy('name'));
    await set({ rules: (await matchingBy('name')).rules, deprovisioning: 'suspend' });
    must(await engine.undo());
    expect(await state()).toEqual({ rules: 1, isMatchStale: true, rows });
    expect((await settings()).deprovisioning).toBe('suspend');
    must(await engine.redo());
    expect(await state()).toMatchObject({ rules: 1, isMatchStale: false });
  });

  test('never gives two sets of rules one revision', async () => {
    await bringIn(ACCOUNTS);
    const full = await settings();
    await apply(await matchingBy('name'));
    const { rulesRevision } = await settings();
    must(await engine.undo());
    await set({ rules: { ...full.rules, ladder: full.rules.ladder.slice(1) } });
    expect((await settings()).rulesRevision).toBeGreaterThan(rulesRevision);
    must(await engine.redo());
    expect(await state()).toMatchObject({ rules: full.rules.ladder.length - 1, isMatchStale: true });
  });
});

describe('clear, import and matching again', () => {
  const rematch = () => engine.rematch(appId, nothing);
  const clear = () => engine.decide({ kind: 'clear-unconfirmed', appId });

  test('started together in one tab follow each other, and everything adds up', async () => {
    await bringIn(ACCOUNTS);
    const again = await staged(`${ACCOUNTS}5,Cy Ng,Cy,Ng,cy@x.example,IT\n`);
    const [cleared, run, matched] = await Promise.all([clear(), again.commit(), rematch()]);
    must(cleared);
    done(matched);
    expect(run).toMatchObject({ status: 'succeeded', rows: { created: 1, unchanged: 4, vanished: 0 } });
    const { accountCount, unconfirmedCount, clearedCount, isMatchStale } = await overview();
    expect({ accountCount, unconfirmedCount, clearedCount, isMatchStale }).toEqual({
      accountCount: 5,
      unconfirmedCount: 5,
      clearedCount: 0,
      isMatchStale: false
    });
    const { steps } = must(await engine.overview()).history;
    expect(steps.slice(0, 3).map(({ action }) => action)).toEqual(['rematch', 'import-accounts', 'clear']);
  });

  test(
    'in any mix started at once leave what a reload shows, and counts that add up',
    { timeout: 60_000 },
    async () => {
      const random = new Random(Number(process.env.SEED ?? 3));
      await bringIn(ACCOUNTS);
      const selection = () => ({ kind: 'rows', rows: [asRow(random.below(4)), asRow(random.below(4))] }) as const;
      const incoming = () => {
        const lines = ACCOUNTS.trimEnd().split('\n');
        const kept = lines.filter((_, i) => i === 0 || random.chance(0.8));
        return `${kept.join('\n')}\n${random.below(90) + 10},New,New,One,new@x.example,IT\n`;
      };
      const name = async () => matchingBy(...(random.chance(0.5) ? ['name'] : ['email', 'name']));
      const operations: (() => Promise<unknown>)[] = [
        clear,
        rematch,
        async () => apply(await name()).catch(() => 'outdated'),
        async () =>
          (await staged(incoming(), random.chance(0.5) ? 'full' : 'incremental').catch(() => undefined))?.attempt(),
        async () => set({ rules: (await name()).rules }),
        async () => engine.decide({ kind: 'confirm', appId, selection: selection() }),
        async () => engine.decide({ kind: 'restore-cleared', appId }),
        async () => engine.undo(),
        async () => engine.redo()
      ];
      const state = async () => {
        const { lastImport: _, ...entry } = await overview();
        const { history } = must(await engine.overview());
        return { ...entry, history, rows: await accountRows(engine, appId) };
      };
      for (let round = 0; round < 40; round++) {
        const started = Array.from({ length: 4 }, () => operations[random.below(operations.length)]());
        await Promise.all(started);
        const now = await state();
        const count = (status: string) => now.rows.filter((row) => row.status === status).length;
        expect(now).toMatchObject({ clearedCount: count('cleared'), unconfirmedCount: count('unconfirmed') });
        expect(now.accountCount).toBe(now.rows.length - now.clearedCount);
        await reopen();
        expect(await state()).toEqual(now);
        const runs = must(await engine.importRuns({ kind: 'accounts', appId }));
        expect(runs.filter(({ status }) => !['succeeded', 'held', 'failed'].includes(status))).toEqual([]);
      }
    }
  );

  test('an undo that is asked for while an import goes on does not take that import back', async () => {
    await bringIn(ACCOUNTS);
    must(await engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(3)] } }));
    const again = await staged(`${ACCOUNTS}5,Cy Ng,Cy,Ng,cy@x.example,IT\n`);
    const importing = again.commit();
    const undone = await engine.undo();
    expect(await importing).toMatchObject({ status: 'succeeded', rows: { created: 1 } });
    expect(undone).toMatchObject({ ok: false, error: { kind: 'import-busy' } });
    expect((await overview()).accountCount).toBe(5);
    // What is asked for right behind a decision is about that decision.
    const [decided, taken] = await Promise.all([
      engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(2)] } }),
      engine.undo()
    ]);
    expect(must(taken).step.id).toBe(must(decided).step.id);
    expect(must(await engine.undo()).step.action).toBe('import-accounts');
  });

  test('a tab that reads never loses sight of the rows, whenever it asks', async () => {
    await bringIn(ACCOUNTS);
    const second = startEngine(locks);
    must(await second.openWorkspace(must(await engine.overview()).workspace.id, 'ask', nothing));
    const everything = { kind: 'accounts', appId, text: '', situations: [], flags: [] } as const;
    const statuses = ['unconfirmed', 'cleared'] as const;
    const seen = async () => must(await second.openView('any', { ...everything, statuses })).total;
    let counts: number[] = [];
    for (let round = 0; round < 5; round++) {
      const asked = Array.from({ length: 30 }, async (_, i) => {
        await new Promise((resolve) => setTimeout(resolve, i));
        return seen();
      });
      must(await clear());
      must(await engine.undo());
      counts = [...counts, ...(await Promise.all(asked)), await seen()];
    }
    expect([...new Set(counts)]).toEqual([4]);
  });

  test('are refused in a tab that reads, with the reason, and go on there after it took the writing over', async () => {
    await bringIn(ACCOUNTS);
    const { id } = must(await engine.overview()).workspace;
    const second = startEngine(locks);
    must(await second.openWorkspace(id, 'ask', nothing));
    const refused = { kind: 'workspace-read-only' };
    const [here, there, matched] = await Promise.all([
      clear(),
      second.decide({ kind: 'clear-unconfirmed', appId }),
      second.rematch(appId, nothing)
    ]);
    must(here);
    expect(there).toMatchObject({ ok: false, error: refused });
    expect(matched).toMatchObject({ status: 'failed', error: refused });
    await expect(stage(second, { kind: 'accounts', appId }, ACCOUNTS)).rejects.toThrow(refused.kind);

    must(await second.openWorkspace(id, 'take-over', nothing));
    const again = await stage(second, { kind: 'accounts', appId }, ACCOUNTS);
    expect(await again.commit()).toMatchObject({ status: 'succeeded', rows: { unchanged: 4 } });
    done(await second.rematch(appId, nothing));
    expect(must(await second.overview()).apps[0]).toMatchObject({ accountCount: 4, unconfirmedCount: 4 });
    expect(await clear()).toMatchObject({ ok: false, error: refused });
  });
});
