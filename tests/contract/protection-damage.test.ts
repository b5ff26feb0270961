import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { RegistryDatabase } from '../../src/lib/storage/registry-database';
import { must, nothing } from '../fixtures/engine';
import { databaseOf, openClient, PASSPHRASE, protect, reopened, workOn } from '../fixtures/protected-workspace';
import { quickPassphrases } from '../fixtures/quick-passphrases';
import { rawRows, withRawRow } from '../fixtures/raw-rows';
import { sightOf } from '../fixtures/workspace-sight';

quickPassphrases();

describe('what was changed outside of Muster', () => {
  test.each(['domains', 'apps', 'runs', 'lists', 'steps'])(
    'a row of “%s” is named, and not taken for nothing',
    async (table) => {
      const one = await openClient();
      await workOn(one);
      await protect(one);
      const name = await databaseOf(one.id);
      const [row] = await rawRows(name, table);
      const sealed = (row.sealed as Uint8Array).slice();
      sealed[20] ^= 1;
      await withRawRow(name, table, { ...row, sealed });
      expect(await one.engine.openWorkspace(one.id, 'take-over', nothing)).toEqual({
        ok: false,
        error: { kind: 'safety-damaged', what: `A row of “${table}”` }
      });
    }
  );

  test('a segment is named', async () => {
    const one = await openClient();
    await workOn(one);
    await protect(one);
    const name = await databaseOf(one.id);
    const db = await new Dexie(name).open();
    const numbers = await db.table<ArrayBuffer, number>('segments').toCollection().primaryKeys();
    db.close();
    const again = await reopened(one);
    for (const number of numbers) await withRawRow(name, 'segments', new ArrayBuffer(200), number);
    const users = await again.engine.openView('test', { kind: 'users', domainId: one.domainId, text: '' });
    expect(users).toMatchObject({
      error: { kind: 'safety-damaged', what: expect.stringMatching(/^Part \d+ of the lists$/) }
    });
  });

  test('a lock that was taken away, or says less, lets nothing be read or written in the clear', async () => {
    const one = await openClient();
    await workOn(one);
    await protect(one);
    const name = await databaseOf(one.id);
    const vault = (await rawRows(name, 'meta')).find(({ key }) => key === 'vault');
    const damaged = { ok: false, error: { kind: 'safety-damaged' } };
    await withRawRow(name, 'meta', { ...vault, value: { ...(vault?.value as object), protects: 'tokens' } });
    expect(await one.engine.openWorkspace(one.id, 'take-over', nothing)).toMatchObject(damaged);
    const registry = new RegistryDatabase();
    await registry.workspaces.update(one.id, { isProtected: false });
    registry.close();
    expect(await one.engine.openWorkspace(one.id, 'take-over', nothing)).toMatchObject(damaged);
  });
});

test.each([
  ['protected', 'segments', { kind: 'safety-damaged' }],
  ['open', 'apps', { kind: 'storage-failed', cause: expect.stringContaining('does not read back') }]
] as const)(
  'what is written wrongly on the way to being %s takes the place of nothing',
  async (towards, table, error) => {
    const one = await openClient();
    await workOn(one);
    if (towards === 'open') await protect(one);
    const before = await sightOf(one.engine, one.appId);
    const name = await databaseOf(one.id);
    const { add } = IDBObjectStore.prototype;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, row, key) {
      const isCopy = this.name === table && this.transaction.db.name !== name;
      return add.call(this, isCopy ? changed(row) : row, ...(key === undefined ? [] : [key]));
    });
    const outcome =
      towards === 'open'
        ? await one.engine.unprotectWorkspace(PASSPHRASE, nothing)
        : await one.engine.protectWorkspace(PASSPHRASE, nothing);
    spy.mockRestore();
    expect(outcome).toMatchObject({ status: 'failed', error });
    expect(await databaseOf(one.id)).toBe(name);
    expect(await sightOf(one.engine, one.appId)).toEqual(before);
    must(await one.engine.undo());
  }
);

/** One bit of a segment, or a name. */
function changed(row: unknown): unknown {
  if (!(row instanceof ArrayBuffer)) return { ...(row as object), name: 'Somebody else’s' };
  const bytes = new Uint8Array(row.slice(0));
  bytes[bytes.length >> 1] ^= 1;
  return bytes.buffer;
}
