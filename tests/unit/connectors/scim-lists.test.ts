import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConnectorService } from '../../../src/lib/connectors/connector-service';
import { testConnection } from '../../../src/lib/connectors/test-connection';
import { accessTo, attempt, linesOf, QUICK_LIMITS, runOf } from '../../fixtures/systems/list-from';
import { person, startScimmy, type ScimmyServer } from '../../fixtures/systems/scimmy-server';

let scimmy: ScimmyServer;

beforeEach(async () => {
  scimmy = await startScimmy({ users: 500, groups: 20, maxResults: 100 });
});

afterEach(() => scimmy.close());

function startsAsked(): readonly number[] {
  return scimmy.asked.flatMap((url) => (/\/Users\?startIndex=(\d+)/.exec(url) ?? []).slice(1).map(Number));
}

test('2,500 users and 60 groups with their members, each once', async () => {
  await scimmy.close();
  scimmy = await startScimmy({ users: 2500, groups: 60, maxResults: 500 });
  const access = accessTo(scimmy.address);
  const { listing, progress } = await attempt(runOf(access), access);
  expect(listing).toMatchObject({ records: 2500, groups: 60, watermark: '2026-01-02T17:39:00.000Z' });
  const lines = await linesOf(listing);
  const users = lines.filter((line) => 'userName' in line);
  expect(users.map(({ id }) => id)).toEqual(scimmy.store.users.map(({ id }) => id));
  expect(users[7]).toMatchObject({ userName: 'person000007@example.com', active: true });
  expect(users.some((line) => 'photos' in line || 'password' in line)).toBe(false);
  const groups = lines.filter((line) => 'members' in line);
  expect(groups.map(({ id, displayName, members }) => ({ id, displayName, members }))).toEqual(
    scimmy.store.groups.map(({ id, displayName, members }) => ({
      id,
      displayName,
      members: (members as readonly { value: string }[]).map(({ value }) => ({ value }))
    }))
  );
  expect(scimmy.asked.slice(0, 4)).toEqual([
    '/scim/v2/ServiceProviderConfig',
    '/scim/v2/ResourceTypes',
    '/scim/v2/Schemas',
    '/scim/v2/Users?startIndex=1&count=500&excludedAttributes=photos,x509Certificates'
  ]);
  expect(startsAsked()).toEqual([1, 501, 1001, 1501, 2001]);
  expect(progress.every(({ records, total }) => total === undefined || records <= total)).toBe(true);
});

test('without groups, and only what changed', async () => {
  const access = accessTo(scimmy.address, { withGroups: false });
  const { listing } = await attempt(runOf(access, { since: '2026-01-01T08:00:00.000Z' }), access);
  expect(listing).toMatchObject({ records: 20, groups: 0, isWhole: false, watermark: '2026-01-01T08:19:00.000Z' });
  expect(scimmy.asked.at(-1)).toContain('filter=meta.lastModified+ge+"2026-01-01T08:00:00.000Z"');
  const none = await attempt(runOf(access, { since: '2027-01-01T00:00:00.000Z' }), access);
  expect(none.listing).toMatchObject({ records: 0, watermark: '2027-01-01T00:00:00.000Z' });
});

test('a token withdrawn in the middle: it goes on with that page, and nothing comes twice', async () => {
  const access = accessTo(scimmy.address);
  const run = runOf(access);
  scimmy.front = (request) => {
    if (request.url.includes('startIndex=201')) scimmy.token = 'another-token-5c1d';
    return false;
  };
  const first = await attempt(run, access);
  expect(first.error).toEqual({
    kind: 'system-token',
    host: new URL(scimmy.address).host,
    detail: 'The token is not known.'
  });
  expect((await attempt(run, access)).error?.kind).toBe('system-token');
  scimmy.front = undefined;
  const second = await attempt(run, { ...access, token: 'another-token-5c1d' });
  expect(second.listing).toMatchObject({ records: 500, groups: 20 });
  expect(startsAsked()).toEqual([1, 101, 201, 201, 201, 301, 401]);
  expect((await linesOf(second.listing)).length).toBe(520);
});

test('429 with seconds and with a date is waited for, and shown', async () => {
  const told: number[] = [];
  scimmy.front = (request, response) => {
    if (!request.url.includes('startIndex=101') || told.length > 1) return false;
    told.push(Date.now() + 1000);
    response.set('Retry-After', told.length === 1 ? '1' : new Date(Date.now() + 1000).toUTCString());
    response.status(429).send('{"detail":"Slowly."}');
    return true;
  };
  const access = accessTo(scimmy.address);
  const { listing, progress } = await attempt(runOf(access), access);
  expect(listing?.records).toBe(500);
  const waits = progress.flatMap(({ wait }) => wait ?? []);
  expect(waits.map(({ because }) => because)).toEqual(['rate-limit', 'rate-limit']);
  waits.forEach(({ until }, at) => expect(Math.abs(until - told[at])).toBeLessThan(2000));
  expect(startsAsked()).toEqual([1, 101, 101, 101, 201, 301, 401]);
});

test('a connection that is cut in the middle: the same page once more', async () => {
  let cuts = 0;
  scimmy.front = (request, response) => {
    if (!request.url.includes('startIndex=401') || cuts++ > 1) return false;
    response.writeHead(200, { 'Content-Type': 'application/scim+json', 'Content-Length': '9999' });
    response.write('{"schemas":', () => response.destroy());
    return true;
  };
  const access = accessTo(scimmy.address);
  const { listing, progress } = await attempt(runOf(access), access);
  expect(listing?.records).toBe(500);
  expect(progress.flatMap(({ wait }) => wait?.because ?? [])).toEqual(['retry', 'retry']);
  expect(startsAsked()).toEqual([1, 101, 201, 301, 401, 401, 401]);
});

test('cut again and again, it ends; called once more, it goes on with that page', async () => {
  let isCut = true;
  scimmy.front = (request, response) => {
    if (!isCut || !request.url.includes('startIndex=401')) return false;
    response.destroy();
    return true;
  };
  const access = accessTo(scimmy.address);
  const run = runOf(access, { limits: { ...QUICK_LIMITS, retries: 1 } });
  const { error } = await attempt(run, access);
  // Only a browser withholds answers: that somebody is there means no more here.
  expect(['system-origin', 'system-unreachable']).toContain(error?.kind);
  isCut = false;
  expect((await attempt(run, access)).listing?.records).toBe(500);
  expect(startsAsked().filter((start) => start === 1)).toEqual([1]);
});

test('paused between two pages, and resumed', async () => {
  const access = accessTo(scimmy.address);
  const run = runOf(access);
  const reading = attempt(run, access);
  run.setPaused(true);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = scimmy.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(scimmy.asked.length).toBe(asked);
  run.setPaused(false);
  const { listing, progress } = await reading;
  expect(listing?.records).toBe(500);
  expect(progress.some(({ isPaused }) => isPaused)).toBe(true);
});

test('cancelled in the middle', async () => {
  const access = accessTo(scimmy.address);
  const controller = new AbortController();
  scimmy.front = (request) => {
    if (request.url.includes('startIndex=201')) controller.abort(new Error('cancelled'));
    return false;
  };
  await expect(runOf(access).run(access, controller.signal, () => undefined)).rejects.toThrow('cancelled');
  expect(startsAsked()).not.toContain(301);
});

test('a user who is deleted, and one who comes, while the list is read: read once more, and whole', async () => {
  for (const change of ['delete', 'insert'] as const) {
    let changes = 0;
    scimmy.front = (request) => {
      if (!request.url.includes('Users?startIndex=201') || changes++ > 0) return false;
      if (change === 'delete') scimmy.store.users.shift();
      else scimmy.store.users.unshift(person(900 + changes));
      return false;
    };
    const access = accessTo(scimmy.address);
    const { listing, progress } = await attempt(runOf(access), access);
    const ids = (await linesOf(listing)).filter((line) => 'userName' in line).map(({ id }) => id);
    expect(ids).toEqual(scimmy.store.users.map(({ id }) => id));
    expect(progress.some(({ what }) => what === 'Users, once more from the start')).toBe(true);
  }
});

test('a test of the connection tells what is wrong', async () => {
  const access = accessTo(scimmy.address);
  expect(await testConnection(access)).toMatchObject({ ok: true, value: { total: 500 } });
  expect(await testConnection({ ...access, token: 'wrong-token' })).toMatchObject({ error: { kind: 'system-token' } });
  expect(await testConnection({ ...access, token: 'wrong token' })).toMatchObject({ error: { kind: 'system-token' } });
  const elsewhere = accessTo(scimmy.address.replace('/v2', '/v3'));
  expect(await testConnection(elsewhere)).toMatchObject({ error: { kind: 'system-path', path: '/scim/v3/Users' } });
  expect(await testConnection(accessTo(scimmy.address, { allowsLocalHttp: false }))).toMatchObject({
    error: { kind: 'system-address', problem: 'not-https' }
  });
  scimmy.front = (_request, response) => {
    response.status(403).send('{"detail":"Not for you, scim-token-7f3a91c2."}');
    return true;
  };
  expect(await testConnection(access)).toMatchObject({
    error: { kind: 'system-forbidden', detail: 'Not for you, ….' }
  });
  scimmy.front = (_request, response) => {
    response.status(429).set('Retry-After', '5').send('{}');
    return true;
  };
  expect(await testConnection(access)).toMatchObject({ error: { kind: 'system-busy' } });
});

test('the service gives failures as values, without the token', async () => {
  const access = accessTo(scimmy.address);
  scimmy.front = (_request, response) => {
    response.status(200).send(JSON.stringify({ you: access.token }));
    return true;
  };
  const outcome = await new ConnectorService().list({ access, since: undefined }, () => undefined);
  expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'system-answer' } });
  expect(JSON.stringify(outcome)).not.toContain(access.token);
});
