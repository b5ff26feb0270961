import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { ImportMode } from '../../src/lib/model/import-run';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';

let workspaceNumber = 0;

/** As connectors hand over what they listed. */
const lines = (...records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const group = (...members: readonly string[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id: 'g1',
  displayName: 'Finance',
  members: members.map((value) => ({ value }))
});

async function opened() {
  const engine = startEngine(fakeLocks());
  const { appId } = await openWithApp(engine, `Changes ${++workspaceNumber}`);
  const target = { kind: 'accounts', appId } as const;
  const whole = lines(
    { id: 'a1', userName: 'ann', displayName: 'Ann Lee', emails: [{ value: 'ann@x.example' }], active: true },
    { id: 'a2', userName: 'bo', displayName: 'Bo Dahl', emails: [{ value: 'bo@x.example' }], active: true }
  );
  await (await stage(engine, target, whole)).commit();
  const imported = async (text: string, mode: ImportMode) => (await stage(engine, target, text, mode)).commit();
  const shown = async () => {
    const query = { kind: 'accounts', appId, text: '', situations: [], statuses: [], flags: [] } as const;
    const { first } = must(await engine.openView('test', query, 10));
    return first.kind === 'accounts' ? first.rows.map(({ name, email }) => ({ name, email })) : [];
  };
  return { imported, shown };
}

describe('a list of changes', () => {
  test('that says no more than who was removed leaves the rest of the record', async () => {
    const { imported, shown } = await opened();
    const cy = { id: 'a3', userName: 'cy', displayName: 'Cy Ek', emails: [{ value: 'cy@x.example' }], active: true };
    const changes = lines({ id: 'a1', active: false }, { id: 'a2', userName: 'bo', active: true }, cy);
    const run = await imported(changes, 'incremental');
    expect(run.rows).toMatchObject({ created: 1, vanished: 0 });
    const [ann, bo] = await shown();
    expect(ann).toMatchObject({ name: 'Ann Lee', email: 'ann@x.example' });
    // More than a removal: told as it is now, without an address.
    expect(bo.email).toBe('');
  });

  test('names groups whole: members who did not change are nothing to tell of', async () => {
    const { imported } = await opened();
    const changes = lines(group('a1', 'a2'), { id: 'a1', userName: 'ann', emails: [{ value: 'ann@y.example' }] });
    expect((await imported(changes, 'incremental')).issues).toEqual([]);
    const whole = await imported(changes, 'full');
    expect(whole.issues.map(({ kind, count }) => [kind, count])).toEqual([['unknown-member', 1]]);
  });
});
