import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { SERVICENOW_TOKEN, startServiceNow, type FakeServiceNow } from '../../../fixtures/systems/servicenow';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf } from './list-system';

behavesAsAnySystem({
  token: SERVICENOW_TOKEN,
  connection: { connectorId: 'servicenow' },
  start: startServiceNow,
  idName: 'sys_id',
  idOf: ({ id }) => id,
  count: 2500,
  hasEmptyGroups: false,
  listPath: '/table/sys_user',
  tooMany: () => ({ status: 429, body: { error: { message: 'Rate limit' } }, headers: { 'Retry-After': '1' } })
});

describe('ServiceNow', () => {
  const people = makePeople(2000);
  let data: { -readonly [Name in keyof FakeServiceNow]: FakeServiceNow[Name] };
  let fake: FakeSystem;
  const accessTo = () => ({
    connection: connectionTo(fake.address, { connectorId: 'servicenow' }),
    token: SERVICENOW_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    data = { people, groups: makeGroups(people.slice(0, 5)) };
    fake = await startServiceNow(data);
  });
  afterEach(() => fake.close());

  it('names departments and managers as the exported list does', async () => {
    const { people: lines, listing } = await listingOf(accessTo())();
    expect(lines[1]).toMatchObject({ department: people[1].department, manager: 'person0', active: 'true' });
    expect(listing.watermark).toBe(people[1999].changedAt.replace('.000Z', 'Z'));
  });

  it('gives who was changed since', async () => {
    const { people: lines } = await listingOf(accessTo(), people[1990].changedAt)();
    expect(lines.map(({ sys_id: id }) => id)).toEqual(people.slice(1990).map(({ id }) => id));
  });

  it.each([1999, 2000])('ends behind %d users with an empty page where no total can be read', async (count) => {
    data.hasTotal = false;
    data.people = people.slice(0, count);
    expect((await listingOf(accessTo())()).people).toHaveLength(count);
    expect(fake.answered).toHaveLength(3);
  });

  it('does not end with a page that is short since rows are hidden', async () => {
    data.hasTotal = false;
    data.isHidden = ({ number }) => number === 30;
    expect((await listingOf(accessTo())()).people).toHaveLength(1999);
  });

  it('takes a list with fewer than its total for incomplete', async () => {
    data.isHidden = ({ number }) => number === 30;
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({
      kind: 'system-incomplete',
      cause: { kind: 'count', told: 2000, got: 1999 }
    });
  });
});
