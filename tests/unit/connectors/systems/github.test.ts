import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { GITHUB_TOKEN, githubId, startGithub } from '../../../fixtures/systems/github';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf } from './list-system';

const resetIn = (seconds: number) => String(Math.ceil(Date.now() / 1000) + seconds);

behavesAsAnySystem({
  token: GITHUB_TOKEN,
  connection: { connectorId: 'github', fields: { org: 'acme' } },
  start: startGithub,
  idName: 'id',
  idOf: githubId,
  count: 260,
  hasEmptyGroups: true,
  listPath: '/orgs/acme/members',
  // The primary limit: 403, and nothing left. Retry-After is none of the headers that a browser may read there.
  tooMany: () => ({
    status: 403,
    body: { message: 'API rate limit exceeded for user ID 1.' },
    headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetIn(0) }
  })
});

describe('GitHub', () => {
  const people = makePeople(260);
  let data: { people: typeof people; groups: ReturnType<typeof makeGroups>; hasLink: boolean };
  let fake: FakeSystem;
  const accessTo = (fields = {}) => ({
    connection: connectionTo(fake.address, { connectorId: 'github', fields: { org: 'acme', ...fields } }),
    token: GITHUB_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    data = { people, groups: makeGroups(people), hasLink: true };
    fake = await startGithub(data);
  });
  afterEach(() => fake.close());

  it('puts row, role and details into one line', async () => {
    const { people: lines } = await listingOf(accessTo())();
    expect(lines.find(({ login }) => login === 'person1')).toEqual({
      login: 'person1',
      id: 1001,
      node_id: 'MDQ6VXNlcjE=',
      type: 'User',
      site_admin: false,
      name: `${people[1].given} ${people[1].family}`,
      company: null,
      email: people[1].email,
      role: 'member'
    });
    expect(lines.filter(({ role }) => role === 'admin')).toHaveLength(13);
    expect(fake.answered.filter((path) => path.startsWith('/users/'))).toHaveLength(260);
  });

  it('gives the rows alone without details', async () => {
    const { people: lines, listing } = await listingOf(accessTo({ withDetails: 'no' }))();
    expect(lines).toHaveLength(260);
    expect(lines[0]).toMatchObject({ login: 'person0', role: 'admin' });
    expect(fake.answered.some((path) => path.startsWith('/users/'))).toBe(false);
    expect(listing.watermark).toBeUndefined();
  });

  it.each([100, 200, 247])('gives everybody of %d members though no link can be read', async (count) => {
    data.people = makePeople(400)
      .filter(({ number }) => number % 20 !== 0)
      .slice(0, count);
    data.hasLink = false;
    const { people: lines } = await listingOf(accessTo({ withDetails: 'no' }))();
    expect(new Set(lines.map(({ login }) => login)).size).toBe(count);
  });

  it('leaves out who is gone before the details were asked for', async () => {
    fake.interrupt = (url) =>
      url.pathname === '/users/person7' ? { status: 404, body: { message: 'Not Found' } } : undefined;
    const { people: lines } = await listingOf(accessTo())();
    expect(lines).toHaveLength(259);
  });

  it('refuses the details of somebody else', async () => {
    fake.interrupt = (url) => (url.pathname === '/users/person7' ? { body: { id: 5, login: 'x' } } : undefined);
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({ kind: 'system-answer' });
  });

  it('waits where only the words say that it was asked too often', async () => {
    let refusals = 0;
    const body = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };
    fake.interrupt = () => (refusals++ === 3 ? { status: 403, body } : undefined);
    const { people: lines, progress } = await listingOf(accessTo({ withDetails: 'no' }))();
    expect(lines).toHaveLength(260);
    expect(progress.some(({ wait }) => wait?.because === 'rate-limit')).toBe(true);
  });
});
