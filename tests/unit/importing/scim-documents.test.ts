import { describe, expect, it } from 'vitest';
import { scimResources } from '../../../src/lib/importing/scim-documents';

const valuesOf = (document: unknown) => scimResources(JSON.stringify(document)).resources.map(({ value }) => value);

describe('a page', () => {
  it.each([
    { value: [] },
    { '@odata.context': 'https://graph.example', value: [] },
    { users: [], meta: { has_more: false } },
    { kind: 'admin#directory#members', members: [] },
    { totalSize: 0, done: true, records: [] },
    { result: [] },
    { d: { results: [] } },
    { fields: [{ id: 'a' }], employees: [] },
    { totalResults: 0 }
  ])('without anybody is no record: %j', (page) => {
    expect(valuesOf(page)).toEqual([]);
    const ann = { id: '1', name: 'Ann' };
    expect(valuesOf([{ value: [ann] }, page])).toEqual([ann]);
  });

  it.each([
    { id: '1', members: [] },
    { userPrincipalName: 'ann@x.example', value: [{ a: 1 }] },
    { sys_id: '1', result: [] },
    { primaryEmail: 'ann@x.example', emails: [{ address: 'ann@x.example' }] },
    { employeeId: '7', records: [{ a: 1 }] },
    { title: 'Clerk', groups: [] }
  ])('is not made of a record that has lists: %j', (record) => {
    expect(valuesOf(record)).toEqual([record]);
  });
});
