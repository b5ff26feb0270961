import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied, applyService, QUICK_APPLY } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import { doFault } from '../../../fixtures/systems/scim-faults';
import { person, startScimmy, type ScimmyServer } from '../../../fixtures/systems/scimmy-server';

const LIMITS = { ...QUICK_APPLY, graceMs: 2000, settleMs: 60 };
/** Soon given up. */
const HASTY = { ...LIMITS, graceMs: 300 };
let scimmy: ScimmyServer;

beforeEach(async () => {
  scimmy = await startScimmy({ users: 3, groups: 0 });
});

afterEach(() => scimmy.close());

function writes(): readonly string[] {
  return scimmy.requests.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
}

/** What the server was asked to create comes into being only then. */
function makeGroup(displayName: string, afterMs = 0): void {
  const { groups: store } = scimmy.store;
  const make = () => store.push({ ...person(0), id: `late-${displayName}`, displayName, members: [] });
  if (afterMs > 0) setTimeout(make, afterMs);
  else make();
}

function groupNames(): readonly unknown[] {
  return scimmy.store.groups.map(({ displayName }) => displayName).toSorted();
}

function groups(...names: readonly string[]): readonly PlanOperation[] {
  return names.map((name) => operation('create-group', { group: group(name) }));
}

const SINGLY = { usesBulk: false };

describe('what was sent before a crash', () => {
  test('is looked up twice before it is sent again, with time between', async () => {
    let looks = 0;
    scimmy.front = ({ url }) => {
      if (url.includes('/Groups') && looks++ === 0) makeGroup('North', 25);
      return false;
    };
    const batch = batchOf(groups('North', 'South'), true);
    const { outcomes } = await applied(accessTo(scimmy.address), batch, SINGLY, applyService(LIMITS));
    expect(groupNames()).toEqual(['North', 'South']);
    expect(outcomes[0]).toMatchObject({ state: 'done', targetId: 'late-North' });
    expect(writes()).toEqual(['POST /scim/v2/Groups']);
  });

  test('waits once for a batch, not for each', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `Group ${String(at)}`);
    const { states, news } = await applied(
      accessTo(scimmy.address),
      batchOf(groups(...names), true),
      SINGLY,
      applyService(LIMITS)
    );
    expect(new Set(states)).toEqual(new Set(['done']));
    expect(news.filter(({ wait }) => wait !== undefined).length).toBe(1);
  });
});

describe('a creation that was given up as late', () => {
  test('is not sent again in the next batch while it may still come', async () => {
    scimmy.front = ({ method }) => {
      if (method !== 'POST') return false;
      // Carried out when the client has given up, and has been asked to go on; never answered.
      makeGroup('North', HASTY.graceMs + 200);
      return true;
    };
    const service = applyService(HASTY);
    const access = accessTo(scimmy.address);
    const first = await applied(access, batchOf(groups('North')), SINGLY, service);
    expect(first.states).toEqual(['unsure']);
    const second = await applied(access, batchOf(groups('North'), true), SINGLY, service);
    expect(groupNames()).toEqual(['North']);
    expect(second.outcomes[0]).toMatchObject({ state: 'done', targetId: 'late-North' });
    expect(writes().length).toBe(1);
  });

  test('is sent again after as long a while, when it has not come', async () => {
    let sentAt = 0;
    const waits: number[] = [];
    scimmy.front = ({ method }) => {
      if (method !== 'POST') return false;
      waits.push(performance.now() - sentAt);
      sentAt = performance.now();
      return waits.length === 1;
    };
    const service = applyService(HASTY);
    const access = accessTo(scimmy.address);
    await applied(access, batchOf(groups('North')), SINGLY, service);
    const { states } = await applied(access, batchOf(groups('North'), true), SINGLY, service);
    expect(states).toEqual(['done']);
    expect(groupNames()).toEqual(['North']);
    expect(waits[1]).toBeGreaterThan(2 * HASTY.graceMs - 20);
  });

  test.each([408, 502, 504])('by one in between: %i', async (status) => {
    scimmy.front = ({ method }, response) => {
      if (method !== 'POST') return false;
      makeGroup('North', 3 * LIMITS.settleMs);
      response.status(status).json({ detail: 'Gave up waiting.' });
      return true;
    };
    const { states } = await applied(accessTo(scimmy.address), batchOf(groups('North')), SINGLY, applyService(LIMITS));
    expect(states).toEqual(['unsure']);
    expect(writes().length).toBe(1);
  });
});

describe('a Bulk request without an answer', () => {
  const news = [plannedUser(1), plannedUser(2)];

  test.each([
    ['users', news.map((user) => operation('create-user', { user }))],
    ['groups', groups('North', 'South')]
  ])('%s that it would create are looked up twice', async (_name, plan) => {
    const { users } = scimmy.store;
    const arrive = () => {
      for (const { values } of news) {
        users.push({ id: `late-${values.userName}`, userName: values.userName, meta: person(0).meta });
      }
    };
    let looks = 0;
    scimmy.front = ({ method, url }, response) => {
      if (method === 'GET' && writes().length > 0 && looks++ === 0) {
        setTimeout(arrive, 40);
        for (const name of ['North', 'South']) makeGroup(name, 40);
      }
      if (!url.endsWith('/Bulk')) return false;
      response.status(500).json({ detail: 'An accident.' });
      return true;
    };
    const { states } = await applied(accessTo(scimmy.address), batchOf(plan), {}, applyService(LIMITS));
    expect(writes()).toEqual(['POST /scim/v2/Bulk']);
    expect(states).toEqual(['done', 'done']);
  });
});

describe('what an attempt without an answer created', () => {
  const both = () => [operation('create-user', { user: plannedUser(1) }), ...groups('North')];

  test.each([true, false])('is done, with its id, Bulk %s', async (usesBulk) => {
    scimmy.front = (request, response) => request.method === 'POST' && doFault('cut-after', request, response);
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf(both()), { usesBulk });
    const user = scimmy.store.users.find(({ userName }) => userName === 'new000001@example.com');
    expect(outcomes).toMatchObject([
      { state: 'done', targetId: user?.id },
      { state: 'done', targetId: scimmy.store.groups[0].id }
    ]);
  });

  test('is done, too, where sending again is refused because it is there', async () => {
    scimmy.front = ({ method }, response) => {
      if (method !== 'POST') return false;
      makeGroup('North');
      response.status(409).json({ status: '409', detail: 'It is there.' });
      return true;
    };
    const { outcomes } = await applied(accessTo(scimmy.address), batchOf(groups('North')), SINGLY);
    expect(outcomes).toMatchObject([{ state: 'done', targetId: 'late-North' }]);
  });

  test('is only there where nobody had looked before', async () => {
    const access = accessTo(scimmy.address);
    await applied(access, batchOf(both()));
    const { states } = await applied(access, batchOf(both(), true));
    expect(states).toEqual(['already-there', 'already-there']);
  });
});
