import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTERPRISE_SCHEMA, scimRequest, type ScimReferences } from '../../../../src/lib/model/scim-request';
import type { OperationKind, PlanOperation } from '../../../../src/lib/model/plan-operation';
import { scimBulk } from '../../../../src/lib/plan/scim/scim-bulk';
import { SCIM_TOKEN, startScimmy, type ScimmyServer } from '../../../fixtures/systems/scimmy-server';
import { operation, sourceOf, user, written } from '../plan-operations';

/** A SCIM server that nobody here wrote understands the requests as they are meant. */
let server: ScimmyServer;
beforeAll(async () => {
  server = await startScimmy({ users: 0, groups: 0 });
});
afterAll(() => server.close());

const headers = { authorization: `Bearer ${SCIM_TOKEN}`, 'content-type': 'application/scim+json' };

async function sent(one: PlanOperation, references: ScimReferences): Promise<number> {
  const request = scimRequest(one, references);
  if (!request) throw new Error('It has no request.');
  const { method, path, data } = request;
  const body = data ? { body: JSON.stringify(data) } : {};
  return (await fetch(server.address + path, { method, headers, ...body })).status;
}

const all = {
  userName: 'asha',
  displayName: 'Asha Rao',
  givenName: 'Asha',
  familyName: 'Rao',
  email: 'a@x',
  phone: '1'
};
const known = (name: string) => String(server.store.users.find(({ userName }) => userName === name)?.id);
const about = (kind: OperationKind, parts: Partial<PlanOperation> = {}) =>
  operation(kind, { user: user(1, { targetId: 'x', values: all }), ...parts });

test('created, changed, emptied, made inactive, put into a group and out of it, deleted', async () => {
  const group = { name: 'Sales', isNew: true };
  const references = {
    user: () => known('asha'),
    group: () => String(server.store.groups[0].id),
    manager: (text: string) => (text === 'Zoe' ? 'm1' : '')
  };
  const person = () => server.store.users.find(({ userName }) => userName === 'asha');
  expect(await sent(about('create-user'), references)).toBe(201);
  const changes = [
    { attribute: 'email', before: 'a@x', after: 'b@x' },
    { attribute: 'otherEmail', before: '', after: 'c@x; d@x' },
    { attribute: 'phone', before: '1', after: '' },
    { attribute: 'department', before: '', after: 'Sales' },
    { attribute: 'manager', before: '', after: 'Zoe' },
    { attribute: 'familyName', before: 'Rao', after: 'Roy' },
    { attribute: 'displayName', before: 'Asha Rao', after: '' }
  ] as const;
  expect(await sent(about('update-user', { changes }), references)).toBeLessThan(300);
  const changed = JSON.parse(JSON.stringify(person())) as Record<string, unknown>;
  expect(changed.emails).toEqual([
    expect.objectContaining({ value: 'b@x', type: 'work', primary: true }),
    expect.objectContaining({ value: 'c@x', type: 'other' }),
    expect.objectContaining({ value: 'd@x', type: 'other' })
  ]);
  expect(changed.phoneNumbers ?? []).toEqual([]);
  expect(changed[ENTERPRISE_SCHEMA]).toMatchObject({ department: 'Sales', manager: { value: 'm1' } });
  expect(changed.name).toMatchObject({ givenName: 'Asha', familyName: 'Roy' });
  expect(changed.displayName).toBeUndefined();
  const fewer = { attribute: 'otherEmail', before: 'c@x; d@x', after: 'e@x' } as const;
  expect(await sent(about('update-user', { changes: [fewer] }), references)).toBeLessThan(300);
  const left = JSON.parse(JSON.stringify(person()?.emails)) as { readonly value: string }[];
  expect(left.map(({ value }) => value)).toEqual(['b@x', 'e@x']);
  expect(await sent(about('suspend-user'), references)).toBeLessThan(300);
  expect(person()?.active).toBe(false);
  expect(await sent(about('create-group', { user: undefined, group }), references)).toBe(201);
  expect(await sent(about('add-member', { group }), references)).toBeLessThan(300);
  expect(server.store.groups[0].members).toEqual([expect.objectContaining({ value: known('asha') })]);
  expect(await sent(about('remove-member', { group }), references)).toBeLessThan(300);
  expect(server.store.groups[0].members ?? []).toEqual([]);
  expect(await sent(about('delete-user'), references)).toBe(204);
  expect(person()).toBeUndefined();
});

test('a Bulk file is taken as it is: the group has the id of its new member', async () => {
  const group = { name: 'New ones', isNew: true };
  const made = user(7, { isNew: true, values: { ...all, userName: 'new one' } });
  const plan = [
    operation('create-user', { user: made }),
    operation('create-group', { group }),
    operation('add-member', { user: made, group })
  ];
  const { files } = written(scimBulk, sourceOf(plan));
  const [body] = [...files.values()].map((bytes) => bytes.toString());
  const answer = await fetch(`${server.address}/Bulk`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  const there = server.store.groups.find(({ displayName }) => displayName === 'New ones');
  expect(there?.members).toEqual([expect.objectContaining({ value: known('new one') })]);
});
