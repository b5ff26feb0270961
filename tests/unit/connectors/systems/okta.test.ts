import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { okta } from '../../../../src/lib/connectors/systems/okta';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { OKTA_TOKEN, startOkta } from '../../../fixtures/systems/okta';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf } from './list-system';

behavesAsAnySystem({
  token: OKTA_TOKEN,
  connection: { connectorId: 'okta' },
  start: startOkta,
  idName: 'id',
  idOf: ({ id }) => id,
  count: 450,
  hasEmptyGroups: true,
  listPath: '/api/v1/users',
  tooMany: () => ({
    status: 429,
    body: { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' },
    headers: {
      'X-Rate-Limit-Limit': '600',
      'X-Rate-Limit-Remaining': '0',
      'X-Rate-Limit-Reset': String(Math.ceil(Date.now() / 1000))
    }
  })
});

describe('Okta', () => {
  const people = makePeople(450);
  const groups = makeGroups(people);
  let fake: FakeSystem;
  const accessTo = (list = 'users', fields = {}) => ({
    connection: connectionTo(fake.address, { connectorId: 'okta', list, fields }),
    token: OKTA_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    fake = await startOkta({ people, groups });
  });
  afterEach(() => fake.close());

  it('has those who are deprovisioned, whom its list leaves out, and no links', async () => {
    const { people: lines } = await listingOf(accessTo())();
    const gone = people.filter(({ isActive }) => !isActive).length;
    expect(lines.filter(({ status }) => status === 'DEPROVISIONED')).toHaveLength(gone);
    expect(lines.some((line) => '_links' in line)).toBe(false);
    expect(lines[0]).toMatchObject({ profile: { login: people[1].email }, lastUpdated: people[1].changedAt });
  });

  it('gives one who is deactivated while the list is read once', async () => {
    const data = { people, groups };
    await fake.close();
    fake = await startOkta(data);
    fake.interrupt = (url) => {
      const isSecondPass = url.searchParams.has('filter');
      if (isSecondPass) data.people = people.map((one) => (one.number === 5 ? { ...one, isActive: false } : one));
      return undefined;
    };
    const { people: lines } = await listingOf(accessTo())();
    expect(lines.filter(({ id }) => id === people[5].id)).toHaveLength(1);
    expect(lines).toHaveLength(people.length);
  });

  it('gives who was changed since, deprovisioned or not', async () => {
    const { listing } = await listingOf(accessTo())();
    expect(listing.watermark).toBe(people[449].changedAt);
    const { people: lines, listing: later } = await listingOf(accessTo(), people[430].changedAt)();
    expect(lines.map(({ id }) => id)).toEqual(people.slice(430).map(({ id }) => id));
    expect(lines.some(({ status }) => status === 'DEPROVISIONED')).toBe(true);
    expect([later.isWhole, later.watermark]).toEqual([false, people[449].changedAt]);
  });

  it('gives the accounts of one app', async () => {
    const { people: lines } = await listingOf(accessTo('app-accounts', { appId: '0oa1' }))();
    expect(lines).toHaveLength(people.length);
    expect(lines[7]).toMatchObject({ id: people[7].id, externalId: null, credentials: { userName: people[7].login } });
    expect(lines.some((line) => '_embedded' in line)).toBe(false);
  });

  it('gives the accounts of one app whole, whatever was asked for, and no mark for changes', async () => {
    const { people: lines, listing } = await listingOf(
      accessTo('app-accounts', { appId: '0oa1' }),
      people[430].changedAt
    )();
    expect([lines.length, listing.isWhole, listing.watermark]).toEqual([people.length, true, undefined]);
  });

  it('takes a full page without a link that can be read for an incomplete list', async () => {
    await fake.close();
    fake = await startOkta({ people, groups, hasLink: false });
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({
      kind: 'system-incomplete',
      cause: { kind: 'no-link', pageSize: 200 }
    });
  });

  it('sends an API token as such, and any other as a bearer token', () => {
    expect(okta.headers?.(OKTA_TOKEN)).toEqual({ Authorization: `SSWS ${OKTA_TOKEN}` });
    expect(okta.headers?.('eyJraWQiOiJ')).toEqual({ Authorization: 'Bearer eyJraWQiOiJ' });
  });
});
