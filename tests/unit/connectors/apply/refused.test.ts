import type { Request, Response } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { batchOf, operation, plannedUser } from '../../../fixtures/plan-operations';
import { applied } from '../../../fixtures/systems/apply-to';
import { accessTo } from '../../../fixtures/systems/list-from';
import { startScimmy, type ScimmyServer } from '../../../fixtures/systems/scimmy-server';

let scimmy: ScimmyServer;

beforeEach(async () => {
  scimmy = await startScimmy({ users: 0, groups: 0 });
});

afterEach(() => scimmy.close());

const creations = (count: number) =>
  batchOf(Array.from({ length: count }, (_, row) => operation('create-user', { user: plannedUser(row) })));

function forbid(_request: Request, response: Response): true {
  response.status(403).json({ status: '403', detail: 'Reading only.' });
  return true;
}

test('a token that may change nothing ends the batch before everything was refused', async () => {
  scimmy.front = (request, response) => request.method === 'POST' && forbid(request, response);
  const { states, ended } = await applied(accessTo(scimmy.address), creations(25), { usesBulk: false });
  expect(ended).toMatchObject({ because: 'failure', error: { kind: 'system-forbidden', detail: 'Reading only.' } });
  expect(states).toEqual([...Array(20).fill('failed'), ...Array(5).fill('not-attempted')]);
  expect(scimmy.requests.filter(({ method }) => method === 'POST').length).toBe(20);
});

test('in a Bulk answer likewise', async () => {
  scimmy.front = ({ url, body }, response) => {
    if (!url.endsWith('/Bulk')) return false;
    const { Operations } = body as { readonly Operations: readonly object[] };
    response.json({ Operations: Operations.map((one) => ({ ...one, data: undefined, status: '403' })) });
    return true;
  };
  const { states, ended } = await applied(accessTo(scimmy.address), creations(25));
  expect(ended).toMatchObject({ because: 'failure', error: { kind: 'system-forbidden' } });
  expect(states).toEqual([...Array(20).fill('failed'), ...Array(5).fill('not-attempted')]);
});

test('one that succeeds between them shows that the right is there', async () => {
  let posts = 0;
  scimmy.front = (request, response) => request.method === 'POST' && posts++ !== 12 && forbid(request, response);
  const { states, ended } = await applied(accessTo(scimmy.address), creations(25), { usesBulk: false });
  expect(ended).toBeUndefined();
  expect(states.filter((state) => state === 'failed').length).toBe(24);
});
