import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import { OKTA_TOKEN } from '../../../fixtures/systems/okta';
import type { WritableFake } from '../../../fixtures/systems/writable-directory';
import { OKTA_APP, oktaId, startWritableOkta } from '../../../fixtures/systems/writable-okta';
import { describeTarget } from './any-target';

describeTarget({
  connectorId: 'okta',
  start: startWritableOkta,
  token: OKTA_TOKEN,
  appId: OKTA_APP,
  idOf: oktaId,
  changed: {
    'here4@example.com': 'SUSPENDED Clerk',
    'here5@example.com': 'DEPROVISIONED Clerk',
    'new000000@example.com': 'STAGED New',
    'new000001@example.com': 'STAGED New'
  }
});

let fake: WritableFake;
const access = () => accessTo(fake.address, { connectorId: 'okta' }, OKTA_TOKEN);

beforeEach(async () => {
  fake = await startWritableOkta();
});

afterEach(() => fake.close());

const user = plannedUser(106, { isNew: false, targetId: oktaId(6), values: { userName: 'here6@example.com' } });

test('who was there before is no success of a refused creation', async () => {
  const { outcomes } = await applied(
    access(),
    batchOf([operation('create-user', { user: plannedUser(6, { values: { ...user.values, email: '' } }) })])
  );
  expect(outcomes).toMatchObject([{ state: 'already-there', targetId: oktaId(6) }]);
});

describe('a deletion that does no more than deactivate', () => {
  const deletion = () => applied(access(), batchOf([operation('delete-user', { user })]), { allowsDeletions: true });
  const isDelete = (one: string) => one.startsWith('DELETE');

  test('is asked for once more', async () => {
    let isFirst = true;
    fake.interrupt = (_url, method) => {
      if (method !== 'DELETE' || !isFirst) return undefined;
      isFirst = false;
      return { status: 204, body: undefined };
    };
    expect((await deletion()).states).toEqual(['done']);
    expect(fake.users().some((line) => line.startsWith('here6'))).toBe(false);
    expect(fake.writes.filter(isDelete).length).toBe(2);
  });

  test('fails where the user is there still', async () => {
    fake.interrupt = (_url, method) => (method === 'DELETE' ? { status: 204, body: undefined } : undefined);
    const { outcomes } = await deletion();
    expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'apply-kept', name: 'here6@example.com' } }]);
    expect(fake.writes.filter(isDelete).length).toBe(2);
  });
});

describe('groups', () => {
  const row = (id: string, name: string, type = 'OKTA_GROUP') => ({ id, type, profile: { name } });
  const join = (rows: readonly unknown[]) => {
    fake.interrupt = (url, method) =>
      method === 'GET' && url.pathname === '/api/v1/groups' ? { body: rows } : undefined;
    return applied(access(), batchOf([operation('add-member', { user, group: group('Sales', false) })]));
  };

  test('of an app are not meant', async () => {
    const { outcomes } = await join([row('of-app', 'Sales', 'APP_GROUP')]);
    expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'apply-missing', what: 'group' } }]);
    expect((await join([row('of-app', 'Sales', 'APP_GROUP'), row(oktaId(101), 'Sales')])).states).toEqual(['done']);
  });

  test('that may stand beyond the end of a full answer are not taken to be missing', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => row(`g${at}`, `Sales ${at}`));
    const { outcomes } = await join(rows);
    expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'apply-ambiguous', count: 10_000 } }]);
  });
});
