import { beforeEach, expect, test } from 'vitest';
import type { Remote } from 'comlink';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,email,groups
ann,ann@x.example,"Sales;Field service;Sales"
bo,bo@x.example,sales-emea
cy,cy@x.example,
`;
const ACCOUNTS = `id,email,groups
1,ann@x.example,"SALES ;Admins"
2,bo@x.example,Admins
3,cy@x.example,Groep 10;Groep 9
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Groups ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

const ALL = { start: 0, end: 50 };

test('groups come by name with their members counted once, and find the domain’s group of the same name', async () => {
  expect(must(await engine.groups({ kind: 'users', domainId }, '', ALL)).rows).toEqual([
    { name: 'Field service', memberCount: 1, domainGroup: undefined },
    { name: 'Sales', memberCount: 1, domainGroup: undefined },
    { name: 'sales-emea', memberCount: 1, domainGroup: undefined }
  ]);
  const window = must(await engine.groups({ kind: 'accounts', appId }, '', ALL));
  expect(window.total).toBe(4);
  expect(window.rows.map(({ name, memberCount, domainGroup }) => [name, memberCount, domainGroup?.name])).toEqual([
    ['Admins', 2, undefined],
    ['Groep 9', 1, undefined],
    ['Groep 10', 1, undefined],
    ['SALES', 1, 'Sales']
  ]);
});

test('a search finds parts of names in any case; a window is a part of the list', async () => {
  const found = must(await engine.groups({ kind: 'users', domainId }, 'SALES', ALL));
  expect(found.rows.map(({ name }) => name)).toEqual(['Sales', 'sales-emea']);
  expect(must(await engine.groups({ kind: 'users', domainId }, 'sales', { start: 1, end: 2 }))).toMatchObject({
    total: 2,
    start: 1,
    rows: [{ name: 'sales-emea' }]
  });
});

test('members are listed, and follow the list', async () => {
  const members = must(await engine.groupMembers({ kind: 'accounts', appId }, 'Admins', ALL));
  expect(members.rows.map(({ email, before, userBefore }) => [email, before, userBefore?.userName])).toEqual([
    ['ann@x.example', 'exact', 'ann'],
    ['bo@x.example', 'exact', 'bo']
  ]);
  await (await stage(engine, { kind: 'users', domainId }, 'username,groups\ndi,Sales\nann,Sales\n')).commit();
  const sales = must(await engine.groupMembers({ kind: 'users', domainId }, 'Sales', ALL));
  expect(sales.rows.map(({ userName }) => userName)).toEqual(['ann', 'di']);
});

test('the account says which groups it is in', async () => {
  expect(must(await engine.accountDetail(appId, asRow(0))).groups).toEqual(['SALES', 'Admins']);
  expect(must(await engine.groups({ kind: 'accounts', appId }, 'nobody', ALL)).rows).toEqual([]);
});
