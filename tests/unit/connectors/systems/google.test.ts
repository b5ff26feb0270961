import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { GOOGLE_TOKEN, startGoogle } from '../../../fixtures/systems/google';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf } from './list-system';

behavesAsAnySystem({
  token: GOOGLE_TOKEN,
  connection: { connectorId: 'google' },
  start: (data) => startGoogle({ ...data, deleted: [] }),
  idName: 'id',
  idOf: ({ id }) => id,
  count: 1000,
  hasEmptyGroups: true,
  listPath: '/directory/v1/users',
  tooMany: () => ({ status: 429, body: { error: { message: 'Rate Limit Exceeded' } }, headers: { 'Retry-After': '1' } })
});

describe('Google', () => {
  const people = makePeople(30);
  let fake: FakeSystem;
  const accessTo = (fields = {}) => ({
    connection: connectionTo(fake.address, { connectorId: 'google', fields }),
    token: GOOGLE_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    fake = await startGoogle({ people, groups: makeGroups(people), deleted: makePeople(3, 9) });
  });
  afterEach(() => fake.close());

  it('gives records without pictures and marks, and no changes', async () => {
    const { people: lines, listing } = await listingOf(accessTo())();
    expect(Object.keys(lines[0]).toSorted()).toEqual([
      'archived',
      'id',
      'name',
      'organizations',
      'primaryEmail',
      'suspended'
    ]);
    expect(listing.watermark).toBeUndefined();
  });

  it('has the deleted where they are wanted, as suspended', async () => {
    const { people: lines } = await listingOf(accessTo({ withDeleted: 'yes' }))();
    expect(lines).toHaveLength(33);
    expect(lines.slice(30).every(({ suspended }) => suspended === true)).toBe(true);
    expect(lines[1].suspended).toBe(false);
  });

  it('asks for one domain in place of the customer', async () => {
    expect((await listingOf(accessTo({ domain: 'example.com' }))()).people).toHaveLength(30);
    expect(fake.answered[0]).not.toContain('customer');
    expect(await failureOf(listingOf(accessTo({ domain: 'example.org' })))).toMatchObject({ status: 400 });
  });

  it('begins anew when its page token has expired, and not for ever', async () => {
    await fake.close();
    const many = makePeople(700);
    fake = await startGoogle({ people: many, groups: [], deleted: [] });
    const errors = [{ domain: 'global', reason: 'invalid', message: 'Invalid Input: pageToken' }];
    const refused = { status: 400, body: { error: { code: 400, message: 'Invalid Input: pageToken', errors } } };
    let expirations = 0;
    fake.interrupt = (url) => (url.searchParams.has('pageToken') && expirations++ < 1 ? refused : undefined);
    const { people: lines } = await listingOf(accessTo())();
    expect(lines.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
    fake.interrupt = (url) => (url.searchParams.has('pageToken') ? refused : undefined);
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({
      kind: 'system-incomplete',
      cause: { kind: 'expired' }
    });
  });

  it('waits where only the words of a refusal say that it was asked too often', async () => {
    let refusals = 0;
    const errors = [{ domain: 'usageLimits', reason: 'userRateLimitExceeded' }];
    const error = { code: 403, message: 'Request rate higher than configured.', errors };
    fake.interrupt = () => (refusals++ === 0 ? { status: 403, body: { error } } : undefined);
    const { people: lines, progress } = await listingOf(accessTo())();
    expect(lines).toHaveLength(30);
    expect(progress.some(({ wait }) => wait?.because === 'rate-limit')).toBe(true);
  });
});
