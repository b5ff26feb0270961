import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import type { Remote } from 'comlink';
import { beforeEach, describe, expect, test } from 'vitest';
import { SEGMENT_ROWS } from '../../src/lib/engine/segment';
import { asRow, newId, type AppId, type WorkspaceId } from '../../src/lib/model/ids';
import type { DecisionCommand, EngineApi } from '../../src/lib/protocol/engine-api';
import type { ListHead } from '../../src/lib/storage/list-head';
import { SegmentStore } from '../../src/lib/storage/segment-store';
import type { RowImage } from '../../src/lib/storage/step-image';
import { WorkspaceDatabase, workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { ALL_STATUSES } from '../fixtures/account-window';
import { fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { asFormat2 } from '../fixtures/format-2';

/** Two segments, so that decisions have two parts. Every tenth account belongs to nobody. */
const ROWS = SEGMENT_ROWS + 2000;
const USERS = csv('username,email', (i) => `user${i},${i}@x.example`);
const ACCOUNTS = csv('id,email', (i) => `${i},${i % 10 === 9 ? 'nobody' : i}@x.example`);

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let appId: AppId;
let workspaceId: WorkspaceId;

function csv(header: string, row: (i: number) => string): string {
  return [header, ...Array.from({ length: ROWS }, (_, i) => row(i))].join('\n');
}

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  const ids = await openWithApp(engine, `Packed ${++workspaceNumber}`);
  ({ appId } = ids);
  await (await stage(engine, { kind: 'users', domainId: ids.domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
  workspaceId = must(await engine.overview()).workspace.id;
});

/** A browser that was closed and opened again. */
async function reopen(): Promise<void> {
  engine = startEngine(fakeLocks());
  must(await engine.openWorkspace(workspaceId, 'ask', nothing));
}

type RowsKind = Exclude<Extract<DecisionCommand, { selection: unknown }>['kind'], 'accept-suggestions'>;

/** Of all rows, or of some. */
async function decide(kind: RowsKind, rows?: readonly number[]): Promise<void> {
  const viewId = await openView();
  const selection = rows
    ? ({ kind: 'rows', rows: rows.map(asRow) } as const)
    : ({ kind: 'view', viewId, except: [] } as const);
  must(await engine.decide({ kind, appId, selection }));
}

/** A view of all accounts, scanned to its end: a preview needs that. */
async function openView(): Promise<number> {
  const query = { kind: 'accounts', appId, text: '', situations: [], statuses: ALL_STATUSES, flags: [] } as const;
  const { viewId } = must(await engine.openView('test', query));
  const selection = { kind: 'view', viewId, except: [] } as const;
  must(await engine.previewDecision({ kind: 'confirm', appId, selection }));
  return viewId;
}

/** Counts of all accounts, and what those at the beginning, where the segments meet and at the end show. */
async function shown(): Promise<string> {
  const viewId = await openView();
  const { accountCount, situations, unconfirmedCount, clearedCount } = must(await engine.overview()).apps[0];
  const cells = [JSON.stringify({ accountCount, situations, unconfirmedCount, clearedCount })];
  for (const start of [0, SEGMENT_ROWS - 20, ROWS - 40]) {
    const window = await engine.readWindow(viewId, start, start + 40);
    if (window.kind !== 'accounts') throw new Error('The accounts are gone.');
    for (const row of window.rows)
      cells.push([row.row, row.status, row.decision, row.origin, row.flags, row.user?.userName].join());
  }
  expect(cells).toHaveLength(121);
  return cells.join('\n');
}

async function raw<Value>(work: (db: Dexie) => Promise<Value>): Promise<Value> {
  const db = await new Dexie(workspaceDatabaseName({ id: workspaceId })).open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const head = () => raw((db) => db.table<ListHead>('lists').get(`accounts:${appId}`));
const image = (stepId: number) => raw((db) => db.table<RowImage>('rowImages').get(stepId));
const format = () => raw((db) => db.table('meta').get('format'));

/** Decisions of one row, of some and of nearly all, with the rows as they were before each and after the last. */
async function decideAll(): Promise<readonly string[]> {
  const states = [await shown()];
  const decisions: readonly [RowsKind, readonly number[] | undefined][] = [
    ['ignore', [3]],
    ['confirm', undefined],
    ['unlink', [0, 5, SEGMENT_ROWS - 1, SEGMENT_ROWS, ROWS - 2]],
    ['defer', undefined],
    ['protect', [9]]
  ];
  for (const [kind, rows] of decisions) {
    await decide(kind, rows);
    states.push(await shown());
  }
  expect(new Set(states).size).toBe(states.length);
  return states;
}

async function undoAll(states: readonly string[]): Promise<void> {
  for (const state of states.slice(0, -1).toReversed()) {
    must(await engine.undo());
    expect(await shown()).toBe(state);
  }
}

async function redoAll(states: readonly string[]): Promise<void> {
  for (const state of states.slice(1)) {
    must(await engine.redo());
    expect(await shown()).toBe(state);
  }
}

describe('decisions of many rows', { timeout: 60_000 }, () => {
  test('are taken back and made again exactly, over reloads', async () => {
    const states = await decideAll();
    await reopen();
    expect(await shown()).toBe(states.at(-1));
    await undoAll(states);
    await reopen();
    expect(await shown()).toBe(states[0]);
    await redoAll(states);
    await reopen();
    expect(await shown()).toBe(states.at(-1));
  });

  test('of a database of format 2 are taken back and made again exactly, and what is decided then too', async () => {
    const states = await decideAll();
    await asFormat2(workspaceId);
    expect(await format()).toEqual({ key: 'format', value: 2 });
    await reopen();
    expect(await format()).toEqual({ key: 'format', value: 6 });
    expect(await shown()).toBe(states.at(-1));
    await undoAll(states);
    await reopen();
    await redoAll(states);
    await decide('clear');
    const cleared = await shown();
    await reopen();
    expect(await shown()).toBe(cleared);
    await undoAll([...states, cleared]);
  });

  test('have an image of bits and of what all rows had in common: a few KB', async () => {
    await decide('confirm');
    const [{ id }] = must(await engine.overview()).history.steps;
    const stored = await image(id);
    expect(stored?.rows).toMatchObject({ first: 0, count: ROWS - Math.floor(ROWS / 10) });
    expect(stored?.decisions.byteLength).toBeLessThan(64);
  });

  test('that were stored together are one value; what is decided later leaves the others in it', async () => {
    const before = await raw((db) => db.table('segments').count());
    await decide('confirm');
    const bulk = await head();
    expect(bulk?.decisions[0]).toBe(bulk?.decisions[1]);
    await decide('ignore', [9]);
    const single = await head();
    expect(single?.decisions[0]).not.toBe(bulk?.decisions[0]);
    expect(single?.decisions[1]).toBe(bulk?.decisions[1]);
    const state = await shown();
    await reopen();
    expect(await shown()).toBe(state);
    await decide('ignore', [ROWS - 1]);
    expect((await head())?.decisions).not.toContain(bulk?.decisions[1]);
    // The bundle of both is gone, and each part has a value of its own.
    expect(await raw((db) => db.table('segments').count())).toBe(before + 1);
  });
});

test('parts by the dozen share values and come back in order, whichever are stored anew', async () => {
  const db = new WorkspaceDatabase(newId<WorkspaceId>());
  const store = new SegmentStore(db);
  await store.open();
  const part = (segment: number, value: number) => ({ segment, words: Uint32Array.of(segment, value) });
  const numbers = await store.addParts(Array.from({ length: 20 }, (_, segment) => part(segment, 1)));
  expect(new Set(numbers).size).toBe(3);
  const anew = await store.addParts([2, 9, 19].map((segment) => part(segment, 2)));
  [2, 9, 19].forEach((segment, i) => (numbers[segment] = anew[i]));
  const values = (await store.readParts(numbers)).map(([segment, value]) => `${segment} ${value}`);
  expect(values).toEqual(numbers.map((_, segment) => `${segment} ${[2, 9, 19].includes(segment) ? 2 : 1}`));
  db.close();
});
