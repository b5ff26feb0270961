import 'fake-indexeddb/auto';
import { proxy } from 'comlink';
import Dexie from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import type { WorkspaceId } from '../../src/lib/model/ids';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { blockDatabase } from '../fixtures/block-database';
import { restoreBackup } from '../../src/lib/workspace/restore-backup';
import { WorkspaceRegistry } from '../../src/lib/workspace/workspace-registry';
import { backUp } from '../fixtures/backups';
import { connectionWith } from '../fixtures/connections';
import { done, must, nothing, stage, startEngine } from '../fixtures/engine';
import {
  ACCOUNTS,
  databaseOf,
  openClient,
  PASSPHRASE,
  protect,
  reopened,
  rows,
  USERS,
  workOn
} from '../fixtures/protected-workspace';
import { quickPassphrases } from '../fixtures/quick-passphrases';
import { formsOf, rawBytes, rawRows, withRawRow } from '../fixtures/raw-rows';
import { sightOf } from '../fixtures/workspace-sight';

const NEXT = 'eleven loud starlings';
const TOKEN = '00canary-token-93d1';

/** Each of these is somebody's, and must not be found on the disk. */
const CANARIES = [
  'Anouk-Canary',
  'Bartholomew',
  'anouk.canary@alder.example',
  'bart.canary@alder.example',
  'Zelda Canary'
];
quickPassphrases();

/** Names of the canaries that are somewhere in a database of this device, in whatever form. */
async function found(canaries: readonly string[]): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (const name of await Dexie.getDatabaseNames()) {
    const bytes = await rawBytes(name);
    for (const canary of canaries) if (formsOf(canary).some((form) => bytes.includes(form))) seen.add(canary);
  }
  return [...seen];
}

async function withoutDatabases(): Promise<void> {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
}

/** Without what depends on the moment, and with ids by the order in which they come. */
function withoutIds(sight: unknown, name: string): unknown {
  const ids: string[] = [];
  const numberOf = (id: string) => {
    if (!ids.includes(id)) ids.push(id);
    return ids.indexOf(id);
  };
  const text = JSON.stringify(sight)
    .replaceAll(name, 'client')
    .replace(/\b[0-9a-z]{16}\b/g, (id) => `id ${numberOf(id)}`)
    .replace(/\b1[0-9]{12}\b/g, '0')
    .replace(/"isProtected":(true|false),?/g, '');
  return JSON.parse(text);
}

describe('a workspace with a passphrase', () => {
  test('holds after all kinds of work what an open one holds', async () => {
    const open = await openClient();
    const locked = await openClient();
    await protect(locked);
    const sights: unknown[] = [];
    for (const one of [open, locked]) {
      await workOn(one);
      const again = one === locked ? await reopened(one) : one;
      if (one === open) must(await one.engine.openWorkspace(one.id, 'take-over', nothing));
      const { name } = must(await again.engine.overview()).workspace;
      sights.push(withoutIds(await sightOf(again.engine, again.appId), name));
      must(await again.engine.undo());
      must(await again.engine.redo());
      sights.push(withoutIds(await sightOf(again.engine, again.appId), name));
    }
    expect(sights[2]).toEqual(sights[0]);
    expect(sights[3]).toEqual(sights[1]);
    expect(sights[0]).toMatchObject({ accounts: { length: 4 }, runs: [{ status: 'held' }, { status: 'succeeded' }] });
  });

  test('is the same one before it got its passphrase, with it, and after', async () => {
    const one = await openClient();
    await workOn(one);
    const before = await sightOf(one.engine, one.appId);
    expect(await one.engine.protection()).toEqual({ ok: true, value: 'nothing' });
    const phases: string[] = [];
    const noted = proxy(({ phase }: { phase: string }) => void phases.push(phase));
    expect(done(await one.engine.protectWorkspace(PASSPHRASE, noted))).toMatchObject({ id: one.id, isProtected: true });
    expect(new Set(phases)).toEqual(new Set(['saving', 'checking']));
    expect(await one.engine.overview()).toMatchObject({ ok: false });
    must(await one.engine.openWorkspace(one.id, 'ask', nothing));
    expect(await sightOf(one.engine, one.appId)).toEqual(before);
    expect(await one.engine.protection()).toEqual({ ok: true, value: 'workspace' });
    expect(must(await one.engine.listWorkspaces()).find(({ id }) => id === one.id)?.isProtected).toBe(true);
    done(await one.engine.unprotectWorkspace(PASSPHRASE, nothing));
    must(await one.engine.openWorkspace(one.id, 'ask', nothing));
    expect(await sightOf(one.engine, one.appId)).toEqual(before);
    expect(await one.engine.protection()).toEqual({ ok: true, value: 'nothing' });
    must(await one.engine.undo());
  });

  test('has nobody’s name or mail on the disk, not even in what it was before', async () => {
    await withoutDatabases();
    const one = await openClient();
    await workOn(one);
    expect((await found(CANARIES)).length).toBe(CANARIES.length);
    await protect(one);
    expect(await found(CANARIES)).toEqual([]);
    must(await one.engine.decide({ kind: 'confirm', appId: one.appId, selection: rows(2) }));
    must(await one.engine.rememberSearch('Bartholomew'));
    const again = { kind: 'accounts', appId: one.appId } as const;
    await (await stage(one.engine, again, `${ACCOUNTS}5,anouk.canary@alder.example,Anouk-Canary,Ash,\n`)).commit();
    expect(await found(CANARIES)).toEqual([]);
  });

  test('opens by its passphrase only, and says nothing else to another one', async () => {
    const one = await openClient();
    await workOn(one);
    await protect(one);
    await one.engine.lockWorkspaces();
    expect(await one.engine.overview()).toMatchObject({ ok: false });
    const locked = { ok: false, error: { kind: 'safety-locked' } };
    expect(await one.engine.openWorkspace(one.id, 'ask', nothing)).toEqual(locked);
    const wrong = { ok: false, error: { kind: 'passphrase-wrong' } };
    for (const tried of ['', 'seven quiet heron', `${PASSPHRASE} `, 'x'.repeat(5000)])
      expect(await one.engine.unlockWorkspace(one.id, tried)).toEqual(wrong);
    const name = await databaseOf(one.id);
    const vault = (await rawRows(name, 'meta')).find(({ key }) => key === 'vault');
    // Damaged, the lock says the same.
    await withRawRow(name, 'meta', {
      ...vault,
      value: { ...(vault?.value as object), wrappedKey: new ArrayBuffer(48) }
    });
    expect(await one.engine.unlockWorkspace(one.id, PASSPHRASE)).toEqual(wrong);
    await withRawRow(name, 'meta', vault);
    must(await one.engine.unlockWorkspace(one.id, PASSPHRASE));
    must(await one.engine.openWorkspace(one.id, 'ask', nothing));
  });

  test('may get another passphrase; nothing that was sealed changes', async () => {
    const one = await openClient();
    await workOn(one);
    await protect(one);
    const name = await databaseOf(one.id);
    const all = async () => {
      const tables = [
        'domains',
        'apps',
        'runs',
        'lists',
        'segments',
        'steps',
        'rowImages',
        'headImages',
        'connections'
      ];
      return Promise.all(tables.map((table) => rawRows(name, table)));
    };
    const before = await all();
    const change = (from: string, to: string) => one.engine.changePassphrase(from, to);
    expect(await change(NEXT, PASSPHRASE)).toMatchObject({ error: { kind: 'passphrase-wrong' } });
    expect(await change(PASSPHRASE, 'short')).toMatchObject({ error: { kind: 'passphrase-short' } });
    must(await change(PASSPHRASE, NEXT));
    expect(await all()).toEqual(before);
    await one.engine.lockWorkspaces();
    expect(await one.engine.unlockWorkspace(one.id, PASSPHRASE)).toMatchObject({ error: { kind: 'passphrase-wrong' } });
    must(await one.engine.unlockWorkspace(one.id, NEXT));
    must(await one.engine.openWorkspace(one.id, 'ask', nothing));
  });

  test('is refused a second one, and one that is short', async () => {
    const one = await openClient();
    expect(await one.engine.protectWorkspace('too short', nothing)).toMatchObject({
      error: { kind: 'passphrase-short' }
    });
    await protect(one);
    expect(await one.engine.protectWorkspace(NEXT, nothing)).toMatchObject({
      error: { kind: 'safety-already-protected' }
    });
    expect(await one.engine.unprotectWorkspace(NEXT, nothing)).toMatchObject({ error: { kind: 'passphrase-wrong' } });
    expect(must(await one.engine.overview()).access).toBe('writer');
  });
});

test('an import that waits for its turn is not cut off', async () => {
  const one = await openClient();
  const staged = await stage(one.engine, { kind: 'users', domainId: one.domainId }, USERS);
  const unblock = await blockDatabase(one.id);
  const changing = one.engine.createDomain('Other');
  const protecting = one.engine.protectWorkspace(PASSPHRASE, nothing);
  const importing = staged.commit();
  await vi.waitFor(async () =>
    expect(must(await one.engine.importRuns({ kind: 'users', domainId: one.domainId }))).toHaveLength(1)
  );
  await unblock();
  must(await changing);
  expect(await protecting).toMatchObject({ error: { kind: 'import-busy' } });
  expect((await importing).status).toBe('succeeded');
});

describe('tokens of a workspace', () => {
  test('need no passphrase of their own where it has one, and keep theirs on the way there and back', async () => {
    const one = await openClient();
    const target = { kind: 'accounts', appId: one.appId } as const;
    must(await one.engine.saveConnection(target, connectionWith()));
    must(await one.engine.givePassphrase(PASSPHRASE));
    must(await one.engine.sealToken(target, TOKEN));
    expect(await one.engine.protectWorkspace(NEXT, nothing)).toMatchObject({ error: { kind: 'passphrase-wrong' } });
    await protect(one);
    expect(await one.engine.passphraseState()).toEqual({ ok: true, value: 'open' });
    expect(await one.engine.openToken(target)).toEqual({ ok: true, value: TOKEN });
    must(await one.engine.sealToken(target, `${TOKEN}-2`));
    const again = await reopened(one);
    expect(await again.engine.openToken(target)).toEqual({ ok: true, value: `${TOKEN}-2` });
    done(await again.engine.unprotectWorkspace(PASSPHRASE, nothing));
    must(await again.engine.openWorkspace(one.id, 'ask', nothing));
    expect(await again.engine.protection()).toEqual({ ok: true, value: 'tokens' });
    expect(await again.engine.passphraseState()).toEqual({ ok: true, value: 'locked' });
    must(await again.engine.givePassphrase(PASSPHRASE));
    expect(await again.engine.openToken(target)).toEqual({ ok: true, value: `${TOKEN}-2` });
    expect(await found([TOKEN])).toEqual([]);
  });
});

test('a key is in memory from the passphrase on, of whatever workspace, until it is locked or taken away', async () => {
  const one = await openClient();
  expect(await one.engine.hasKeys()).toBe(false);
  await protect(one);
  const name = `${must(await one.engine.overview()).workspace.name} two`;
  const { id } = must(await one.engine.createWorkspace(name));
  must(await one.engine.openWorkspace(id, 'ask', nothing));
  await protect({ ...one, id });
  done(await one.engine.unprotectWorkspace(PASSPHRASE, nothing));
  expect(await one.engine.hasKeys()).toBe(true);
  must(await one.engine.openWorkspace(one.id, 'ask', nothing));
  done(await one.engine.unprotectWorkspace(PASSPHRASE, nothing));
  expect(await one.engine.hasKeys()).toBe(false);
  must(await one.engine.openWorkspace(one.id, 'ask', nothing));
  await protect(one);
  await one.engine.lockWorkspaces();
  expect(await one.engine.hasKeys()).toBe(false);
});

test('a passphrase of tokens that nobody knows any more keeps nothing from being protected', async () => {
  const one = await openClient();
  const target = { kind: 'accounts', appId: one.appId } as const;
  must(await one.engine.saveConnection(target, connectionWith()));
  must(await one.engine.givePassphrase(PASSPHRASE));
  must(await one.engine.sealToken(target, TOKEN));
  const protecting = (passphrase: string) => one.engine.protectWorkspace(passphrase, nothing, 'forget');
  expect(await protecting('short')).toMatchObject({ error: { kind: 'passphrase-short' } });
  done(await protecting(NEXT));
  must(await one.engine.openWorkspace(one.id, 'ask', nothing));
  expect(await one.engine.protection()).toEqual({ ok: true, value: 'workspace' });
  expect(must(await one.engine.connections())).toMatchObject([{ target, isTokenKept: false }]);
  must(await one.engine.sealToken(target, `${TOKEN}-2`));
  expect(await one.engine.openToken(target)).toEqual({ ok: true, value: `${TOKEN}-2` });
});

describe('backups of a protected workspace', () => {
  const replacing = ({ id }: { id: WorkspaceId }) => ({ kind: 'replace', id }) as const;

  test('by the key at hand come back under the passphrase of today', async () => {
    const one = await openClient();
    await workOn(one);
    await protect(one);
    const { file } = await backUp(one.engine);
    must(await one.engine.changePassphrase(PASSPHRASE, NEXT));
    for (const target of [replacing(one), { kind: 'new', name: `Again ${one.id}` } as const]) {
      const { id } = done(await one.engine.restoreBackup(file, undefined, target, nothing));
      await one.engine.lockWorkspaces();
      expect(await one.engine.unlockWorkspace(id, PASSPHRASE)).toMatchObject({ error: { kind: 'passphrase-wrong' } });
      must(await one.engine.unlockWorkspace(id, NEXT));
      must(await one.engine.openWorkspace(id, 'ask', nothing));
    }
  });

  test('by a key that no workspace has any more need their passphrase', async () => {
    const one = await openClient();
    await protect(one);
    const { file } = await backUp(one.engine);
    const other = startEngine(one.locks);
    must(await other.unlockWorkspace(one.id, PASSPHRASE));
    must(await other.openWorkspace(one.id, 'take-over', nothing));
    done(await other.unprotectWorkspace(PASSPHRASE, nothing));
    const restore = (passphrase?: string) =>
      one.engine.restoreBackup(file, passphrase, { kind: 'new', name: `Later ${one.id}` }, nothing);
    expect(await restore()).toMatchObject({ status: 'failed', error: { kind: 'passphrase-missing' } });
    expect(done(await restore(PASSPHRASE))).toMatchObject({ isProtected: true });
  });

  test('that are not sealed do not take its protection away', async () => {
    await withoutDatabases();
    const one = await openClient();
    await workOn(one);
    const before = await sightOf(one.engine, one.appId);
    const { file } = await backUp(one.engine);
    await protect(one);
    const restore = (passphrase?: string) => one.engine.restoreBackup(file, passphrase, replacing(one), nothing);
    const look = async () => {
      expect(await found(CANARIES)).toEqual([]);
      const again = startEngine(one.locks);
      expect(await again.openWorkspace(one.id, 'ask', nothing)).toMatchObject({ error: { kind: 'safety-locked' } });
      must(await again.unlockWorkspace(one.id, PASSPHRASE));
      must(await again.openWorkspace(one.id, 'ask', nothing));
      expect(await sightOf(again, one.appId)).toEqual(before);
      await again.lockWorkspaces();
    };
    expect(done(await restore())).toMatchObject({ id: one.id, isProtected: true });
    await look();
    await one.engine.lockWorkspaces();
    expect(await restore()).toMatchObject({ error: { kind: 'passphrase-missing' } });
    expect(await restore(NEXT)).toMatchObject({ error: { kind: 'passphrase-wrong' } });
    expect(done(await restore(PASSPHRASE))).toMatchObject({ isProtected: true });
    await look();
  });

  test('leave no name of a file on the disk', async () => {
    await withoutDatabases();
    const one = await openClient();
    const fileName = 'Canary Holding.muster';
    const noted = async () => must(await one.engine.backupStatus()).last?.fileName;
    const { summary, lastStepId, lastRunAt } = await backUp(one.engine);
    const note = { at: 1, to: 'file', fileName, bytes: 1, contentHash: summary.contentHash } as const;
    const whole = { ...note, wasReadBack: true, lastStepId, lastRunAt };
    must(await one.engine.noteBackup(one.id, whole));
    await protect(one);
    expect([await noted(), await found([fileName])]).toEqual([fileName, []]);
    must(await one.engine.noteBackup(one.id, whole));
    expect([await noted(), await found([fileName])]).toEqual([fileName, []]);
    // Directly: the channel of this test makes a blob without a name of a file.
    const { file } = await backUp(one.engine);
    const source = { file: new File([file], fileName), passphrase: PASSPHRASE, known: [], onProgress: () => undefined };
    const work = {
      source,
      target: replacing(one),
      registry: new WorkspaceRegistry(),
      locks: one.locks,
      open: () => undefined
    };
    await one.engine.lockWorkspaces();
    done(await restoreBackup(work));
    must(await one.engine.unlockWorkspace(one.id, PASSPHRASE));
    must(await one.engine.openWorkspace(one.id, 'ask', nothing));
    expect([await noted(), await found([fileName])]).toEqual([fileName, []]);
  });
});

test('another tab is told that the workspace is somewhere else now, and opens it there by its passphrase', async () => {
  const one = await openClient();
  await workOn(one);
  const reader = startEngine(one.locks);
  const events: WorkspaceEvent[] = [];
  must(
    await reader.openWorkspace(
      one.id,
      'ask',
      proxy((event) => void events.push(event))
    )
  );
  expect(await reader.protectWorkspace(PASSPHRASE, nothing)).toMatchObject({ error: { kind: 'workspace-read-only' } });
  done(await one.engine.protectWorkspace(PASSPHRASE, nothing));
  await vi.waitFor(() => expect(events).toContainEqual({ kind: 'replaced' }));
  expect(await reader.openWorkspace(one.id, 'ask', nothing)).toMatchObject({ error: { kind: 'safety-locked' } });
  must(await reader.unlockWorkspace(one.id, PASSPHRASE));
  must(await reader.openWorkspace(one.id, 'ask', nothing));
  // Keys of before do not open what was written anew since.
  done(await reader.unprotectWorkspace(PASSPHRASE, nothing));
  must(await reader.openWorkspace(one.id, 'ask', nothing));
  done(await reader.protectWorkspace(NEXT, nothing));
  expect(await one.engine.openWorkspace(one.id, 'ask', nothing)).toMatchObject({ error: { kind: 'safety-locked' } });
});
