import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AttributeChange } from '../../../../src/lib/model/plan-operation';
import { account, batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied, dryRunOf } from '../../../fixtures/systems/apply-to';
import type { Interruption } from '../../../fixtures/systems/fake-system';
import { GRAPH_TOKEN } from '../../../fixtures/systems/graph';
import { accessTo } from '../../../fixtures/systems/list-from';
import type { WritableFake } from '../../../fixtures/systems/writable-directory';
import { GRAPH_APP, graphId, startWritableGraph } from '../../../fixtures/systems/writable-graph';
import { describeTarget } from './any-target';

describeTarget({
  connectorId: 'graph',
  start: startWritableGraph,
  token: GRAPH_TOKEN,
  appId: GRAPH_APP,
  idOf: graphId,
  changed: {
    'here4@example.com': 'DISABLED Clerk',
    'here5@example.com': 'DISABLED Clerk',
    'new000000@example.com': 'ACTIVE New',
    'new000001@example.com': 'ACTIVE New'
  }
});

let fake: WritableFake;
const access = () => accessTo(fake.address, { connectorId: 'graph' }, GRAPH_TOKEN);

beforeEach(async () => {
  fake = await startWritableGraph();
});

afterEach(() => fake.close());

function here(at: number) {
  const values = { userName: `here${at}@example.com`, email: '', givenName: '', familyName: '', employeeNumber: '' };
  return plannedUser(100 + at, { isNew: false, targetId: graphId(at), values });
}

describe('attributes that Graph has no words for', () => {
  const title: AttributeChange = { attribute: 'title', before: 'Clerk', after: 'Lead' };
  const manager: AttributeChange = { attribute: 'manager', before: '', after: 'here1@example.com' };
  const userType: AttributeChange = { attribute: 'userType', before: '', after: 'Guest' };
  const plans = () =>
    batchOf([
      operation('update-user', { user: here(0), changes: [title] }),
      operation('update-user', { user: here(1), changes: [title, manager] }),
      operation('update-user', { user: here(2), changes: [manager, userType] })
    ]);

  test('are told with the outcome; where nothing else is left, it fails', async () => {
    const { outcomes } = await applied(access(), plans());
    expect(outcomes[0]).toMatchObject({ state: 'done' });
    expect(outcomes[0]).not.toHaveProperty('notCarried');
    expect(outcomes[1]).toMatchObject({ state: 'done', notCarried: ['manager'] });
    expect(outcomes[2]).toMatchObject({
      state: 'failed',
      error: { kind: 'apply-unsaid', attributes: ['manager', 'userType'] }
    });
    const again = await applied(
      access(),
      plans().map((one) => ({ ...one, isUnsure: true }))
    );
    expect(again.states).toEqual(['already-there', 'already-there', 'failed']);
    expect(again.outcomes[1]).toMatchObject({ notCarried: ['manager'] });
    expect(fake.writes.length).toBe(2);
  });

  test('are found by the dry run', async () => {
    const { results } = await dryRunOf(access(), plans());
    expect(results).toMatchObject([
      { finding: 'to-do' },
      { finding: 'conflict', error: { kind: 'apply-unsaid', attributes: ['manager'] } },
      { finding: 'conflict', error: { kind: 'apply-unsaid', attributes: ['manager', 'userType'] } }
    ]);
  });

  test('of a new user, too', async () => {
    const user = plannedUser(1, { values: { manager: 'here1@example.com', groups: 'Sales' } });
    const { outcomes } = await applied(access(), batchOf([operation('create-user', { user })]));
    expect(outcomes[0]).toMatchObject({ state: 'done', notCarried: ['manager'] });
  });
});

test('what was made a moment ago may be unknown to what refers to it', async () => {
  const missed = new Map<string, number>();
  fake.interrupt = (url, method) => {
    if (method !== 'POST' || !/\$ref|appRoleAssignedTo/.test(url.pathname)) return undefined;
    const count = (missed.get(url.pathname) ?? 0) + 1;
    missed.set(url.pathname, count);
    return count > 2 ? undefined : { status: 404, body: { error: { message: 'Not yet.' } } };
  };
  const user = plannedUser(1);
  const batch = batchOf([
    operation('create-user', { user }),
    operation('link', { user, account: account('one') }),
    operation('add-member', { user, group: group('Sales', false) })
  ]);
  const { states } = await applied(access(), batch, { targetApps: { Desk: GRAPH_APP } });
  expect(states).toEqual(['done', 'done', 'done']);
  expect([...missed.values()]).toEqual([3, 3]);
});

test('a group that never comes is given up', async () => {
  fake.interrupt = (_url, method) => (method === 'POST' ? { status: 404, body: {} } : undefined);
  const join = operation('add-member', { user: here(3), group: group('Sales', false) });
  const { outcomes } = await applied(access(), batchOf([join]));
  expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'apply-refused', status: 404 } }]);
  expect(fake.writes.length).toBe(5);
});

describe('lists', () => {
  const leave = () => batchOf([operation('remove-member', { user: here(0), group: group('Old', false) })]);
  const onGroups = (answer: (page: string | null) => Interruption) => {
    fake.interrupt = (url, method) =>
      method === 'GET' && url.pathname === '/v1.0/groups' ? answer(url.searchParams.get('page')) : undefined;
  };

  test('go on where they say', async () => {
    onGroups((page) => {
      const next = { '@odata.nextLink': `${fake.address}/v1.0/groups?page=2` };
      return { body: page === null ? { value: [], ...next } : { value: [{ id: graphId(100), displayName: 'Old' }] } };
    });
    expect((await applied(access(), leave())).states).toEqual(['done']);
    expect(fake.groups()).not.toContain('here0@example.com in Old');
  });

  test.each([
    ['elsewhere', { body: { value: [], '@odata.nextLink': 'http://elsewhere.example/v1.0/groups' } }, 'system-answer'],
    ['nowhere', { status: 404, body: {} }, 'system-path'],
    ['no list', { body: {} }, 'system-answer']
  ])('%s: nobody is taken to be missing', async (_name, answer, kind) => {
    onGroups(() => answer);
    const { states, ended } = await applied(access(), leave());
    expect(states).toEqual(['not-attempted']);
    expect(ended).toMatchObject({ because: 'failure', error: { kind } });
  });
});
