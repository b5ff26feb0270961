import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testConnection } from '../../../../src/lib/connectors/test-connection';
import type { FakeSystem } from '../../../fixtures/systems/fake-system';
import { makeGroups, makePeople } from '../../../fixtures/systems/people';
import { SALESFORCE_TOKEN, startSalesforce } from '../../../fixtures/systems/salesforce';
import { behavesAsAnySystem } from './any-system';
import { connectionTo, failureOf, listingOf, QUICK } from './list-system';

behavesAsAnySystem({
  token: SALESFORCE_TOKEN,
  connection: { connectorId: 'salesforce' },
  start: startSalesforce,
  idName: 'Id',
  idOf: ({ id }) => id,
  count: 600,
  hasEmptyGroups: false,
  listPath: '/query',
  tooMany: () => ({ status: 503, body: [{ message: 'Busy', errorCode: 'X' }], headers: { 'Retry-After': '1' } })
});

describe('Salesforce', () => {
  const people = makePeople(500);
  let fake: FakeSystem;
  const accessTo = (fields = {}) => ({
    connection: connectionTo(fake.address, { connectorId: 'salesforce', fields }),
    token: SALESFORCE_TOKEN,
    origin: 'https://muster.example'
  });

  beforeEach(async () => {
    fake = await startSalesforce({ people, groups: makeGroups(people) });
  });
  afterEach(() => fake.close());

  it('gives records without what Salesforce says of their types', async () => {
    const { people: lines, listing } = await listingOf(accessTo())();
    expect(lines[1]).toMatchObject({ Username: people[1].email, IsActive: true, Profile: { Name: 'Standard User' } });
    expect(JSON.stringify(lines)).not.toContain('attributes');
    expect(listing.watermark).toBe(people[499].changedAt);
  });

  it('gives who was changed since', async () => {
    const { people: lines } = await listingOf(accessTo(), people[290].changedAt)();
    expect(lines.map(({ Id: id }) => id)).toEqual(people.slice(290).map(({ id }) => id));
  });

  it('asks by another version, and for further fields', async () => {
    await listingOf(accessTo({ version: 'v63.0', columns: 'Badge__c' }))();
    expect(fake.answered[0]).toContain('/services/data/v63.0/query?q=');
    expect(fake.answered[0]).toContain('Badge__c');
    expect(await failureOf(listingOf(accessTo({ columns: 'Nonsense' })))).toMatchObject({
      kind: 'system-failed',
      detail: 'No such column'
    });
  });

  it('tries a connection with the fields that will be asked for, and counts nothing', async () => {
    const tried = await testConnection(accessTo(), QUICK);
    expect(tried).toMatchObject({ ok: true, value: { total: undefined } });
    expect(await testConnection(accessTo({ columns: 'Nonsense' }), QUICK)).toMatchObject({ ok: false });
  });

  it('takes a result that is cut short for an incomplete list', async () => {
    fake.interrupt = (url) =>
      url.pathname.includes('-400') ? { body: { totalSize: 500, done: true, records: [] } } : undefined;
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({
      kind: 'system-incomplete',
      cause: { kind: 'count', told: 500, got: 400 }
    });
  });

  it('follows no link to another host', async () => {
    const body = { totalSize: 9, done: false, nextRecordsUrl: 'https://elsewhere.example/x', records: [{ Id: '1' }] };
    fake.interrupt = () => ({ body });
    expect(await failureOf(listingOf(accessTo()))).toMatchObject({ kind: 'system-foreign-link' });
  });
});
