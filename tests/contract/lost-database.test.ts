import 'fake-indexeddb/auto';
import { proxy } from 'comlink';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import { workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { fakeLocks, must, nothing, openWithApp, startEngine } from '../fixtures/engine';

// Dexie tells of every connection that it closes for somebody else.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

async function opened(name: string) {
  const engine = startEngine(fakeLocks());
  await openWithApp(engine, name);
  const { workspace } = must(await engine.overview());
  const events: WorkspaceEvent[] = [];
  const listen = proxy((event: WorkspaceEvent) => void events.push(event));
  must(await engine.openWorkspace(workspace.id, 'ask', listen));
  return { engine, workspace, events, database: workspaceDatabaseName(workspace) };
}

test('data that are removed under the open workspace are told, and nothing is written any more', async () => {
  const { engine, events, database } = await opened('Removed');
  await Dexie.delete(database);
  await vi.waitFor(() => expect(events).toContainEqual({ kind: 'gone', error: { kind: 'safety-data-removed' } }));
  const added = await engine.createDomain('Late');
  expect(added.ok).toBe(false);
  expect(await Dexie.exists(database)).toBe(false);
});

test('a workspace that had a database is not opened with an empty one', async () => {
  const { workspace, database } = await opened('Not empty');
  await Dexie.delete(database);
  const later = startEngine(fakeLocks());
  for (let attempt = 0; attempt < 2; attempt++)
    expect(await later.openWorkspace(workspace.id, 'ask', nothing)).toEqual({
      ok: false,
      error: { kind: 'safety-data-removed' }
    });
  expect(await Dexie.exists(database)).toBe(false);
  expect(must(await later.listWorkspaces()).map(({ id }) => id)).toContain(workspace.id);
});

test('a workspace that was made and never opened gets its database', async () => {
  const engine = startEngine(fakeLocks());
  const workspace = must(await engine.createWorkspace('Never opened'));
  must(await startEngine(fakeLocks()).openWorkspace(workspace.id, 'ask', nothing));
});
