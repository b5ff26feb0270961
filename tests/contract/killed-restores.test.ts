import 'fake-indexeddb/auto';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { must as given } from '../../src/lib/model/assert';
import { databasesOf, ownerOf, workspaceDatabases } from '../../src/lib/storage/database-names';
import { RegistryDatabase } from '../../src/lib/storage/registry-database';
import { storedState } from '../../src/lib/storage/stored-state';
import { workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { sweepUnknown } from '../../src/lib/workspace/sweep-databases';
import { backUp } from '../fixtures/backups';
import { fakeLocks, must, nothing, openWithApp, startEngine } from '../fixtures/engine';
import { KilledStorage } from '../fixtures/killed-storage';

const registry = new RegistryDatabase();
let file: Blob;

beforeAll(async () => {
  const engine = startEngine(fakeLocks());
  await openWithApp(engine, 'Alder group');
  file = (await backUp(engine)).file;
  const { id } = must(await engine.overview()).workspace;
  must(await engine.removeWorkspace(id));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** True if it came to the step. */
function restoredUntil(step: number): Promise<boolean> {
  const engine = startEngine(fakeLocks());
  return KilledStorage.during(step, () =>
    engine.restoreBackup(file, undefined, { kind: 'new', name: `Until ${step}` }, nothing)
  );
}

test('killed at any step, it is in the registry and whole, or nothing is left of it', async () => {
  let wasKilled = true;
  let named = 0;
  let step = 0;
  for (; wasKilled; step++) {
    wasKilled = await restoredUntil(step);
    await sweepUnknown(registry, fakeLocks());
    const [listed, ...others] = await registry.workspaces.toArray();
    expect(others).toEqual([]);
    expect((await workspaceDatabases()).map(ownerOf)).toEqual(listed ? [listed.id] : []);
    if (!listed) continue;
    named++;
    const engine = startEngine(fakeLocks());
    const overview = must(await engine.openWorkspace(listed.id, 'ask', nothing));
    expect(overview).toMatchObject({ domains: [{}], apps: [{}] });
    must(await engine.removeWorkspace(listed.id));
  }
  expect(step).toBeGreaterThan(20);
  // The last one was not killed: before it, one that was, with the registry naming it already.
  expect(named).toBeGreaterThan(1);
}, 60_000);

test('once it was named it is never taken for a left-over again, were the registry lost', async () => {
  await restoredUntil(Number.MAX_SAFE_INTEGER);
  const { id } = given((await registry.workspaces.toArray())[0], 'it is listed');
  await registry.workspaces.clear();
  await sweepUnknown(registry, fakeLocks());
  expect(await databasesOf(id)).toHaveLength(1);
  expect(await storedState(workspaceDatabaseName({ id }))).toMatchObject({ kind: 'stored', isWhole: true });
});
