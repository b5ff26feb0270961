import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { ORACLE_TOKEN, startOracle } from '../../../fixtures/systems/oracle';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, listingOf } from './list-system';

behavesAsAnySystem({
  token: ORACLE_TOKEN,
  connection: { connectorId: 'oracle' },
  start: startOracle,
  idName: 'id',
  idOf: ({ id }) => id,
  count: 2300,
  hasEmptyGroups: true,
  listPath: '/admin/v1/Users',
  tooMany: () => ({ status: 429, body: { detail: 'Too many requests' }, headers: { 'Retry-After': '1' } })
});

describe('Oracle', () => {
  const people = makePeople(1200);
  let fake: FakeSystem;
  const accessTo = (list = 'users', fields = {}) => ({
    connection: connectionTo(fake.address, { connectorId: 'oracle', list, fields }),
    token: ORACLE_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    fake = await startOracle({ people, groups: makeGroups(people) });
  });
  afterEach(() => fake.close());

  it('has custom attributes, and nothing of where the resource lies', async () => {
    const { people: lines } = await listingOf(accessTo())();
    expect(lines[0]).toMatchObject({ userName: 'person0', 'urn:custom:User': { badge: 'B1' } });
    expect(Object.keys(lines[0]).filter((name) => /^idcs|tenancy/.test(name))).toEqual([]);
    await listingOf(accessTo('users', { attributeSets: 'default' }))();
    expect(fake.answered.at(-1)).toContain('attributeSets=default');
  });

  it('gives who was changed since', async () => {
    const { people: lines, listing } = await listingOf(accessTo(), people[1190].changedAt)();
    expect(lines.map(({ id }) => id)).toEqual(people.slice(1190).map(({ id }) => id));
    expect(listing.watermark).toBe(people[1199].changedAt);
  });

  it('gives the accounts of one application, all or changed ones', async () => {
    const access = accessTo('app-accounts', { appId: 'app-1' });
    const { people: lines } = await listingOf(access)();
    expect(lines).toHaveLength(1200);
    expect(lines[4]).toMatchObject({ name: 'person4', owner: { value: people[4].id } });
    expect((await listingOf(access, people[1100].changedAt)()).people).toHaveLength(100);
  });
});
