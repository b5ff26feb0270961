import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { HistoryStep } from '../../../src/lib/model/history-step';
import type { OperationExclusion } from '../../../src/lib/model/operation-exclusion';
import { DamagedData } from '../../../src/lib/storage/damaged-data';
import { makeWorkspaceVault } from '../../../src/lib/storage/vault';
import { WorkspaceDatabase } from '../../../src/lib/storage/workspace-database';
import type { WorkspaceKeys } from '../../../src/lib/storage/workspace-keys';
import { hexOf, rawRows, withRawRow } from '../../fixtures/raw-rows';

let keys: WorkspaceKeys;
let made: WorkspaceDatabase[] = [];
let databaseNumber = 0;

beforeAll(async () => {
  keys = (await makeWorkspaceVault('seven quiet herons', 1000)).keys;
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const db of made) await db.delete();
  made = [];
});

function database(own?: WorkspaceKeys): WorkspaceDatabase {
  const db = new WorkspaceDatabase(`sealed ${++databaseNumber}`, own);
  made.push(db);
  return db;
}

/** The tables hold what they are given: nothing here looks at what a row means. */
const step = (id: number, note: unknown, extra: object = {}) => ({ id, note, ...extra }) as unknown as HistoryStep;
const exclusion = (domainId: string, operationId: string, reason: unknown) =>
  ({ domainId, operationId, reason }) as unknown as OperationExclusion;

type Operation = (db: WorkspaceDatabase) => Promise<unknown>;

const id = fc.integer({ min: 0, max: 8 });
const short = fc.constantFrom('a', 'b', 'a,b', '1');
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.toWellFormed()),
  fc.constantFrom<unknown>(undefined, null, -0, NaN, 2 ** 53, true, new Date(5)),
  fc.uint8Array({ maxLength: 9 }),
  fc.array(fc.tuple(fc.integer(), fc.string({ maxLength: 3 })), { maxLength: 3 }).map((entries) => new Map(entries)),
  fc.record(
    { inner: fc.array(fc.integer(), { maxLength: 3 }), missing: fc.constant(undefined) },
    { noNullPrototype: true }
  )
);
const rows = fc.array(fc.tuple(id, value), { maxLength: 4 });

const writes: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(id, value).map(
    ([i, v]): Operation =>
      (db) =>
        db.steps.put(step(i, v))
  ),
  fc.tuple(id, value).map(
    ([i, v]): Operation =>
      (db) =>
        db.steps.add(step(i, v, { added: true }))
  ),
  rows.map(
    (all): Operation =>
      (db) =>
        db.steps.bulkPut(all.map(([i, v]) => step(i, v)))
  ),
  rows.map(
    (all): Operation =>
      (db) =>
        db.steps.bulkAdd(all.map(([i, v]) => step(i, v)))
  ),
  fc.tuple(id, value).map(
    ([i, v]): Operation =>
      (db) =>
        db.steps.update(i, { note: v } as unknown as HistoryStep)
  ),
  rows.map(
    (all): Operation =>
      (db) =>
        db.steps.bulkUpdate(all.map(([key, v]) => ({ key, changes: { state: v } as unknown as HistoryStep })))
  ),
  fc.tuple(id, value).map(
    ([i, v]): Operation =>
      (db) =>
        db.steps
          .where('id')
          .above(i)
          .modify((found) => void Object.assign(found, { modified: v }))
  ),
  fc.tuple(id, id).map(
    ([i, other]): Operation =>
      (db) =>
        db.steps
          .toCollection()
          .filter((found) => found.id === i || found.id === other)
          .modify({ note: 'both' } as unknown as HistoryStep)
  ),
  id.map(
    (i): Operation =>
      (db) =>
        db.steps.delete(i)
  ),
  fc.array(id, { maxLength: 3 }).map(
    (all): Operation =>
      (db) =>
        db.steps.bulkDelete(all)
  ),
  id.map(
    (i): Operation =>
      (db) =>
        db.steps.where('id').below(i).delete()
  ),
  fc.constant<Operation>((db) => db.steps.filter((found) => typeof found.note === 'string').delete()),
  fc.tuple(short, short, value).map(
    ([domain, operation, v]): Operation =>
      (db) =>
        db.exclusions.put(exclusion(domain, operation, v))
  ),
  fc.tuple(short, short).map(
    ([domain, operation]): Operation =>
      (db) =>
        db.exclusions.delete([domain, operation] as never)
  ),
  fc.tuple(id, value).map(
    ([i, v]): Operation =>
      (db) =>
        db.transaction('rw', db.tables, async () => {
          const before = await db.steps.get(i);
          await db.steps.put(step(i, [before, v]));
          if (i === 3) throw new Error('taken back');
        })
  )
);

const reads: readonly Operation[] = [
  (db) => db.steps.toArray(),
  (db) => db.steps.orderBy('id').reverse().toArray(),
  (db) => db.steps.bulkGet([0, 3, 99, 5]),
  (db) => db.steps.where('id').between(2, 6).offset(1).limit(2).toArray(),
  (db) => db.steps.where('id').anyOf([1, 4, 7]).toArray(),
  (db) => db.steps.filter(({ note }) => typeof note === 'string').toArray(),
  (db) => db.steps.toCollection().last(),
  (db) => db.steps.count(),
  (db) => db.steps.toCollection().primaryKeys(),
  (db) => db.exclusions.toArray(),
  (db) => db.exclusions.where('[domainId+operationId]').between(['a', ''], ['a', '\uffff']).toArray(),
  (db) => db.exclusions.where('[domainId+operationId]').between(['a', Dexie.minKey], ['b', Dexie.maxKey]).keys(),
  async (db) => {
    const seen: unknown[] = [];
    await db.steps.reverse().each((row, { key }) => void seen.push([key, row]));
    return seen;
  }
];

async function outcome(operation: Operation, db: WorkspaceDatabase): Promise<unknown> {
  try {
    return { value: await operation(db) };
  } catch (error) {
    return { failed: error instanceof Error ? error.name : error };
  }
}

test('a sealed database answers as an open one does, whatever is done', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 25 }), async (operations) => {
      const open = database();
      const sealed = database(keys);
      for (const operation of operations)
        expect(await outcome(operation, sealed)).toStrictEqual(await outcome(operation, open));
      for (const read of reads) expect(await outcome(read, sealed)).toStrictEqual(await outcome(read, open));
      expect((await rawRows(sealed.name, 'steps')).every((row) => 'sealed' in row && !('note' in row))).toBe(true);
    }),
    { numRuns: 40 }
  );
}, 60_000);

test('of a row only its key is stored in the clear, and no IV twice', async () => {
  const db = database(keys);
  const ivs = new Set<string>();
  for (let round = 0; round < 10; round++) {
    await db.steps.bulkPut(Array.from({ length: 1000 }, (_, i) => step(i, 'the same')));
    for (const row of await rawRows(db.name, 'steps')) {
      expect(Object.keys(row)).toEqual(['id', 'sealed']);
      ivs.add(hexOf(row.sealed).slice(0, 24));
    }
  }
  expect(ivs.size).toBe(10_000);
});

test('what cannot be text stays beside the bytes: the handle of a remembered file', async () => {
  const db = database(keys);
  const handle = { kind: 'file' } as unknown as FileSystemFileHandle;
  const source = { appId: 'app', handle, fileName: 'mails.csv', rememberedAt: 1 } as never;
  await db.sources.put(source);
  expect(await db.sources.toArray()).toEqual([source]);
  const [row] = await rawRows(db.name, 'sources');
  expect(Object.keys(row).toSorted()).toEqual(['appId', 'handle', 'sealed']);
});

test('a row opens under its own key and in its own table only', async () => {
  const db = database(keys);
  await db.steps.bulkPut([step(1, 'one'), step(2, 'two')]);
  await db.rowImages.put({ stepId: 1 } as never);
  const [one] = await rawRows(db.name, 'steps');
  await withRawRow(db.name, 'steps', { ...one, id: 2 });
  expect((await db.steps.get(1))?.note).toBe('one');
  await expect(db.steps.get(2)).rejects.toThrow(DamagedData);
  await withRawRow(db.name, 'rowImages', { stepId: 1, sealed: one.sealed });
  await expect(db.rowImages.toArray()).rejects.toMatchObject({ what: 'A row of “rowImages”' });
});

test('one bit of it changed, and it does not open; nor does one that is cut, or was never sealed', async () => {
  const db = database(keys);
  await db.steps.put(step(1, 'one'));
  const [row] = await rawRows(db.name, 'steps');
  const { sealed } = row;
  if (!(sealed instanceof Uint8Array)) throw new Error('not sealed');
  for (let bit = 0; bit < sealed.length * 8; bit += 5) {
    const changed = sealed.slice();
    changed[bit >> 3] ^= 1 << (bit & 7);
    await withRawRow(db.name, 'steps', { ...row, sealed: changed });
    await expect(db.steps.toArray()).rejects.toThrow(DamagedData);
  }
  for (const length of [0, 5, 12, 20, sealed.length - 1]) {
    await withRawRow(db.name, 'steps', { ...row, sealed: sealed.slice(0, length) });
    await expect(db.steps.filter(() => true).toArray()).rejects.toThrow(DamagedData);
  }
  await withRawRow(db.name, 'steps', { id: 1, note: 'planted' });
  await expect(db.steps.get(1)).rejects.toThrow(DamagedData);
});

test('without keys a sealed row is refused, not taken for an open one', async () => {
  const db = database(keys);
  await db.steps.put(step(1, 'one'));
  db.keys = undefined;
  await expect(db.steps.toArray()).rejects.toThrow(DamagedData);
  await expect(db.steps.update(1, { note: 'two' } as never)).rejects.toThrow(DamagedData);
});

test('a large row is sealed by the browser and opens as it was, within the transaction and after it; a changed one does not', async () => {
  const db = database(keys);
  const image = { stepId: 1, decisions: crypto.getRandomValues(new Uint8Array(60_000)).buffer } as never;
  const ownCipher = vi.spyOn(crypto.subtle, 'encrypt');
  await db.transaction('rw', db.rowImages, db.steps, async () => {
    await db.rowImages.put(image);
    expect(await db.rowImages.get(1)).toEqual(image);
    expect(await db.rowImages.toArray()).toEqual([image]);
    await db.steps.put(step(1, 'in the same transaction'));
  });
  expect(ownCipher).toHaveBeenCalledTimes(1);
  const seen: unknown[] = [];
  await db.rowImages.reverse().each((row) => void seen.push(row));
  expect([seen, await db.rowImages.bulkGet([1, 2]), await db.steps.count()]).toEqual([[image], [image, undefined], 1]);
  const taken = db.transaction('rw', db.rowImages, async () => {
    await db.rowImages.put({ ...(image as object), appId: 'another' } as never);
    throw new Error('taken back');
  });
  await expect(taken).rejects.toThrow('taken back');
  expect(await db.rowImages.get(1)).toEqual(image);
  const [row] = await rawRows(db.name, 'rowImages');
  if (!(row.sealed instanceof Uint8Array)) throw new Error('not sealed');
  const changed = row.sealed.slice();
  changed[40_000] ^= 1;
  await withRawRow(db.name, 'rowImages', { ...row, sealed: changed });
  await expect(db.rowImages.get(1)).rejects.toThrow(DamagedData);
  await expect(db.rowImages.toArray()).rejects.toThrow(DamagedData);
});

test('what is read with every decision is opened again only when other bytes are stored, whoever stored them', async () => {
  const db = database(keys);
  const [other, plain] = [database(keys), { stepId: 1, heads: [] }];
  await db.headImages.put(plain);
  const opened = vi.spyOn(TextDecoder.prototype, 'decode');
  expect([await db.headImages.toArray(), await db.headImages.get(1)]).toEqual([[plain], plain]);
  expect(opened).toHaveBeenCalledTimes(1);
  await other.headImages.put({ stepId: 1, heads: [{ rowCount: 5 }] as never });
  const [theirs] = await rawRows(other.name, 'headImages');
  await withRawRow(db.name, 'headImages', theirs);
  expect(await db.headImages.get(1)).toMatchObject({ heads: [{ rowCount: 5 }] });
  const { sealed } = theirs;
  if (!(sealed instanceof Uint8Array)) throw new Error('not sealed');
  const changed = sealed.slice();
  changed[15] ^= 1;
  await withRawRow(db.name, 'headImages', { ...theirs, sealed: changed });
  await expect(db.headImages.get(1)).rejects.toThrow(DamagedData);
});

test('many rows at once are sealed and opened by the browser, in the form that one alone has', async () => {
  const db = database(keys);
  const many = Array.from({ length: 100 }, (_, i) => exclusion('d', `o${i}`, `reason ${i}`));
  const inOrder = many.toSorted((one, other) => (one.operationId < other.operationId ? -1 : 1));
  const ciphers = [vi.spyOn(crypto.subtle, 'encrypt'), vi.spyOn(crypto.subtle, 'decrypt')];
  await db.transaction('rw', db.exclusions, async () => {
    await db.exclusions.bulkPut(many);
    expect(await db.exclusions.toArray()).toEqual(inOrder);
  });
  expect(ciphers.map((cipher) => cipher.mock.calls.length)).toEqual([100, 100]);
  for (const one of many) expect(await db.exclusions.get(['d', one.operationId])).toEqual(one);
  for (const one of many) await db.exclusions.put(one);
  expect(await db.exclusions.toArray()).toEqual(inOrder);
  expect(ciphers.map((cipher) => cipher.mock.calls.length)).toEqual([100, 200]);
  const [row] = await rawRows(db.name, 'exclusions');
  if (!(row.sealed instanceof Uint8Array)) throw new Error('not sealed');
  const changed = row.sealed.slice();
  changed[20] ^= 1;
  await withRawRow(db.name, 'exclusions', { ...row, sealed: changed });
  await expect(db.exclusions.toArray()).rejects.toThrow(DamagedData);
});
