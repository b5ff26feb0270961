import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectorId } from '../../../../src/lib/model/connection';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { account, batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied, dryRunOf } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import type { WritableFake } from '../../../fixtures/systems/writable-directory';

export interface AnyTarget {
  readonly connectorId: ConnectorId;
  readonly start: () => Promise<WritableFake>;
  readonly token: string;
  readonly appId: string;
  /** What the system calls its users of `fictiveDirectory`. */
  readonly idOf: (at: number) => string;
  /** What its users and those of the plan are afterwards, but for those that stay as they are. */
  readonly changed: Readonly<Record<string, string>>;
}

function here(at: number, targetId: string) {
  const login = `here${at}@example.com`;
  const values = { userName: login, email: login, givenName: '', familyName: '', employeeNumber: '' };
  return plannedUser(100 + at, { isNew: false, targetId, values });
}

/** One of every kind, and more where users and memberships meet. User 3 is not known by id. */
export function planFor(idOf: (at: number) => string): readonly PlanOperation[] {
  const news = [0, 1].map((at) => plannedUser(at, { values: { title: 'New' } }));
  return [
    ...news.map((user) => operation('create-user', { user })),
    operation('update-user', {
      user: here(0, idOf(0)),
      changes: [{ attribute: 'title', before: 'Clerk', after: 'Lead' }]
    }),
    operation('link', { user: news[0], account: account('new0') }),
    operation('link', { user: here(3, ''), account: account('three') }),
    operation('create-group', { group: group("O'Neil & Co") }),
    operation('add-member', { user: news[1], group: group("O'Neil & Co") }),
    operation('add-member', { user: here(3, ''), group: group('Sales', false) }),
    operation('remove-member', { user: here(1, idOf(1)), group: group('Old', false) }),
    operation('unlink', { user: here(2, idOf(2)), account: account('two') }),
    operation('suspend-user', { user: here(4, idOf(4)) }),
    operation('deactivate-user', { user: here(5, idOf(5)) }),
    operation('delete-user', { user: here(6, idOf(6)) }),
    operation('delete-group', { group: group('Sales North', false) })
  ];
}

export function describeTarget({ connectorId, start, token, appId, idOf, changed }: AnyTarget): void {
  const options = { allowsDeletions: true, targetApps: { Desk: appId } };
  let fake: WritableFake;
  const access = () => accessTo(fake.address, { connectorId }, token);

  beforeEach(async () => {
    fake = await start();
  });

  afterEach(async () => {
    await fake.close();
    expect(fake.complaints).toEqual([]);
  });

  const expectPlanned = () => {
    const users = Object.fromEntries(
      fake.users().map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)])
    );
    expect(users).toEqual({
      'here1@example.com': 'ACTIVE Clerk',
      'here2@example.com': 'ACTIVE Clerk',
      'here3@example.com': 'ACTIVE Clerk',
      'here7@example.com': 'ACTIVE Clerk',
      'here0@example.com': 'ACTIVE Lead',
      ...changed
    });
    expect(fake.users().length).toBe(9);
    expect(fake.groups()).toEqual(
      [
        "O'Neil & Co",
        'Old',
        'Sales',
        'here0@example.com in Old',
        'here2@example.com in Sales',
        'here3@example.com in Sales',
        "new000001@example.com in O'Neil & Co"
      ].toSorted()
    );
    expect(fake.linked()).toEqual([
      'here0@example.com',
      'here1@example.com',
      'here3@example.com',
      'new000000@example.com'
    ]);
  };

  describe('a plan of every kind', () => {
    test('is looked at, applied whole, and there when it comes again', async () => {
      const batch = batchOf(planFor(idOf));
      const before = await dryRunOf(access(), batch, options);
      expect(before.counts).toEqual({
        'to-do': batch.length,
        'already-there': 0,
        'kept-here': 0,
        conflict: 0,
        'not-looked-at': 0
      });
      expect(fake.writes).toEqual([]);

      const first = await applied(access(), batch, options);
      expect(first.outcomes.filter(({ state }) => state !== 'done')).toEqual([]);
      expectPlanned();

      const after = await dryRunOf(access(), batch, options);
      expect(after.counts).toMatchObject({ 'already-there': batch.length });
      const again = await applied(access(), batch, options);
      expect(again.outcomes.filter(({ state }) => state === 'failed')).toEqual([]);
      expectPlanned();
      const count = fake.writes.length;
      const unsure = await applied(access(), batchOf(planFor(idOf), true), options);
      expect(new Set(unsure.states)).toEqual(new Set(['already-there']));
      expect(fake.writes.length).toBe(count);
    });

    test('every answer is lost, once: nothing is done twice', async () => {
      const lost = new Set<string>();
      fake.interrupt = (url, method) => {
        const key = `${method} ${url.pathname}`;
        if (method === 'GET' || lost.has(key)) return undefined;
        lost.add(key);
        return 'cut';
      };
      const { states } = await applied(access(), batchOf(planFor(idOf)), options);
      expect(lost.size).toBeGreaterThan(0);
      expect(states.every((state) => state === 'done' || state === 'already-there')).toBe(true);
      expectPlanned();
    });

    test('a token withdrawn in the middle: the rest is not attempted, and goes on with another', async () => {
      let writes = 0;
      fake.interrupt = (_url, method) =>
        method !== 'GET' && ++writes > 3 ? { status: 401, body: { detail: `${token} is not valid` } } : undefined;
      const batch = batchOf(planFor(idOf));
      const first = await applied(access(), batch, { ...options, usesBulk: false });
      expect(first.ended).toMatchObject({ because: 'failure', error: { kind: 'system-token' } });
      expect(JSON.stringify(first)).not.toContain(token);
      const left = first.outcomes.filter(({ state }) => state === 'not-attempted').map(({ place }) => place);
      expect(left.length).toBe(batch.length - first.states.filter((state) => state === 'done').length);
      expect(left.length).toBeGreaterThan(8);
      fake.interrupt = () => undefined;
      const second = await applied(
        access(),
        batch.filter(({ place }) => left.includes(place)),
        options
      );
      expect(new Set(second.states)).toEqual(new Set(['done']));
      expectPlanned();
    });
  });
}
