import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { GRAPH_TOKEN, startGraph, type FakeGraph } from '../../../fixtures/systems/graph';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf } from './list-system';

behavesAsAnySystem({
  token: GRAPH_TOKEN,
  connection: { connectorId: 'graph' },
  start: (data) => startGraph({ ...data, deleted: [], hasDelta: true }),
  idName: 'id',
  idOf: ({ id }) => id,
  count: 350,
  hasEmptyGroups: true,
  listPath: '/v1.0/users',
  tooMany: () => ({ status: 429, body: { error: { message: 'Too many requests' } }, headers: { 'Retry-After': '1' } })
});

describe('Microsoft Graph', () => {
  const people = makePeople(250);
  const groups = makeGroups(people);
  let data: { -readonly [Name in keyof FakeGraph]: FakeGraph[Name] };
  let fake: FakeSystem;
  const accessTo = (list = 'users', fields = {}) => ({
    connection: connectionTo(fake.address, { connectorId: 'graph', list, fields }),
    token: GRAPH_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    data = { people, groups, deleted: [], hasDelta: true };
    fake = await startGraph(data);
  });
  afterEach(() => fake.close());

  it('has managers and the properties that it asks for', async () => {
    const { people: lines } = await listingOf(accessTo('users', { columns: 'employeeHireDate, no$name' }))();
    expect(lines[3]).toMatchObject({
      userPrincipalName: people[3].email,
      department: people[3].department,
      employeeHireDate: '2020-01-01T00:00:00Z'
    });
    expect(lines[3].manager).toEqual({ id: people[0].id, userPrincipalName: people[0].email });
    expect(fake.answered.every((path) => !path.includes('no$name'))).toBe(true);
  });

  it('asks from where changes begin before it lists, and gives them next time', async () => {
    const { listing } = await listingOf(accessTo())();
    expect(fake.answered[0]).toContain('$deltatoken=latest');
    data.people = makePeople(255);
    data.deleted = [
      { id: people[1].id, reason: 'changed' },
      { id: people[2].id, reason: 'deleted' }
    ];
    const { people: lines, listing: later } = await listingOf(accessTo(), listing.watermark)();
    const removed = { accountEnabled: false };
    expect(lines.slice(0, 2)).toEqual([
      { id: people[1].id, ...removed },
      { id: people[2].id, ...removed }
    ]);
    // A change names no more than what changed: the rest, and the manager, are asked for.
    const changed = data.people.slice(250);
    expect(lines.slice(2).map(({ id }) => id)).toEqual(changed.map(({ id }) => id));
    expect(lines[2]).toMatchObject({ department: changed[0].department, manager: { id: people[0].id } });
    expect(later).toMatchObject({ isWhole: false, watermark: expect.stringContaining('from-255') as string });
  });

  it('gives everybody where it no longer knows from where changes are asked for', async () => {
    const since = `${fake.address}/v1.0/users/delta?$deltatoken=old`;
    const { people: lines, listing } = await listingOf(accessTo(), since)();
    expect(lines).toHaveLength(people.length);
    expect(listing).toMatchObject({ isWhole: true, watermark: expect.stringContaining('from-250') as string });
  });

  it('follows no mark to another host', async () => {
    const since = 'https://elsewhere.example/v1.0/users/delta?$deltatoken=from-3';
    expect(await failureOf(listingOf(accessTo(), since))).toMatchObject({
      kind: 'system-foreign-link',
      linkHost: 'elsewhere.example'
    });
  });

  it('lists tenants that have no delta, without a mark', async () => {
    data.hasDelta = false;
    const { people: lines, listing } = await listingOf(accessTo())();
    expect([lines.length, listing.watermark]).toEqual([people.length, undefined]);
  });

  it('gives the users of an application, direct and by group, each once', async () => {
    const { people: lines, listing } = await listingOf(accessTo('app-accounts', { appId: 'sp1' }))();
    const wanted = people.filter(({ number }) => (number >= 10 && number < 40) || number % 3 === 0);
    expect(lines.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
    expect(lines[0]).toMatchObject({ userPrincipalName: people[10].email, manager: { id: people[0].id } });
    expect(listing).toMatchObject({ records: wanted.length, watermark: undefined });
  });

  it('gives the users of an application whole, whatever was asked for', async () => {
    const since = `${fake.address}/v1.0/users/delta?$deltatoken=from-3`;
    const { listing } = await listingOf(accessTo('app-accounts', { appId: 'sp1' }), since)();
    expect(listing).toMatchObject({ isWhole: true, watermark: undefined });
  });

  it('tells of who was changed and then removed, on whatever page, and of those named again', async () => {
    const base = `${fake.address}/v1.0/users/delta`;
    const [one, two] = people;
    const changed = { id: one.id, displayName: 'x' };
    const removed = { id: one.id, '@removed': { reason: 'deleted' } };
    const pages = new Map([
      ['1', { value: [changed, { id: two.id }], '@odata.nextLink': `${base}?$skiptoken=2` }],
      // Nothing on it that was not told before: no page that came twice.
      ['2', { value: [{ id: two.id }], '@odata.nextLink': `${base}?$skiptoken=3` }],
      ['3', { value: [removed, { id: two.id }], '@odata.deltaLink': `${base}?$deltatoken=end` }]
    ]);
    fake.interrupt = (url) => {
      const body = pages.get(url.searchParams.get('$skiptoken') ?? '');
      if (body) return { body };
      return url.pathname.endsWith(`/users/${one.id}`)
        ? { status: 404, body: { error: { message: 'Gone' } } }
        : undefined;
    };
    const { people: lines, listing } = await listingOf(accessTo(), `${base}?$skiptoken=1`)();
    expect(lines).toEqual([{ id: one.id, accountEnabled: false }, expect.objectContaining({ id: two.id })]);
    expect(listing).toMatchObject({ isWhole: false, watermark: `${base}?$deltatoken=end` });
  });
});
