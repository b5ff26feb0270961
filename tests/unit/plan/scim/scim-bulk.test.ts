import Ajv from 'ajv/dist/2019';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scimBulk } from '../../../../src/lib/plan/scim/scim-bulk';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, operation, sourceOf, user, written, type Written } from '../plan-operations';
import { BULK_REQUEST } from './bulk-schema';

interface BulkOperation {
  readonly method: string;
  readonly path: string;
  readonly bulkId?: string;
  readonly data?: {
    readonly userName?: string;
    readonly displayName?: string;
    readonly members?: readonly { readonly value: string }[];
  };
}

const isBulkRequest = new Ajv({ strict: true }).compile(BULK_REQUEST);

function requests({ files }: Written): readonly (readonly BulkOperation[])[] {
  return [...files].map(([path, bytes], i) => {
    expect(path).toBe(`scim/bulk-${String(i + 1).padStart(4, '0')}.json`);
    const request: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    expect(isBulkRequest(request), JSON.stringify(isBulkRequest.errors)).toBe(true);
    // The schema says so.
    return (request as { readonly Operations: readonly BulkOperation[] }).Operations;
  });
}

const newUser = (row: number, userName = `user${row}`) => user(row, { isNew: true, values: { userName } });
const created = (row: number, userName?: string) => operation('create-user', { user: newUser(row, userName) });
const group = (name: string) => ({ name, isNew: true });
const member = (row: number, name: string) => operation('add-member', { user: newUser(row), group: group(name) });

test('a new group stands in one request with its new members, and names those who exist by id', () => {
  const plan = [
    created(1),
    created(2),
    created(3),
    operation('create-group', { group: group('Sales') }),
    member(2, 'Sales'),
    operation('add-member', { user: user(9, { targetId: 'id9' }), group: group('Sales') })
  ];
  const result = written(scimBulk, sourceOf(plan), { maxOperations: 2 });
  expect(requests(result).map((one) => one.map(({ bulkId }) => bulkId))).toEqual([
    ['u1', 'u3'],
    ['u2', 'g0']
  ]);
  expect(requests(result)[1][1].data?.members?.map(({ value }) => value)).toEqual(['bulkId:u2', 'id9']);
  expect(result.tally).toEqual({ written: 6, unsaid: {} });
});

test('a group of everybody is created without its new members; smaller ones keep theirs', () => {
  const rows = Array.from({ length: 12 }, (_, row) => row);
  const plan = [
    ...rows.map((row) => created(row)),
    operation('create-group', { group: group('All') }),
    ...rows.map((row) => member(row, 'All')),
    operation('create-group', { group: group('Few') }),
    member(3, 'Few'),
    member(4, 'Few')
  ];
  const result = written(scimBulk, sourceOf(plan), { maxOperations: 5 });
  const few = requests(result).find((one) => one.some(({ data }) => data?.displayName === 'Few'));
  expect(few?.find(({ data }) => data?.displayName === 'Few')?.data?.members?.map(({ value }) => value)).toEqual([
    'bulkId:u3',
    'bulkId:u4'
  ]);
  expect(result.tally).toEqual({ written: 12 + 2 + 2, unsaid: { 'add-member': 12 } });
});

test('users who exist are said by id; without one, and links, they are left unsaid', () => {
  const known = user(1, { targetId: 'a/b c' });
  const change = { attribute: 'email', before: 'a@x', after: 'b@x' } as const;
  const plan = [
    operation('update-user', { user: known, changes: [change] }),
    operation('suspend-user', { user: known }),
    operation('deactivate-user', { user: user(2) }),
    operation('delete-user', { user: known }),
    operation('link', { user: known }),
    operation('remove-member', { user: known, group: { name: 'Old', isNew: false } })
  ];
  const result = written(scimBulk, sourceOf(plan));
  const [first] = requests(result);
  expect(first.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PATCH /Users/a%2Fb%20c',
    'PATCH /Users/a%2Fb%20c',
    'DELETE /Users/a%2Fb%20c'
  ]);
  expect(result.tally).toMatchObject({ written: 3, unsaid: { link: 1, 'remove-member': 1, 'deactivate-user': 1 } });
  expect(result.tally.notes?.[0]).toContain('1 operation is left out');
  expect(result.tally.notes?.[1]).toContain('named by the ids that the list of users brought');
  const foreign = written(scimBulk, sourceOf(plan), { hasOwnIds: false });
  expect([foreign.files.size, foreign.tally.written]).toEqual([0, 0]);
});

test('only what has the form of the target’s ids is taken for one; a manager without an id is left out', () => {
  const id = '0123456789abcdef0123456789abcdef';
  const hired = (row: number, manager: string) =>
    operation('create-user', { user: user(row, { isNew: true, values: { userName: `u${row}`, manager } }) });
  const plan = [
    hired(1, 'Zoe'),
    hired(2, 'Ben'),
    hired(3, id),
    hired(6, 'CN=Mia'),
    operation('delete-user', { user: user(4, { targetId: '1001' }) }),
    operation('delete-user', { user: user(5, { targetId: id }) })
  ];
  const ids: Readonly<Record<string, string>> = { Zoe: id, Ben: 'HR-7' };
  const managers = (text: string) => (ids[text] ? { userName: text, targetId: ids[text] } : undefined);
  const result = written(scimBulk, sourceOf(plan), { target: 'oracle', managers });
  const texts = [...result.files.values()].map(String).join('');
  const all = requests(result).flat();
  expect(all.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /Users',
    'POST /Users',
    'POST /Users',
    'POST /Users',
    `DELETE /Users/${id}`
  ]);
  expect(texts.match(/"manager":\{[^}]*\}/g)).toEqual([`"manager":{"value":"${id}"}`, `"manager":{"value":"${id}"}`]);
  expect(result.tally.unsaid).toEqual({ 'delete-user': 1 });
  expect(result.tally.notes?.at(-1)).toBe('2 managers are left out, as their ids in the target are not known.');
});

test('Oracle is asked for no more than 100 operations at once', () => {
  const plan = Array.from({ length: 250 }, (_, row) => created(row));
  const result = written(scimBulk, sourceOf(plan), { target: 'oracle' });
  expect(requests(result).map((one) => one.length)).toEqual([100, 100, 50]);
  expect(result.tally.notes?.[0]).toContain('at most 100');
});

test('naughty strings come back as they were', () => {
  const texts = NAUGHTY.filter((text) => text !== '');
  const plan = texts.map((text, row) => created(row, text));
  const names = requests(written(scimBulk, sourceOf(plan), { maxOperations: 50 })).flat();
  expect(names.map(({ data }) => data?.userName)).toEqual(texts);
});

test('half a surrogate pair is written as JSON escapes it', () => {
  const { files } = written(scimBulk, sourceOf([created(1, 'a\ud800b')]));
  expect([...files.values()][0].toString()).toContain(String.raw`"userName":"a\ud800b"`);
});

test('a user who is larger than a request is left unsaid, with the memberships', () => {
  const plan = [created(1), created(2, 'x'.repeat(2000)), operation('create-group', { group: group('G') })];
  const result = written(scimBulk, sourceOf([...plan, member(1, 'G'), member(2, 'G')]), { maxBytes: 1000 });
  expect(requests(result).flat()).toHaveLength(2);
  expect(result.tally).toEqual({ written: 3, unsaid: { 'create-user': 1, 'add-member': 1 } });
});

test('nothing to write is no file', () => {
  expect(written(scimBulk, sourceOf([])).files.size).toBe(0);
});

test('any plan: limits are kept, references stay within a request, and what is written or unsaid adds up', () => {
  fc.assert(
    fc.property(
      anyPlan(12),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 300, max: 6000 }),
      (plan, most, bytes) => {
        const result = written(scimBulk, sourceOf(plan), { maxOperations: most, maxBytes: bytes });
        const all = requests(result);
        for (const file of result.files.values()) expect(file.length).toBeLessThanOrEqual(bytes);
        for (const one of all) {
          expect(one.length).toBeLessThanOrEqual(most);
          const ids = one.flatMap(({ bulkId }) => bulkId ?? []);
          expect(new Set(ids).size).toBe(ids.length);
          const references = one.flatMap(({ data }) => data?.members ?? []).map(({ value }) => value);
          for (const value of references) if (value.startsWith('bulkId:')) expect(ids).toContain(value.slice(7));
        }
        const members = all.flat().flatMap(({ data }) => data?.members ?? []).length;
        expect(result.tally.written).toBe(all.flat().length + members);
        expect(result.pieces.reduce((sum, { rows = 0 }) => sum + rows, 0)).toBe(all.flat().length);
        const unsaid = Object.values(result.tally.unsaid).reduce((sum, count) => sum + count, 0);
        expect(result.tally.written + unsaid).toBe(plan.length);
        for (const pair of membershipsOf(all)) expect(plannedMemberships(plan)).toContain(pair);
      }
    )
  );
});

test('any plan with room enough is written whole but for what needs an unknown id', () => {
  fc.assert(
    fc.property(anyPlan(12), (plan) => {
      const result = written(scimBulk, sourceOf(plan), { maxOperations: 10_000, maxBytes: 10_000_000 });
      const created = new Set(
        plan.flatMap(({ kind, user: about }) => (kind === 'create-user' && about ? about.row : []))
      );
      const expected = plannedMemberships(
        plan.filter(
          ({ user: about, group: to }) => about && to?.isNew && (about.isNew ? created.has(about.row) : about.targetId)
        )
      );
      expect([...membershipsOf(requests(result))].sort()).toEqual([...expected].sort());
    })
  );
});

/** `group<user`, a new user by `bulkId:u<row>`. */
function membershipsOf(all: readonly (readonly BulkOperation[])[]): readonly string[] {
  return all.flat().flatMap(({ data }) => (data?.members ?? []).map(({ value }) => `${data?.displayName}<${value}`));
}

function plannedMemberships(plan: Parameters<typeof sourceOf>[0]): readonly string[] {
  return plan.flatMap(({ kind, user: about, group: to }) =>
    kind === 'add-member' && about && to ? [`${to.name}<${about.isNew ? `bulkId:u${about.row}` : about.targetId}`] : []
  );
}
