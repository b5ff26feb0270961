import 'fake-indexeddb/auto';
import { proxy, type Remote } from 'comlink';
import Dexie from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { BackupReader } from '../../src/lib/backup/backup-reader';
import { BackupWriter } from '../../src/lib/backup/backup-writer';
import type { Bytes } from '../../src/lib/backup/bytes';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi, WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { storageError } from '../../src/lib/storage/storage-error';
import { workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { writeBackup } from '../../src/lib/workspace/backup-writing';
import type { RestoreTarget } from '../../src/lib/protocol/backup-api';
import type { JobProgress } from '../../src/lib/protocol/job';
import { connectionWith } from '../fixtures/connections';
import { backUp, storedBytes, undoneStates, visibleState } from '../fixtures/backups';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { openSession } from '../fixtures/open-session';
import { tamperedBackups } from '../fixtures/tamper-backup';

const USERS = 'username,email,displayName\nann,ann@x.example,Ann Li\nbo,bo@x.example,Bo Ek\ncy,cy@x.example,Cy Oh\n';
const ACCOUNTS =
  'id,email,name\n1,ann@x.example,Ann\n2,bo@x.example,Bo\n3,nobody@x.example,No Body\n4,cy@x.example,Cy\n';
const PASSPHRASE = 'hazel under the alder';

let number = 0;

async function opened(locks = fakeLocks()) {
  const engine = startEngine(locks);
  const name = `Alder ${++number}`;
  const ids = await openWithApp(engine, name);
  await (await stage(engine, { kind: 'users', domainId: ids.domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId: ids.appId }, ACCOUNTS)).commit();
  return { engine, locks, name, ...ids, id: must(await engine.overview()).workspace.id };
}

/** Steps of every kind that leaves another kind of image, one of them undone. */
async function decide(engine: Remote<EngineApi>, { appId }: { appId: AppId; domainId: IdentityDomainId }) {
  const rows = (...some: number[]) => ({ kind: 'rows' as const, rows: some.map(asRow) });
  must(await engine.decide({ kind: 'confirm', appId, selection: rows(0, 1) }));
  must(await engine.decide({ kind: 'ignore', appId, selection: rows(2) }));
  must(await engine.decide({ kind: 'unlink', appId, selection: rows(2) }));
  must(await engine.decide({ kind: 'create-users', appId, selection: rows(2) }));
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS.replace('Cy', 'Cyd'))).commit();
  must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
  must(await engine.decide({ kind: 'restore-cleared', appId }));
  must(await engine.undo());
  must(await engine.rememberSearch('ann'));
}

const asNew = (name: string): RestoreTarget => ({ kind: 'new', name });

async function openedAgain(engine: Remote<EngineApi>, id: Parameters<EngineApi['openWorkspace']>[0]) {
  return must(await engine.openWorkspace(id, 'ask', nothing));
}

/** The same contents as a program of format 5 would have written them. */
async function asFormat5(bytes: Bytes): Promise<Blob> {
  const reader = await BackupReader.open(new Blob([bytes]), async () => undefined);
  const parts: Bytes[] = [];
  const { about } = reader;
  const old = { ...about, format: 5, tables: { ...about.tables, searches: 'id,text' } };
  const writer = await BackupWriter.start(async (part) => void parts.push(part), old);
  for await (const entry of reader.entries()) await writer.add(entry);
  await writer.finish();
  return new Blob(parts);
}

describe('a backup that is restored', () => {
  test.each([
    ['open', undefined],
    ['sealed', PASSPHRASE]
  ])('%s: holds everything, the whole way back to the beginning', async (_, passphrase) => {
    const { engine, name, id, ...ids } = await opened();
    await decide(engine, ids);
    const made = await backUp(engine, passphrase);
    expect(made.summary).toMatchObject({ workspaceName: name, isSealed: passphrase !== undefined, steps: 9 });
    expect(made.summary.apps).toMatchObject([{ name: 'Desk', accounts: 3, unconfirmed: 0 }]);
    const states = await undoneStates(engine);
    expect(states.length).toBeGreaterThan(6);
    must(await engine.removeWorkspace(id));
    expect(await Dexie.getDatabaseNames()).not.toContain(workspaceDatabaseName({ id }));

    const restored = done(await engine.restoreBackup(made.file, passphrase, asNew(`${name} again`), nothing));
    expect(restored).toMatchObject({ name: `${name} again`, kind: 'real' });
    await openedAgain(engine, restored.id);
    const second = await backUp(engine, passphrase);
    expect(second.summary.contentHash).toBe(made.summary.contentHash);
    expect(await undoneStates(engine)).toEqual(states);
  });

  test('equal contents have equal hashes, others have others', async () => {
    const { engine, appId, domainId } = await opened();
    const first = await backUp(engine);
    expect((await backUp(engine, PASSPHRASE)).summary.contentHash).toBe(first.summary.contentHash);
    await decide(engine, { appId, domainId });
    expect((await backUp(engine)).summary.contentHash).not.toBe(first.summary.contentHash);
  });

  test('takes the place of a workspace, which keeps its name', async () => {
    const { engine, name, id, ...ids } = await opened();
    const made = await backUp(engine);
    const before = await visibleState(engine);
    await decide(engine, ids);
    const replaced = done(await engine.restoreBackup(made.file, undefined, { kind: 'replace', id }, nothing));
    expect(replaced).toMatchObject({ id, name });
    expect(await engine.overview()).toMatchObject({ ok: false });
    await openedAgain(engine, id);
    expect(await visibleState(engine)).toEqual(before);
    expect(await Dexie.getDatabaseNames()).toContain(workspaceDatabaseName(replaced));
  });

  test.each(['checking', 'saving'])(
    'takes the place of one that was left while %s: what is open by then stays open',
    async (when) => {
      const { engine, id } = await opened();
      const made = await backUp(engine);
      const other = must(await engine.createWorkspace(`Alder ${++number}`));
      let opening: Promise<unknown> | undefined;
      const onProgress = proxy(({ phase }: JobProgress) => {
        if (phase === when) opening ??= engine.openWorkspace(other.id, 'ask', nothing);
      });
      done(await engine.restoreBackup(made.file, undefined, { kind: 'replace', id }, onProgress));
      expect(opening).toBeDefined();
      await opening;
      expect(must(await engine.overview())).toMatchObject({ workspace: { id: other.id }, access: 'writer' });
    }
  );

  test('takes the place of the one that is open: this tab opens it anew once, when all is through', async () => {
    const { engine, id } = await opened();
    const made = await backUp(engine);
    const events: string[] = [];
    const onEvent = proxy(({ kind }: WorkspaceEvent) => void events.push(kind));
    must(await engine.openWorkspace(id, 'ask', onEvent));
    done(await engine.restoreBackup(made.file, undefined, { kind: 'replace', id }, nothing));
    must(await engine.openWorkspace(id, 'ask', nothing));
    expect(events).not.toContain('replaced');
  });

  test('is one that another tab has open: refused, and nothing is written', async () => {
    const locks = fakeLocks();
    const { engine, id } = await opened(locks);
    const made = await backUp(engine);
    const other = startEngine(locks);
    const before = await storedBytes();
    const outcome = await other.restoreBackup(made.file, undefined, { kind: 'replace', id }, nothing);
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'workspace-read-only' } });
    expect(await storedBytes()).toEqual(before);
  });

  test('ended at any write: the workspace is as it was, and nothing is left of the new one', async () => {
    const { engine, id, ...ids } = await opened();
    const made = await backUp(engine);
    await decide(engine, ids);
    const before = await visibleState(engine);
    const names = await Dexie.getDatabaseNames();
    let failures = 0;
    for (let last = 1; ; last++) {
      const add = IDBObjectStore.prototype.add;
      let left = last;
      const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...row) {
        if (--left === 0) throw new DOMException('full', 'QuotaExceededError');
        return add.apply(this, row);
      });
      const target: RestoreTarget = last % 2 === 0 ? { kind: 'replace', id } : asNew(`Ended ${number}`);
      const outcome = await engine.restoreBackup(made.file, undefined, target, nothing);
      spy.mockRestore();
      if (outcome.status === 'done') break;
      expect(outcome).toMatchObject({ error: { kind: 'storage-full' } });
      expect(await Dexie.getDatabaseNames()).toEqual(names);
      expect(await visibleState(engine)).toEqual(before);
      failures++;
    }
    expect(failures).toBeGreaterThan(10);
  });

  test('of an earlier format: brought up to date when it is opened', async () => {
    const { engine, name, id } = await opened();
    const made = await backUp(engine);
    const before = await visibleState(engine);
    const old = await asFormat5(made.bytes);
    expect(done(await engine.checkBackup(old, undefined, nothing)).format).toBe(5);
    const restored = done(await engine.restoreBackup(old, undefined, asNew(`${name} of format 5`), nothing));
    expect(restored.id).not.toBe(id);
    await openedAgain(engine, restored.id);
    expect(await visibleState(engine)).toEqual(before);
    expect((await backUp(engine)).summary).toMatchObject({ format: 6, contentHash: made.summary.contentHash });
  });

  test('under a name that is taken, or none: refused before the file is read', async () => {
    const { engine, name } = await opened();
    const file = new Blob(['no backup at all']);
    const kind = async (wanted: string) => {
      const outcome = await engine.restoreBackup(file, undefined, asNew(wanted), nothing);
      return outcome.status === 'failed' ? outcome.error.kind : outcome.status;
    };
    expect(await kind(` ${name.toUpperCase()} `)).toBe('name-taken');
    expect(await kind('  ')).toBe('name-empty');
    expect(await kind('Birch')).toBe('backup-foreign');
  });

  test('of the sample never becomes a real one, nor takes the place of one', async () => {
    const { engine, id } = await opened();
    const sample = must(await engine.openSample(nothing));
    await openedAgain(engine, sample.id);
    const made = await backUp(engine);
    const outcome = await engine.restoreBackup(made.file, undefined, { kind: 'replace', id }, nothing);
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'backup-sample' } });
    const copy = done(await engine.restoreBackup(made.file, undefined, asNew('Sample copy'), nothing));
    expect(copy.kind).toBe('sample');
  }, 60_000);

  test('sealed: opens with its passphrase only, and the workspace restored from it too', async () => {
    const { engine, name } = await opened();
    const made = await backUp(engine, PASSPHRASE);
    const check = async (passphrase?: string) => {
      const outcome = await engine.checkBackup(made.file, passphrase, nothing);
      return outcome.status === 'failed' ? outcome.error.kind : outcome.status;
    };
    expect(await check()).toBe('passphrase-missing');
    expect(await check('another passphrase')).toBe('passphrase-wrong');
    expect(await check(PASSPHRASE)).toBe('done');
    const restored = done(await engine.restoreBackup(made.file, PASSPHRASE, asNew(`${name} sealed`), nothing));
    expect(restored.isProtected).toBe(true);
    await openedAgain(engine, restored.id);
    // Its own backups are sealed by it, and read back without asking for it again.
    const own = await backUp(engine);
    expect(own.summary).toMatchObject({ isSealed: true, contentHash: made.summary.contentHash });
    expect(done(await engine.checkBackup(own.file, undefined, nothing)).contentHash).toBe(made.summary.contentHash);
    await engine.lockWorkspaces();
    expect(await engine.openWorkspace(restored.id, 'ask', nothing)).toMatchObject({ error: { kind: 'safety-locked' } });
    expect(must(await engine.unlockWorkspace(restored.id, PASSPHRASE))).toBeUndefined();
    await openedAgain(engine, restored.id);
  });
});

describe('a backup that was tampered with', () => {
  test.each([
    ['open', 1000, undefined],
    // Its passphrase is stretched each time; the unit test has more of them.
    ['sealed', 40, PASSPHRASE]
  ])(
    '%s: all %i are refused, and nothing stored has changed',
    async (_, count, passphrase) => {
      const { engine, id, ...ids } = await opened();
      await decide(engine, ids);
      const made = await backUp(engine, passphrase);
      const other = await backUp(engine, passphrase);
      const before = await storedBytes();
      const taken: string[] = [];
      let state = 11;
      const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
      let tried = 0;
      for await (const { what, bytes } of tamperedBackups(made.bytes, other.bytes, { count, random })) {
        const target: RestoreTarget = tried % 2 === 0 ? { kind: 'replace', id } : asNew('Never');
        const outcome = await engine.restoreBackup(new Blob([bytes]), passphrase, target, nothing);
        tried++;
        if (outcome.status !== 'failed' || !/^(backup|passphrase)-/.test(outcome.error.kind)) taken.push(what);
      }
      expect({ tried, taken }).toEqual({ tried: count, taken: [] });
      expect(await storedBytes()).toEqual(before);
    },
    120_000
  );
});

describe('a backup while people go on', () => {
  test('is of one moment, and what it holds stays until it is through', async () => {
    const { engine, appId, name } = await opened();
    const before = await visibleState(engine);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let decided: Promise<unknown> | undefined;
    const { proxy } = await import('comlink');
    const sink = proxy({
      write: async (bytes: Uint8Array<ArrayBuffer>) => {
        parts.push(bytes);
        // Waits for the rows; replaces segments that are still to be written.
        decided ??= engine.decide({ kind: 'clear-unconfirmed', appId }).then(must);
        if (parts.length === 3) await decided;
      }
    });
    const written = done(await engine.writeBackup(sink, undefined, nothing));
    await decided;
    const restored = done(await engine.restoreBackup(new Blob(parts), undefined, asNew(`${name} then`), nothing));
    await openedAgain(engine, restored.id);
    expect((await backUp(engine)).summary.contentHash).toBe(written.summary.contentHash);
    expect(await visibleState(engine)).toEqual(before);
  });

  test.each([
    ['taken over by another tab, which removes them', true],
    ['removed by somebody else', false]
  ])('segments that it still has to write, %s: told as that', async (_, isTakenOver) => {
    const { engine, locks, id } = await opened();
    const { workspace } = await openSession(engine, locks);
    const raw = (await new Dexie(workspace.db.name).open()).backendDB();
    const keep = workspace.store.keep.bind(workspace.store);
    vi.spyOn(workspace.store, 'keep').mockImplementation((numbers) => {
      raw.transaction('segments', 'readwrite').objectStore('segments').clear();
      const steal = { steal: true };
      if (isTakenOver) void locks.request(`muster-workspace-${id}`, steal, () => new Promise(() => undefined));
      return keep(numbers);
    });
    const writing = {
      workspace,
      sink: { write: async () => undefined },
      passphrase: undefined,
      onProgress: () => undefined
    };
    const outcome = writeBackup(writing);
    if (isTakenOver) expect(await outcome).toEqual({ status: 'failed', error: { kind: 'writer-lost' } });
    else await expect(outcome.catch(storageError)).resolves.toMatchObject({ kind: 'safety-missing' });
    raw.close();
    workspace.close();
  });

  test('what it still has to write is not removed as a left-over, and is afterwards', async () => {
    const { engine, locks, appId } = await opened();
    const { workspace, decisions } = await openSession(engine, locks);
    const { store, lists } = workspace;
    const numbers = lists.head(`accounts:${appId}`).decisions;
    const letGo = store.keep(numbers);
    const confirm = (row: number) =>
      decisions.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(row)] } });
    must(await confirm(0));
    expect(lists.head(`accounts:${appId}`).decisions).not.toEqual(numbers);
    expect(await store.read(numbers)).toHaveLength(numbers.length);
    letGo();
    must(await confirm(1));
    await expect(store.read(numbers)).rejects.toThrow();
  });

  test('a sink that refuses ends it: cancelled, or failed with its cause', async () => {
    const { engine } = await opened();
    const { proxy } = await import('comlink');
    const refusing = (error: unknown) => proxy({ write: () => Promise.reject(error as Error) });
    expect(await engine.writeBackup(refusing(new DOMException('no', 'AbortError')), undefined, nothing)).toEqual({
      status: 'cancelled'
    });
    const failed = await engine.writeBackup(refusing(new Error('disk on fire')), undefined, nothing);
    expect(failed).toEqual({ status: 'failed', error: { kind: 'file-not-written', cause: 'disk on fire' } });
    expect((await backUp(engine)).summary.steps).toBe(2);
  });
});

describe('what is not in a backup', () => {
  test('tokens and handles of files: left out, told, and their connection restored without them', async () => {
    const { engine, name, appId } = await opened();
    const target = { kind: 'accounts', appId } as const;
    must(await engine.saveConnection(target, connectionWith()));
    must(await engine.givePassphrase(PASSPHRASE));
    must(await engine.sealToken(target, 'canary-token'));
    const handle = { kind: 'file', name: 'list.csv' } as FileSystemFileHandle;
    must(await engine.rememberSource(appId, handle));
    const made = await backUp(engine);
    expect(made.summary.leftOut).toEqual({ sources: 1, tokens: 1 });
    const restored = done(await engine.restoreBackup(made.file, undefined, asNew(`${name} elsewhere`), nothing));
    await openedAgain(engine, restored.id);
    expect(must(await engine.connections())).toMatchObject([{ target, isTokenKept: false }]);
    expect(must(await engine.sources())).toEqual([]);
    expect(must(await engine.passphraseState())).toBe('none');
    const again = await backUp(engine);
    expect(again.summary).toMatchObject({ leftOut: { sources: 0, tokens: 0 }, contentHash: made.summary.contentHash });
  });
});

describe('what is known of backups', () => {
  test('changes are counted from the last one, through undo and what comes after', async () => {
    const { engine, appId, id } = await opened();
    const changes = async () => must(await engine.backupStatus()).changes;
    const confirm = (row: number) =>
      engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(row)] } }).then(must);
    expect(await changes()).toBe(2);
    await confirm(0);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10);
    const { summary, lastStepId, lastRunAt, fileName } = await backUp(engine);
    const note = { at: Date.now(), to: 'file', fileName, bytes: 1, contentHash: summary.contentHash } as const;
    const noted = must(await engine.noteBackup(id, { ...note, wasReadBack: true, lastStepId, lastRunAt }));
    expect(noted).toMatchObject({ changes: 0, last: { fileName } });
    await confirm(1);
    expect(await changes()).toBe(1);
    must(await engine.undo());
    expect(await changes()).toBe(0);
    must(await engine.undo());
    expect(await changes()).toBe(1);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10);
    // The step has the id of the one that the backup has.
    await confirm(3);
    expect(await changes()).toBeGreaterThan(0);
    vi.restoreAllMocks();
  });

  test('the backup of one is not noted in another', async () => {
    const { engine, id } = await opened();
    const { summary, lastStepId, lastRunAt, fileName } = await backUp(engine);
    const note = { at: 1, to: 'file', fileName, bytes: 1, contentHash: summary.contentHash } as const;
    await openWithApp(engine, `Alder ${++number}`);
    const noted = await engine.noteBackup(id, { ...note, wasReadBack: true, lastStepId, lastRunAt });
    expect(noted).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(must(await engine.backupStatus()).last).toBeUndefined();
  });

  test('the file is named by workspace and minute', async () => {
    const { engine, name } = await opened();
    expect((await backUp(engine)).fileName).toMatch(
      new RegExp(`^${name} \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.muster$`)
    );
  });
});
