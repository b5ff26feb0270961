import 'fake-indexeddb/auto';
import { proxy } from 'comlink';
import Dexie from 'dexie';
import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { WorkspaceId } from '../../src/lib/model/ids';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { databasesOf } from '../../src/lib/storage/database-names';
import { storedState } from '../../src/lib/storage/stored-state';
import { WORKSPACE_FORMAT, workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { dumpDatabase, type DatabaseDump } from '../fixtures/database-dump';
import { fakeLocks, must, nothing, startEngine } from '../fixtures/engine';
import { currentName, entryOf, formatDump, layDown } from '../fixtures/format-database';
import { SCENARIOS, shown } from '../fixtures/format-scenarios';
import { writeFormat } from '../fixtures/format-writer';
import { KilledStorage } from '../fixtures/killed-storage';
import { OldProgram } from '../fixtures/old-program';

const FORMATS = Array.from({ length: WORKSPACE_FORMAT }, (_, i) => i + 1);
const EARLIER = FORMATS.slice(0, -1);

/** A proxy that is garbage-collected in the middle of a call never answers. */
const kept: unknown[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  kept.length = 0;
});

const opened = (id: WorkspaceId, locks = fakeLocks(), mode: 'ask' | 'take-over' = 'ask') => {
  const engine = startEngine(locks);
  kept.push(engine);
  return { engine, overview: engine.openWorkspace(id, mode, nothing) };
};

async function shownOf(id: WorkspaceId, locks = fakeLocks()): Promise<object> {
  const { engine, overview } = opened(id, locks);
  must(await overview);
  return shown(engine);
}

function rowsOf({ tables }: DatabaseDump, table: string): readonly { readonly row: unknown }[] {
  return tables.find(({ name }) => name === table)?.rows ?? [];
}

/** The workspace itself: without who may write into it. */
function contentsOf(dump: DatabaseDump): DatabaseDump['tables'] {
  return dump.tables.filter(({ name }) => name !== 'meta');
}

/** The live database, and two rows that keep old programs out. */
async function expectNothingLeft(id: WorkspaceId): Promise<void> {
  const first = workspaceDatabaseName({ id });
  const live = await currentName(id);
  await vi.waitFor(async () => expect([...(await databasesOf(id))].sort()).toEqual([first, live].sort()), {
    interval: 5
  });
  // The sweep of what an opening finds is not waited for by it.
  await vi.waitFor(async () => expect(await storedState(first)).toMatchObject({ isEmptied: true }), { interval: 5 });
  const { tables } = await dumpDatabase(first);
  expect(tables.flatMap(({ rows }) => rows)).toHaveLength(2);
}

// Once, with the last program of a format: WRITE_FORMAT=1 npx vitest run tests/contract/upgrades.test.ts
test.runIf(process.env.WRITE_FORMAT)('the format of this program is written down', async () => {
  await writeFile(new URL(`../fixtures/formats/format-${WORKSPACE_FORMAT}.json`, import.meta.url), await writeFormat());
});

describe.each(FORMATS)('a database that a program of format %i stored', (format) => {
  test.each(SCENARIOS)('opens as that program showed it: %s', async (scenario) => {
    const stored = await formatDump(format, scenario);
    const id = await layDown(stored);
    const { engine, overview } = opened(id);
    must(await overview);
    const { shown: before } = scenario === 'running' ? await formatDump(format, 'rows') : stored;
    expect(await shown(engine)).toEqual(before);
    if (scenario === 'running')
      expect(must(await engine.overview()).apps[0].lastImport).toMatchObject({ status: 'interrupted' });
    if (!stored.undone) return;
    while ((await engine.undo()).ok);
    expect(await shown(engine)).toEqual(stored.undone);
    while ((await engine.redo()).ok);
    expect(await shown(engine)).toEqual(stored.redone);
  });

  test.runIf(EARLIER.includes(format))('is in another database then, whole, and is not copied twice', async () => {
    const stored = await formatDump(format, 'undo');
    const id = await layDown(stored);
    await shownOf(id);
    await expectNothingLeft(id);
    const name = await currentName(id);
    const fresh = await dumpDatabase(name);
    for (const { name: table, rows } of contentsOf(stored.dump)) {
      const isChanged = format === 1 && (table === 'apps' || table === 'runs');
      if (isChanged) expect(rowsOf(fresh, table)).toMatchObject([...rows]);
      else expect(rowsOf(fresh, table)).toEqual(rows);
    }
    await shownOf(id);
    expect(await currentName(id)).toBe(name);
    expect(contentsOf(await dumpDatabase(name))).toEqual(contentsOf(fresh));
  });
});

test('an upgrade format by format gives what one at once gives', async () => {
  const stored = await formatDump(1, 'undo');
  const [direct, stepwise] = [await layDown(stored), await layDown(stored)];
  for (const format of FORMATS.slice(1)) {
    const step = new Dexie(workspaceDatabaseName({ id: stepwise }));
    const { WorkspaceDatabase } = await import('../../src/lib/storage/workspace-database');
    const known = new WorkspaceDatabase('known');
    for (const { _cfg } of Reflect.get(known, '_versions') as { _cfg: VersionConfig }[]) {
      if (_cfg.version > format) continue;
      const version = step.version(_cfg.version).stores(_cfg.storesSource ?? {});
      if (_cfg.contentUpgrade) version.upgrade(_cfg.contentUpgrade);
    }
    await step.open();
    step.close();
    expect(rowsOf(await dumpDatabase(step.name), 'meta')).toContainEqual({
      key: 'format',
      row: { key: 'format', value: format }
    });
  }
  await shownOf(direct);
  const [one, other] = [await dumpDatabase(await currentName(direct)), await dumpDatabase(await currentName(stepwise))];
  expect(contentsOf(other)).toEqual(contentsOf(one));
});

/** As Dexie keeps what a database declares. */
interface VersionConfig {
  readonly version: number;
  readonly storesSource: Record<string, string> | undefined;
  readonly contentUpgrade: Parameters<ReturnType<Dexie['version']>['upgrade']>[0] | null;
}

describe('killed in the middle of an upgrade', () => {
  test(
    'at any step, it is there as before and is brought up to date by the next opening',
    { timeout: 120_000 },
    async () => {
      const stored = await formatDump(1, 'undo');
      let step = 0;
      for (let wasKilled = true; wasKilled; step++) {
        const id = await layDown(stored);
        wasKilled = await KilledStorage.during(step, () => opened(id).overview);
        expect(await shownOf(id)).toEqual(stored.shown);
        await expectNothingLeft(id);
      }
      expect(step).toBeGreaterThan(100);
    }
  );

  test('and again in the middle of the next', { timeout: 120_000 }, async () => {
    const stored = await formatDump(2, 'undo');
    for (let step = 3; step < 150; step += 7) {
      const id = await layDown(stored);
      await KilledStorage.during(step, () => opened(id).overview);
      await KilledStorage.during(170 - step, () => opened(id).overview);
      expect(await shownOf(id)).toEqual(stored.shown);
      await expectNothingLeft(id);
    }
  });
});

describe('an upgrade that cannot be', () => {
  /** The old database as it was, but for who may write; nothing else is left. */
  async function expectUntouched(id: WorkspaceId, dump: DatabaseDump): Promise<void> {
    expect((await entryOf(id))?.database).toBeUndefined();
    expect(await databasesOf(id)).toEqual([workspaceDatabaseName({ id })]);
    const after = await dumpDatabase(workspaceDatabaseName({ id }));
    expect(contentsOf(after)).toEqual(contentsOf(dump));
    expect(after.version).toBe(dump.version);
    expect(rowsOf(after, 'meta')).toEqual(rowsOf(dump, 'meta'));
  }

  test('for want of room says so, leaves the old one, and goes on when there is room', async () => {
    const stored = await formatDump(4, 'undo');
    const id = await layDown(stored);
    const put = IDBObjectStore.prototype.put;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === 'segments') throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, given);
    });
    expect(await opened(id).overview).toMatchObject({ ok: false, error: { kind: 'storage-full' } });
    full.mockRestore();
    await expectUntouched(id, stored.dump);
    expect(await shownOf(id)).toEqual(stored.shown);
  });

  test.each([
    ['a bit of a segment', 'segments'],
    ['a row of the history', 'steps']
  ])('because %s was stored otherwise is refused, and the old one stays', async (_, table) => {
    const stored = await formatDump(3, 'undo');
    const id = await layDown(stored);
    const put = IDBObjectStore.prototype.put;
    const wrong = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      row,
      key
    ) {
      if (this.name === table && row instanceof ArrayBuffer) {
        const bytes = new Uint8Array(row.slice(0));
        bytes[bytes.length - 1] ^= 1;
        return put.call(this, bytes.buffer, key);
      }
      return this.name === table ? put.call(this, { ...row, note: 'another' }, key) : put.call(this, row, key);
    });
    expect(await opened(id).overview).toMatchObject({ ok: false, error: { kind: 'safety-upgrade-failed' } });
    wrong.mockRestore();
    await expectUntouched(id, stored.dump);
    expect(await shownOf(id)).toEqual(stored.shown);
  });

  test('because rows are missing from the copy is refused', async () => {
    const stored = await formatDump(3, 'undo');
    const id = await layDown(stored);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row, key) {
      return put.call(this, this.name === 'rowImages' ? { ...row, stepId: 1 } : row, key);
    });
    expect(await opened(id).overview).toMatchObject({ ok: false, error: { kind: 'safety-upgrade-failed' } });
  });

  test('because another tab writes into it waits for that tab, or takes over from it', async () => {
    const stored = await formatDump(5, 'undo');
    const id = await layDown(stored);
    const locks = fakeLocks();
    const old = new OldProgram(workspaceDatabaseName({ id }));
    let release: () => void = () => undefined;
    void locks
      .request(`muster-workspace-${id}`, {}, () => new Promise<void>((end) => (release = end)))
      .catch(() => undefined);
    await old.open(true);
    expect(await opened(id, locks).overview).toMatchObject({ ok: false, error: { kind: 'safety-upgrade-blocked' } });
    await old.rename('Beech');
    release();
    const { engine, overview } = opened(id, locks);
    expect(must(await overview)).toMatchObject({ access: 'writer', domains: [{ domain: { name: 'Beech' } }] });
    await expect(old.rename('Cedar')).rejects.toThrow(/NewerFormat|WriterLost/);
    expect(must(await engine.overview()).domains[0].domain.name).toBe('Beech');
    old.close();
  });
});

describe('programs of earlier formats', () => {
  test('that have it open in another tab while it is upgraded write nothing more, anywhere', async () => {
    const stored = await formatDump(5, 'undo');
    const id = await layDown(stored);
    // Without a lock between them, as a tab that slept through a take-over.
    const old = new OldProgram(workspaceDatabaseName({ id }));
    await old.open(true);
    const attempts: Promise<unknown>[] = [];
    const { engine, overview } = opened(id);
    const every = setInterval(() => attempts.push(old.rename('Cedar').catch((error: unknown) => String(error))), 1);
    must(await overview);
    clearInterval(every);
    attempts.push(old.rename('Cedar').catch((error: unknown) => String(error)));
    const outcomes = await Promise.all(attempts);
    const before = outcomes.findIndex((outcome) => outcome !== undefined);
    // Nothing is written any more once it was refused the first time.
    expect(outcomes.slice(before).every((outcome) => outcome !== undefined)).toBe(true);
    const name = must(await engine.overview()).domains[0].domain.name;
    expect(name).toBe(before === 0 ? 'Alder' : 'Cedar');
    old.close();
  });

  test('find a later format where the workspace was, and no empty one to begin anew', async () => {
    const id = await layDown(await formatDump(5, 'undo'));
    await shownOf(id);
    await expectNothingLeft(id);
    const old = new OldProgram(workspaceDatabaseName({ id }));
    await expect(old.open(true)).rejects.toThrow('NewerFormat');
    await expect(old.rename('Cedar')).rejects.toThrow('NewerFormat');
    old.close();
    // What Dexie adds to it on the way changes nothing.
    expect(await shownOf(id)).toMatchObject({ domains: [{ name: 'Alder' }] });
  });

  test('that take it over in the middle keep it: the copy is given up, and their change is in the next', async () => {
    const stored = await formatDump(5, 'undo');
    const id = await layDown(stored);
    const old = new OldProgram(workspaceDatabaseName({ id }));
    const engine = startEngine(fakeLocks());
    let taken: Promise<void> | undefined;
    const onEvent = (event: WorkspaceEvent) => {
      if (event.kind === 'upgrading' && !taken) taken = old.open(true).then(() => old.rename('Dogwood'));
    };
    expect(await engine.openWorkspace(id, 'ask', proxy(onEvent))).toMatchObject({
      ok: false,
      error: { kind: 'writer-lost' }
    });
    await taken;
    old.close();
    expect(await databasesOf(id)).toEqual([workspaceDatabaseName({ id })]);
    expect(await shownOf(id)).toMatchObject({ domains: [{ name: 'Dogwood' }] });
  });
});

test('an upgrade tells how far it is, and copies in batches', async () => {
  const stored = await formatDump(2, 'undo');
  const id = await layDown(stored);
  const events: WorkspaceEvent[] = [];
  must(
    await startEngine(fakeLocks()).openWorkspace(
      id,
      'ask',
      proxy((event) => void events.push(event))
    )
  );
  const progress = events.flatMap((event) => (event.kind === 'upgrading' ? [event] : []));
  const rows = stored.dump.tables.reduce((sum, { rows: all }) => sum + all.length, 0);
  expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(progress.at(-1)).toEqual({ kind: 'upgrading', done: 2 * rows, total: 2 * rows });
});
