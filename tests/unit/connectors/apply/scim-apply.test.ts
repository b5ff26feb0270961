import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { CommitJournal } from '../../../fixtures/commit-journal';
import { account, batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied, applyService, dryRunOf, PLAIN } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import { doFault, SCIM_FAULTS } from '../../../fixtures/systems/scim-faults';
import { person, startScimmy, type ScimmyServer } from '../../../fixtures/systems/scimmy-server';

let scimmy: ScimmyServer;

beforeEach(async () => {
  scimmy = await startScimmy({ users: 20, groups: 2 });
});

afterEach(() => scimmy.close());

/** Somebody who is in the server's store from the start. */
function known(at: number, more: Parameters<typeof plannedUser>[1] = {}) {
  const { externalId, userName, name } = person(at) as unknown as {
    externalId: string;
    userName: string;
    name: { givenName: string; familyName: string };
  };
  const targetId = more.targetId ?? externalId;
  return plannedUser(1000 + at, {
    isNew: false,
    ...more,
    targetId,
    values: { userName, email: userName, ...name, employeeNumber: '', ...more.values }
  });
}

function plan(): readonly PlanOperation[] {
  const newUsers = Array.from({ length: 12 }, (_, at) => plannedUser(at));
  return [
    ...newUsers.map((user) => operation('create-user', { user })),
    operation('update-user', {
      user: known(3),
      changes: [
        { attribute: 'title', before: 'Clerk', after: 'Lead' },
        { attribute: 'department', before: '', after: 'Finance' }
      ]
    }),
    operation('create-group', { group: group('Finance') }),
    ...newUsers.slice(0, 6).map((user) => operation('add-member', { user, group: group('Finance') })),
    operation('add-member', { user: known(5), group: group('Finance') }),
    operation('add-member', { user: newUsers[1], group: group('Group 1', false) }),
    operation('remove-member', { user: known(4), group: group('Group 0', false) }),
    operation('suspend-user', { user: known(6) }),
    operation('activate-user', { user: known(9) }),
    operation('deactivate-user', { user: known(7) }),
    operation('delete-user', { user: known(8) })
  ];
}

function writes(): readonly string[] {
  return scimmy.requests.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
}

function membersOf(name: string): readonly string[] {
  const found = scimmy.store.groups.filter(({ displayName }) => displayName === name);
  expect(found.length).toBe(1);
  const members = (found[0].members ?? []) as readonly { value: string }[];
  return members.map(({ value }) => nameById(value)).toSorted();
}

function nameById(id: string): string {
  return String(scimmy.store.users.find((user) => user.id === id)?.userName);
}

function userNamed(userName: string) {
  const found = scimmy.store.users.filter((user) => user.userName === userName);
  expect(found.length).toBe(1);
  return found[0];
}

function expectPlanned(): void {
  expect(scimmy.store.users.length).toBe(20 + 12 - 1);
  expect(userNamed('new000004@example.com')).toMatchObject({
    name: { givenName: 'Given000004', familyName: 'Family000004' },
    emails: [{ value: 'new000004@example.com', type: 'work', primary: true }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: 'N000004' }
  });
  expect(userNamed('person000003@example.com')).toMatchObject({
    title: 'Lead',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Finance' }
  });
  expect(membersOf('Finance')).toEqual(
    [...[0, 1, 2, 3, 4, 5].map((at) => `new00000${at}@example.com`), 'person000005@example.com'].toSorted()
  );
  expect(membersOf('Group 1')).toContain('new000001@example.com');
  expect(membersOf('Group 0')).not.toContain('person000004@example.com');
  expect(userNamed('person000006@example.com').active).toBe(false);
  expect(userNamed('person000007@example.com').active).toBe(false);
  expect(userNamed('person000009@example.com').active).toBe(true);
  expect(scimmy.store.users.some(({ userName }) => userName === 'person000008@example.com')).toBe(false);
}

describe.each([{ usesBulk: true }, { usesBulk: false }])('a plan, $usesBulk', ({ usesBulk }) => {
  const options = { usesBulk, allowsDeletions: true };

  test('is applied whole, and found to be so when it is applied once more', async () => {
    const access = accessTo(scimmy.address);
    const batch = batchOf(plan());
    const first = await applied(access, batch, options);
    expect(new Set(first.states)).toEqual(new Set(['done']));
    expect(first.ended).toBeUndefined();
    expect(first.news.flatMap(({ outcomes }) => outcomes)).toHaveLength(batch.length);
    expectPlanned();
    const made = first.outcomes[0];
    expect(nameById(made.targetId)).toBe('new000000@example.com');
    const bulks = writes().filter((one) => one === 'POST /scim/v2/Bulk').length;
    expect(writes().length - bulks).toBe(usesBulk ? 0 : batch.length);
    expect(bulks).toBe(usesBulk ? 2 : 0);

    const again = await applied(access, batch, options);
    expect(again.outcomes.filter(({ state }) => state === 'failed')).toEqual([]);
    for (const { place, state } of again.outcomes) {
      const { kind } = batch[place].operation;
      if (kind === 'create-user' || kind === 'create-group' || kind === 'delete-user')
        expect(state).toBe('already-there');
    }
    expectPlanned();
  });

  test('given as unsure, nothing that is so is sent', async () => {
    const access = accessTo(scimmy.address);
    await applied(access, batchOf(plan()), options);
    const before = writes().length;
    const again = await applied(access, batchOf(plan(), true), options);
    expect(new Set(again.states)).toEqual(new Set(['already-there']));
    expect(writes().length).toBe(before);
  });

  test('given as unsure, what is not so is done', async () => {
    const result = await applied(accessTo(scimmy.address), batchOf(plan(), true), options);
    expect(new Set(result.states)).toEqual(new Set(['done']));
    expectPlanned();
  });
});

function creations(count: number, from = 0): readonly PlanOperation[] {
  return Array.from({ length: count }, (_, at) => operation('create-user', { user: plannedUser(from + at) }));
}

describe('what is there already, and who is not meant', () => {
  test('a login that somebody else has is not taken for the planned user', async () => {
    const user = plannedUser(1, { values: { userName: 'person000001@example.com', email: 'other@example.com' } });
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf([operation('create-user', { user })]));
    expect(outcomes[0]).toMatchObject({
      state: 'failed',
      error: { kind: 'apply-taken', differs: ['email'] }
    });
    expect(scimmy.store.users.length).toBe(20);
  });

  test('an id that is another user’s external id leads to nobody', async () => {
    const [first, second] = scimmy.store.users;
    Object.assign(second, { externalId: first.id });
    const user = known(1, { targetId: first.id });
    const change = { attribute: 'title', before: 'Clerk', after: 'Lead' } as const;
    const { outcomes } = await applied(
      accessTo(scimmy.address),
      batchOf([operation('update-user', { user, changes: [change] })])
    );
    expect(outcomes[0]).toMatchObject({ state: 'done', targetId: second.id });
    expect(scimmy.store.users.map(({ title }) => title).slice(0, 2)).toEqual(['Clerk', 'Lead']);
  });

  test('an id whose user has another login by now is left alone', async () => {
    const user = known(1, { targetId: scimmy.store.users[4].id, values: { userName: 'gone@example.com' } });
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf([operation('deactivate-user', { user })]));
    expect(outcomes[0]).toMatchObject({ state: 'failed', error: { kind: 'apply-taken' } });
    expect(scimmy.store.users[4].active).toBe(true);
  });

  test('two groups of a name: none is touched', async () => {
    scimmy.store.groups.push({ ...scimmy.store.groups[0], id: 'twin' });
    const plans = batchOf([operation('add-member', { user: known(3), group: group('Group 0', false) })]);
    const { outcomes } = await applied(accessTo(scimmy.address), plans);
    expect(outcomes[0]).toMatchObject({ state: 'failed', error: { kind: 'apply-ambiguous', count: 2 } });
  });

  test('users and groups that are missing, and links, which SCIM does not know', async () => {
    const nobody = plannedUser(500, { isNew: false });
    const { outcomes } = await applied(
      accessTo(scimmy.address),
      batchOf([
        operation('suspend-user', { user: nobody }),
        operation('add-member', { user: known(3), group: group('None', false) }),
        operation('remove-member', { user: known(3), group: group('None', false) }),
        operation('link', { user: known(3), account: account('three') })
      ])
    );
    expect(outcomes.map(({ state, error }) => [state, error?.kind])).toEqual([
      ['done', undefined],
      ['failed', 'apply-missing'],
      ['already-there', undefined],
      ['failed', 'apply-missing']
    ]);
    expect(writes()).toEqual([]);
  });
});

describe('deletions', () => {
  test('are refused with the whole batch unless they are allowed', async () => {
    const batch = batchOf([...creations(2), operation('delete-user', { user: known(8) })]);
    const outcome = await applyService().apply(accessTo(scimmy.address), batch, PLAIN, () => undefined);
    expect(outcome).toEqual({ status: 'failed', error: { kind: 'apply-deletions', count: 1 } });
    expect(scimmy.requests).toEqual([]);
  });
});

describe('Bulk', () => {
  test('is cut by what the server takes', async () => {
    await scimmy.close();
    scimmy = await startScimmy({ users: 0, groups: 0, bulk: { maxOperations: 7, maxPayloadSize: 3000 } });
    const { states } = await applied(accessTo(scimmy.address), batchOf(creations(30)));
    expect(new Set(states)).toEqual(new Set(['done']));
    expect(scimmy.store.users.length).toBe(30);
    expect(writes().length).toBeGreaterThan(4);
    expect(new Set(writes())).toEqual(new Set(['POST /scim/v2/Bulk']));
  });

  test('too large for what the server said: in halves, and so from then on', async () => {
    scimmy.front = ({ url, body }, response) => {
      if (!url.endsWith('/Bulk') || (body as { Operations: unknown[] }).Operations.length <= 5) return false;
      response.status(413).json({ status: '413', detail: 'Too large.' });
      return true;
    };
    const service = applyService();
    const first = await applied(accessTo(scimmy.address), batchOf(creations(20)), {}, service);
    expect(new Set(first.states)).toEqual(new Set(['done']));
    expect(writes().length).toBe(7);
    await applied(accessTo(scimmy.address), batchOf(creations(20, 20)), {}, service);
    expect(writes().length).toBe(11);
    expect(scimmy.store.users.length).toBe(60);
  });

  test('refused where it was offered: one by one', async () => {
    scimmy.front = ({ url }, response) => {
      if (!url.endsWith('/Bulk')) return false;
      response.status(403).json({ status: '403', detail: 'Not with this token.' });
      return true;
    };
    const { states } = await applied(accessTo(scimmy.address), batchOf(creations(4)));
    expect(states).toEqual(['done', 'done', 'done', 'done']);
    expect(writes()).toEqual(['POST /scim/v2/Bulk', ...Array(4).fill('POST /scim/v2/Users')]);
  });

  test('half of it done and told: the rest was not attempted', async () => {
    scimmy.front = (request, response) => doFault('half-done', request, response);
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf(creations(6)));
    expect(outcomes.map(({ state }) => state)).toEqual([
      ...['done', 'done', 'done'],
      ...['not-attempted', 'not-attempted', 'not-attempted']
    ]);
    expect(outcomes[4].error?.kind).toBe('apply-unanswered');
    expect(scimmy.store.users.length).toBe(23);
  });

  test('one that fails leaves the others alone, and is told in words', async () => {
    const bad = operation('create-user', { user: plannedUser(7, { values: { userName: '' } }) });
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf([...creations(3), bad, ...creations(2, 3)]));
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'failed', 'done', 'done']);
    expect(outcomes[3].error).toMatchObject({ kind: 'apply-refused', status: 400 });
    expect(scimmy.store.users.length).toBe(25);
  });
});

describe('what comes in between', () => {
  test('a system that asks to wait is waited for, and that is told', async () => {
    let count = 0;
    scimmy.front = (request, response) => {
      return request.method === 'POST' && ++count === 2 ? doFault('limited', request, response) : false;
    };
    const { states, news } = await applied(accessTo(scimmy.address), batchOf(creations(3)), { usesBulk: false });
    expect(states).toEqual(['done', 'done', 'done']);
    expect(news.some(({ wait }) => wait?.because === 'rate-limit')).toBe(true);
    expect(news.at(-1)?.wait).toBeUndefined();
    expect(writes().length).toBe(4);
  });

  test('stopped, the request under way comes to its end and no other begins', async () => {
    const service = applyService();
    scimmy.front = ({ method }) => {
      if (method === 'POST' && writes().length === 2) void service.stopApplying();
      return false;
    };
    const batch = batchOf(creations(5));
    const first = await applied(accessTo(scimmy.address), batch, { usesBulk: false }, service);
    expect(first.states).toEqual(['done', 'done', 'not-attempted', 'not-attempted', 'not-attempted']);
    expect(first.ended).toEqual({ because: 'stopped' });
    const second = await applied(accessTo(scimmy.address), batch.slice(2), { usesBulk: false }, service);
    expect(second.states).toEqual(['done', 'done', 'done']);
    expect(writes().length).toBe(5);
  });

  test('a refusal that repeats the token is told without it', async () => {
    scimmy.front = ({ method }, response) => {
      if (method !== 'POST') return false;
      response.status(400).json({ status: '400', detail: `Not with Bearer ${scimmy.token}.` });
      return true;
    };
    const result = await applied(accessTo(scimmy.address), batchOf(creations(2)), { usesBulk: false });
    expect(result.states).toEqual(['failed', 'failed']);
    expect(JSON.stringify(result)).toContain('Not with Bearer …');
    expect(JSON.stringify(result)).not.toContain(scimmy.token);
  });

  test('paused, it waits between two requests', async () => {
    const service = applyService();
    let resumedAt = 0;
    scimmy.front = () => {
      if (writes().length !== 2 || resumedAt > 0) return false;
      service.setPaused(true);
      resumedAt = writes().length;
      setTimeout(() => {
        expect(writes().length).toBe(2);
        service.setPaused(false);
      }, 150);
      return false;
    };
    const { states, news } = await applied(
      accessTo(scimmy.address),
      batchOf(creations(4)),
      { usesBulk: false },
      service
    );
    expect(states).toEqual(['done', 'done', 'done', 'done']);
    expect(news.some(({ isPaused }) => isPaused)).toBe(true);
  });

  test('no answer in time: looked up, and not sent again while it may still come', async () => {
    let posts = 0;
    scimmy.front = (request, response) => {
      if (request.method !== 'POST') return false;
      posts++;
      // Neither carried out nor answered.
      return !response.headersSent;
    };
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf(creations(1)), { usesBulk: false });
    expect(outcomes[0]).toMatchObject({ state: 'unsure', error: { kind: 'apply-unanswered' } });
    expect(posts).toBe(1);
  });

  test('the network goes: what was sent is unsure, the rest not attempted', async () => {
    let isGone = false;
    scimmy.front = (request, response) => {
      isGone ||= writes().length === 3;
      return isGone && doFault('cut-before', request, response);
    };
    const { states, ended } = await applied(accessTo(scimmy.address), batchOf(creations(5)), { usesBulk: false });
    expect(states).toEqual(['done', 'done', 'unsure', 'not-attempted', 'not-attempted']);
    expect(ended).toMatchObject({ because: 'failure', error: { kind: 'system-unreachable' } });
  });
});

test('a manager, whose id nobody knows, is not sent, and is told', async () => {
  const changes = [
    { attribute: 'title', before: 'Clerk', after: 'Head' },
    { attribute: 'manager', before: '', after: 'person000001@example.com' }
  ] as const;
  const { outcomes } = await applied(
    accessTo(scimmy.address),
    batchOf([operation('update-user', { user: known(3), changes })])
  );
  expect(outcomes).toMatchObject([{ state: 'done', notCarried: ['manager'] }]);
  expect(scimmy.store.users[3]).toMatchObject({ title: 'Head' });
  expect(JSON.stringify(scimmy.store.users[3])).not.toContain('manager');
});

test('a dry run reads only, and says what each operation would meet', async () => {
  const taken = plannedUser(50, { values: { userName: 'person000002@example.com', familyName: 'Other' } });
  const batch = batchOf([
    ...plan(),
    operation('create-user', { user: taken }),
    operation('suspend-user', { user: plannedUser(500, { isNew: false }) }),
    operation('activate-user', { user: known(2) }),
    operation('link', { user: known(3), account: account('three') })
  ]);
  const findings = await dryRunOf(accessTo(scimmy.address), batch);
  expect(writes()).toEqual([]);
  const told = findings.results
    .filter(({ finding }) => finding !== 'to-do')
    .map(({ place, finding, error }) => [batch[place].operation.kind, finding, error?.kind]);
  expect(told).toEqual([
    ['create-user', 'conflict', 'apply-taken'],
    ['activate-user', 'already-there', undefined],
    ['link', 'kept-here', undefined],
    ['suspend-user', 'conflict', 'apply-missing']
  ]);
  expect(findings.counts).toEqual({
    'to-do': batch.length - 4,
    'already-there': 1,
    'kept-here': 1,
    conflict: 2,
    'not-looked-at': 0
  });
  expect(findings.bulk).toEqual({ maxOperations: 1000, maxBytes: 1_048_576 });
  expect(findings.requests).toBeLessThan(batch.length);
});

describe.each(SCIM_FAULTS)('%s', (fault) => {
  test.each([true, false])('at the first request: everything once in the end, Bulk %s', async (usesBulk) => {
    const operations = [
      ...creations(3),
      ...['North', 'South', 'East'].map((name) => operation('create-group', { group: group(name) }))
    ];
    const journal = new CommitJournal(batchOf(operations));
    const users = scimmy.store.users.length;
    scimmy.front = (request, response) => {
      const isGroup = request.url.endsWith('/Bulk') || request.url.endsWith('/Groups');
      if (request.method !== 'POST' || !isGroup) return false;
      scimmy.front = undefined;
      return doFault(fault, request, response);
    };
    for (let rounds = 0; !journal.isOver && rounds < 5; rounds++) {
      const { outcomes } = await applied(accessTo(scimmy.address), journal.next(100), { usesBulk });
      journal.note(outcomes);
    }
    expect([journal.count('failed'), journal.isOver]).toEqual([0, true]);
    expect(scimmy.store.users.length).toBe(users + 3);
    expect(scimmy.store.groups.map(({ displayName }) => displayName).toSorted()).toEqual(
      ['East', 'Group 0', 'Group 1', 'North', 'South'].toSorted()
    );
  });
});
