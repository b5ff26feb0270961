import { afterEach, expect, test } from 'vitest';
import { startFake, type FakeAnswer, type FakeSystem } from '../../fixtures/systems/fake-system';
import { accessTo, attempt, endOf, linesOf, runOf } from '../../fixtures/systems/list-from';
import { SCIM_TOKEN } from '../../fixtures/systems/scimmy-server';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

let fake: FakeSystem | undefined;

afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

type Respond = (path: string, query: URLSearchParams) => unknown;

async function serve(respond: Respond): Promise<FakeSystem> {
  const answer = (url: URL): FakeAnswer | undefined => {
    const told = respond(url.pathname.replace('/v2', ''), url.searchParams);
    if (told === undefined) return undefined;
    return typeof told === 'object' && told !== null && 'status' in told && 'body' in told
      ? (told as FakeAnswer)
      : { body: told };
  };
  fake = await startFake({
    authorization: `Bearer ${SCIM_TOKEN}`,
    allowsHeaders: ['Authorization'],
    exposesHeaders: [],
    refuse: (status) => ({ schemas: [ERROR], status: String(status), detail: `Refused: ${status}` }),
    respond: answer
  });
  return fake;
}

const people = Array.from({ length: 25 }, (_, at) => ({ id: `u${at}`, userName: `u${at}@example.com` }));

function page(resources: readonly unknown[], query: URLSearchParams, most = 1000): object {
  const from = Number(query.get('startIndex') ?? 1) - 1;
  const count = Math.min(Number(query.get('count') ?? 20), most);
  const Resources = resources.slice(from, from + count);
  // Left out when empty, as the RFC allows.
  const rest = Resources.length > 0 ? { Resources } : {};
  return { schemas: [LIST], totalResults: resources.length, ...rest };
}

function refusal(scimType: string, status = 400): FakeAnswer {
  return { status, body: { schemas: [ERROR], status: String(status), scimType, detail: `No: ${scimType}` } };
}

async function list(system: FakeSystem, part = {}, since?: string) {
  const access = accessTo(`${system.address}/v2`, part);
  const told = await attempt(runOf(access, since === undefined ? {} : { since }), access);
  const lines = await linesOf(told.listing);
  return { ...told, end: endOf(told.error), lines, ids: lines.map(({ id }) => id) };
}

const usersOnly = { withGroups: false };
const allIds = people.map(({ id }) => id);

test('a service that offers nothing but /Users and /Groups', async () => {
  const system = await serve((path, query) =>
    path === '/Users' || path === '/Groups' ? page(path === '/Users' ? people : [], query) : undefined
  );
  const { ids, listing } = await list(system);
  expect(ids).toEqual(allIds);
  expect(listing).toMatchObject({ records: 25, groups: 0, watermark: undefined });
  const asked = new URL(system.answered.find((url) => url.includes('/Users')) ?? '', system.address).searchParams;
  expect(Object.fromEntries(asked)).toEqual({
    startIndex: '1',
    count: '1000',
    excludedAttributes: 'password,photos,x509Certificates'
  });
});

test('pages of the size that it allows, at the places that it names, and no groups where there are none', async () => {
  const system = await serve((path, query) => {
    if (path === '/ServiceProviderConfig')
      return {
        filter: { supported: true, maxResults: 50 },
        pagination: { cursor: false, index: true, maxPageSize: 10 }
      };
    if (path === '/ResourceTypes')
      return [{ name: 'User', endpoint: '/v2/People', schema: 'urn:ietf:params:scim:schemas:core:2.0:User' }];
    if (path === '/Schemas')
      return page([{ id: 'urn:ietf:params:scim:schemas:core:2.0:User', attributes: [{ name: 'photos' }] }], query);
    return path === '/People' ? page(people, query) : undefined;
  });
  const { ids } = await list(system);
  expect(ids).toEqual(allIds);
  expect(system.answered.slice(3)).toEqual(
    [1, 11, 21].map((start) => `/v2/People?startIndex=${start}&count=10&excludedAttributes=photos`)
  );
});

test('what a service says of itself is taken only where it makes sense', async () => {
  const system = await serve((path, query) => {
    if (path === '/ServiceProviderConfig') return { filter: { supported: 'yes', maxResults: 1 }, pagination: [] };
    if (path === '/ResourceTypes') return { Resources: [{ name: 'User', endpoint: '//elsewhere.example/Users' }, 7] };
    if (path === '/Schemas') return { status: 500, body: 'down' };
    return path === '/Users' ? page(people, query) : undefined;
  });
  expect((await list(system, usersOnly)).ids).toEqual(allIds);
  expect(system.answered.filter((url) => url.includes('/Users'))).toHaveLength(1);
});

test('a server that gives fewer than asked, and page 1 again behind the end', async () => {
  const system = await serve((path, query) => {
    if (path !== '/Users') return undefined;
    const isBehind = Number(query.get('startIndex')) > people.length;
    if (isBehind) query.set('startIndex', '1');
    return page(people, query, 4);
  });
  expect((await list(system, usersOnly)).ids).toEqual(allIds);
  expect(system.answered).toHaveLength(7);
});

/** RFC 9865: an opaque place, no total. */
function cursorPage(query: URLSearchParams, size: number): unknown {
  const from = Number(/^c(\d+)$/.exec(query.get('cursor') ?? '')?.[1] ?? 0);
  const isLast = from + size >= people.length;
  return {
    schemas: [LIST],
    Resources: people.slice(from, from + size),
    ...(isLast ? {} : { nextCursor: `c${from + size}` })
  };
}

test('cursors: where they are offered, and where they come unasked', async () => {
  for (const isOffered of [true, false]) {
    const system = await serve((path, query) => {
      if (path === '/ServiceProviderConfig')
        return isOffered ? { pagination: { cursor: true, index: false, maxPageSize: 10 } } : undefined;
      return path === '/Users' ? cursorPage(query, 10) : undefined;
    });
    const { ids, listing } = await list(system, usersOnly);
    expect(ids).toEqual(allIds);
    expect(listing?.records).toBe(25);
    const users = system.answered.filter((url) => url.includes('/Users'));
    const count = isOffered ? 10 : 1000;
    const rest = `count=${count}&excludedAttributes=password%2Cphotos%2Cx509Certificates%2Cgroups`;
    expect(users[0]).toBe(`/v2/Users?${isOffered ? 'cursor=' : 'startIndex=1'}&${rest}`);
    expect(users.slice(1).map((url) => new URLSearchParams(url.split('?')[1]).get('cursor'))).toEqual(['c10', 'c20']);
    // All other parameters are repeated.
    expect(users.slice(1).every((url) => url.includes('excludedAttributes=') && url.includes(`count=${count}`))).toBe(
      true
    );
    expect(users.slice(1).every((url) => !url.includes('startIndex'))).toBe(true);
    await system.close();
  }
});

test('a cursor that expires: the whole list anew, and not for ever', async () => {
  for (const expiries of [1, 9]) {
    let left = expiries;
    const system = await serve((path, query) => {
      if (path !== '/Users') return undefined;
      if (query.get('cursor') === 'c10' && left-- > 0) return refusal('expiredCursor');
      return cursorPage(query, 10);
    });
    const { ids, end } = await list(system, usersOnly);
    expect(end).toBe(expiries === 1 ? 'done' : 'expired');
    expect(ids).toEqual(expiries === 1 ? allIds : []);
    await system.close();
  }
});

test('a count that is refused is halved; names that are refused are left out; a first cursor too', async () => {
  const system = await serve((path, query) => {
    if (path === '/ServiceProviderConfig') return { pagination: { cursor: true } };
    if (path !== '/Users') return undefined;
    if (query.has('cursor')) return refusal('invalidCursor');
    if (query.has('excludedAttributes')) return refusal('');
    return Number(query.get('count')) > 8 ? refusal('invalidCount') : page(people, query);
  });
  const { ids } = await list(system, usersOnly);
  expect(ids).toEqual(allIds);
  expect(system.answered.at(-1)).toBe('/v2/Users?count=7&startIndex=22');
});

test('a service that cannot filter says so in words', async () => {
  const cases: readonly Respond[] = [
    (path) => (path === '/ServiceProviderConfig' ? { filter: { supported: false } } : undefined),
    (path, query) => (path === '/Users' && query.has('filter') ? refusal('invalidFilter') : undefined),
    (path, query) => (path === '/Users' && query.has('filter') ? refusal('', 501) : undefined)
  ];
  for (const respond of cases) {
    const system = await serve(respond);
    const { end } = await list(system, usersOnly, '2026-01-01T00:00:00.000Z');
    expect(end).toBe('system-no-changes');
    await system.close();
  }
});

test('groups can be told from users, and members that lists leave out are asked for', async () => {
  const members = [{ value: 'u1' }, { value: 'u2', display: 'Two' }];
  const system = await serve((path, query) => {
    if (path === '/Users') return page(people.slice(0, 3), query);
    // As services do that are asked for attributes by name: no schemas, no meta.
    if (path === '/Groups')
      return page(
        [
          { id: 'g/1', displayName: 'Finance' },
          { id: 'g2', displayName: 'Gone' }
        ],
        query
      );
    return path === '/Groups/g%2F1' ? { id: 'g/1', displayName: 'Finance', members } : undefined;
  });
  const { lines, listing } = await list(system);
  expect(listing).toMatchObject({ records: 3, groups: 2 });
  const groups = lines.slice(3);
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group'];
  expect(groups).toEqual([
    { schemas, displayName: 'Finance', id: 'g/1' },
    { schemas, displayName: 'Gone', id: 'g2' },
    { schemas, displayName: 'Finance', members: [{ value: 'u1' }, { value: 'u2' }], id: 'g/1' }
  ]);
  expect(system.answered.at(-1)).toBe('/v2/Groups/g%2F1?attributes=displayName,members');
});

test('moments of change are compared as moments; secrets that come all the same are left out', async () => {
  const changed = ['2026-01-02T00:30:00+02:00', '2026-01-01T23:00:00Z', '2026-01-01T10:00:00.1234567Z'];
  const system = await serve((path, query) => {
    if (path !== '/Users') return undefined;
    const users = changed.map((lastModified, at) => ({
      id: `u${at}`,
      password: 'x',
      photos: [],
      meta: { lastModified }
    }));
    return page(users, query);
  });
  const { listing, lines } = await list(system, usersOnly);
  expect(listing?.watermark).toBe('2026-01-01T23:00:00.000Z');
  expect(lines.map((line) => Object.keys(line))).toEqual(changed.map(() => ['id', 'meta']));
});

test('names that belong to every object are names like any other', async () => {
  const text = '{"id":"u1","userName":"a","__proto__":{"active":true},"constructor":{"prototype":1}}';
  const system = await serve((path) =>
    path === '/Users' ? { schemas: [LIST], totalResults: 1, Resources: [JSON.parse(text)] } : undefined
  );
  const { listing } = await list(system, usersOnly);
  expect((await listing?.file.text())?.trim()).toBe(text);
  expect('active' in {}).toBe(false);
});
