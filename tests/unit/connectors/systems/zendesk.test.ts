import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { startZendesk, ZENDESK_TOKEN, zendeskId } from '../../../fixtures/systems/zendesk';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf } from './list-system';

behavesAsAnySystem({
  token: ZENDESK_TOKEN,
  connection: { connectorId: 'zendesk' },
  start: startZendesk,
  idName: 'id',
  idOf: zendeskId,
  count: 300,
  hasEmptyGroups: true,
  listPath: '/api/v2/users',
  tooMany: () => ({ status: 429, body: { error: 'TooManyRequests' }, headers: { 'Retry-After': '1' } })
});

describe('Zendesk', () => {
  const people = makePeople(300);
  let fake: FakeSystem;
  const accessTo = (list = 'users') => ({
    connection: connectionTo(fake.address, { connectorId: 'zendesk', list }),
    token: ZENDESK_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    fake = await startZendesk({ people, groups: makeGroups(people) });
  });
  afterEach(() => fake.close());

  it('gives agents and administrators only, always all of them', async () => {
    for (const since of [undefined, people[290].changedAt]) {
      const { people: lines, listing } = await listingOf(accessTo('agents'), since)();
      expect(lines).toHaveLength(120);
      expect([listing.isWhole, listing.watermark]).toEqual([true, undefined]);
      expect(new Set(lines.map(({ role }) => role))).toEqual(new Set(['agent', 'admin']));
      expect(Object.keys(lines[0])).not.toContain('photo');
    }
  });

  it('gives who was changed since, page after page of the export', async () => {
    const { listing } = await listingOf(accessTo())();
    expect(listing.watermark).toBe(people[299].changedAt.replace('.000Z', 'Z'));
    const { people: lines } = await listingOf(accessTo(), people[180].changedAt)();
    expect(lines.map(({ id }) => String(id))).toEqual(people.slice(180).map(zendeskId));
    expect(fake.answered.filter((path) => path.includes('/incremental/'))).toHaveLength(3);
  });

  it.each([
    [{ users: [] }],
    [{ users: [], meta: { has_more: true }, links: { next: null } }],
    [{ users: [], next_page: null, count: 0 }]
  ])('takes %j for no page of a cursor', async (body) => {
    fake.interrupt = () => ({ body });
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({ kind: 'system-answer' });
  });

  it('takes an export that does not say whether it goes on for none', async () => {
    fake.interrupt = () => ({ body: { users: [], end_of_stream: false } });
    const failure = await failureOf(listingOf(accessTo(), people[1].changedAt));
    expect(failure).toMatchObject({ kind: 'system-answer' });
  });
});
