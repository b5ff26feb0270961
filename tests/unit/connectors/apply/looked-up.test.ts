import type { Request, Response } from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { batchOf, group, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import { person, startScimmy, type ScimmyServer } from '../../../fixtures/systems/scimmy-server';

let scimmy: ScimmyServer;

beforeEach(async () => {
  scimmy = await startScimmy({ users: 4, groups: 0 });
});

afterEach(() => scimmy.close());

function writes(): readonly string[] {
  return scimmy.requests.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
}

function here(row: number, userName: string) {
  const values = { userName, email: '', givenName: '', familyName: '', employeeNumber: '' };
  return plannedUser(row, { isNew: false, values });
}

function suspension(row: number, userName: string): PlanOperation {
  return operation('suspend-user', { user: here(row, userName) });
}

function addUser(userName: string): void {
  scimmy.store.users.push({ ...person(0), id: `id of ${userName}`, externalId: '', userName, emails: [] });
}

/** The library takes none with quotes. */
function idOf(displayName: string): string {
  return `id of ${displayName.replaceAll('"', '')}`;
}

function addGroup(displayName: string): void {
  scimmy.store.groups.push({ ...person(0), id: idOf(displayName), displayName, members: [] });
}

const SINGLY = { usesBulk: false, allowsDeletions: true };

describe('names with characters that a filter would have to escape', () => {
  test('are asked for by all their parts, each by itself', async () => {
    for (let at = 0; at < 1100; at++) addUser(`CORP\\user${at}`);
    addUser('CORP\\bo');
    const plain = ['person000001@example.com', 'person000002@example.com'];
    const { states, ended } = await applied(
      accessTo(scimmy.address),
      batchOf(['CORP\\bo', ...plain].map((userName, row) => suspension(row, userName))),
      SINGLY
    );
    expect(ended).toBeUndefined();
    expect(states).toEqual(['done', 'done', 'done']);
    const suspended = scimmy.store.users.filter(({ active }) => active === false);
    expect(suspended.map(({ userName }) => userName)).toEqual([...plain, 'CORP\\bo']);
    // Which of them binds tighter is nothing to rely on.
    expect(scimmy.asked.filter((one) => one.includes(' or ') && one.includes(' and '))).toEqual([]);
  });

  test('of groups likewise', async () => {
    for (const name of ['A "B"', 'A "C"']) addGroup(name);
    const join = operation('add-member', { user: here(2, 'person000001@example.com'), group: group('A "B"', false) });
    const { states } = await applied(accessTo(scimmy.address), batchOf([join]), SINGLY);
    expect(states).toEqual(['done']);
    const asked = scimmy.asked.filter((one) => one.includes('/Groups?'));
    expect(asked).toEqual([expect.stringContaining('displayName sw "A " and displayName co "B"')]);
  });
});

test('an answer without end is a problem of the one who was asked for', async () => {
  let at = 0;
  scimmy.front = ({ url }, response) => {
    if (!decodeURIComponent(url).includes('endless')) return false;
    response.json({ totalResults: 1_000_000, Resources: [{ id: `other-${at++}`, userName: 'other' }] });
    return true;
  };
  const { outcomes, ended } = await applied(
    accessTo(scimmy.address),
    batchOf([suspension(1, 'endless@example.com'), suspension(2, 'person000001@example.com')]),
    SINGLY
  );
  expect(ended).toBeUndefined();
  expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'system-answer' } }, { state: 'done' }]);
});

describe('a list that is not there is not an empty one', () => {
  const goners = () => [
    operation('remove-member', { user: here(1, 'person000001@example.com'), group: group('North', false) }),
    operation('delete-user', { user: here(2, 'person000002@example.com') })
  ];
  const answers: readonly (readonly [string, string, (response: Response) => unknown])[] = [
    ['a 404', 'system-path', (response) => response.status(404).json({ detail: 'No such path.' })],
    ['no list', 'system-answer', (response) => response.json({ message: 'Welcome.' })]
  ];

  test.each(answers)('%s', async (_name, kind, answer) => {
    for (const list of ['/Users?', '/Groups?']) {
      addGroup('North');
      scimmy.front = ({ url, method }: Request, response) => {
        if (method !== 'GET' || !url.includes(list)) return false;
        answer(response);
        return true;
      };
      const { states, ended } = await applied(accessTo(scimmy.address), batchOf(goners()), SINGLY);
      expect(ended).toMatchObject({ because: 'failure', error: { kind } });
      expect(states).not.toContain('already-there');
      expect(scimmy.store.users.length).toBe(4);
    }
  });
});

describe('lists in pages', () => {
  /** One group on each page, the one who is meant last. */
  function inPages(answerOf: (page: number, isLast: boolean) => object): void {
    for (const name of ['North', 'north ', 'North East']) addGroup(name);
    const names = ['North East', 'north ', 'North'];
    scimmy.front = ({ url, method }, response) => {
      if (method !== 'GET' || !url.includes('/Groups?')) return false;
      const query = new URL(url, scimmy.address).searchParams;
      const page = Number(query.get('cursor')?.slice(1) ?? Number(query.get('startIndex') ?? 1) - 1);
      const Resources = names.slice(page, page + 1).map((displayName) => ({ id: `id of ${displayName}`, displayName }));
      response.json({ Resources, ...answerOf(page, page + 1 >= names.length) });
      return true;
    };
  }

  const expectJoined = async () => {
    const join = operation('add-member', { user: here(2, 'person000001@example.com'), group: group('North', false) });
    const { states } = await applied(accessTo(scimmy.address), batchOf([join]), SINGLY);
    expect(states).toEqual(['done']);
    expect(writes()).toEqual(['PATCH /scim/v2/Groups/id of North']);
  };

  test('by cursors', async () => {
    inPages((page, isLast) => (isLast ? {} : { nextCursor: `c${page + 1}` }));
    await expectJoined();
  });

  test('without a total', async () => {
    inPages(() => ({}));
    await expectJoined();
  });

  test('from a server that knows no pages and says no total', async () => {
    addGroup('North');
    scimmy.front = ({ url, method }, response) => {
      if (method !== 'GET' || !url.includes('/Groups?')) return false;
      response.json({ Resources: [{ id: 'id of North', displayName: 'North' }] });
      return true;
    };
    await expectJoined();
    expect(scimmy.asked.filter((one) => one.includes('/Groups?')).length).toBe(2);
  });
});

describe('groups whose names differ in case or spaces alone', () => {
  const create = (...names: readonly string[]) => {
    // Most servers compare names of groups without case; this one does not.
    scimmy.front = ({ url, method }, response) => {
      if (method !== 'GET' || !url.includes('/Groups?')) return false;
      const Resources = scimmy.store.groups.map(({ id, displayName }) => ({ id, displayName }));
      response.json({ totalResults: Resources.length, Resources });
      return true;
    };
    const operations = names.map((name) => operation('create-group', { group: group(name) }));
    return applied(accessTo(scimmy.address), batchOf(operations), SINGLY);
  };

  test.each(['FINANCE', 'Finance '])('%s is the group that is there, where it is the only one', async (name) => {
    addGroup('Finance');
    const { outcomes } = await create(name);
    expect(outcomes).toMatchObject([{ state: 'already-there', targetId: 'id of Finance' }]);
    expect(writes()).toEqual([]);
  });

  test('the exact one comes first', async () => {
    for (const name of ['Finance', 'FINANCE']) addGroup(name);
    const { outcomes } = await create('FINANCE');
    expect(outcomes).toMatchObject([{ state: 'already-there', targetId: 'id of FINANCE' }]);
  });

  test('of several none is touched', async () => {
    for (const name of ['Finance', 'FINANCE']) addGroup(name);
    const { outcomes } = await create('finance');
    expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'apply-ambiguous', count: 2 } }]);
  });

  test('both planned, both made', async () => {
    const { states } = await create('Sales', 'SALES');
    expect(states).toEqual(['done', 'done']);
    expect(scimmy.store.groups.map(({ displayName }) => displayName)).toEqual(['Sales', 'SALES']);
  });
});

test('a server that tells pages nothing of its configuration takes no Bulk', async () => {
  let asked = 0;
  scimmy.front = (request) => {
    if (!request.url.includes('/ServiceProviderConfig') || request.header('Authorization') === undefined) return false;
    asked++;
    request.socket.destroy();
    return true;
  };
  const users = [1, 2].map((row) => operation('create-user', { user: plannedUser(row) }));
  const { states } = await applied(accessTo(scimmy.address), batchOf(users));
  expect(states).toEqual(['done', 'done']);
  expect(writes()).toEqual(['POST /scim/v2/Users', 'POST /scim/v2/Users']);
  expect(asked).toBe(1);
});
