import type { Remote } from 'comlink';
import { beforeEach, expect, test } from 'vitest';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,display name,email
ana,Ana Maric,ana@x.example
ana2,Аna Maric,ana2@x.example
bo,Bo Ek,bo@x.example
аdmin,Root,root@x.example
admin,Administrator,admin@x.example
ANA3,ANA MARIC,ana3@x.example
`;
const ACCOUNTS = `id,username,display name,email
1,x1,Ana Maric,ana@x.example
2,x2,Bo Ek,bo@x.example
3,admin,Someone,nobody@x.example
4,,Ana Maric,
`;

let number = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Look-alikes ${++number}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

const told = async (row: number, owners: readonly number[] = []) =>
  must(await engine.lookAlikes(appId, asRow(row), owners.map(asRow)));

test('users who only look like the account are told, by name and by username', async () => {
  expect(await told(0)).toEqual([{ user: 1, name: 'Аna Maric', of: 'Ana Maric' }]);
  expect(await told(2)).toEqual([{ user: 3, name: 'аdmin', of: 'admin' }]);
});

test('nobody is told who is called so, in other case too, or who is called otherwise', async () => {
  expect(await told(1)).toEqual([]);
  expect((await told(3)).map(({ user }) => user)).toEqual([1]);
});

test('users who look like a candidate are told, each once', async () => {
  expect(await told(1, [0])).toEqual([{ user: 1, name: 'Аna Maric', of: 'Ana Maric' }]);
  expect(await told(0, [0, 1])).toEqual([
    { user: 1, name: 'Аna Maric', of: 'Ana Maric' },
    { user: 0, name: 'Ana Maric', of: 'Аna Maric' },
    { user: 5, name: 'ANA MARIC', of: 'Аna Maric' }
  ]);
});

test('rows that are not there are no failure, and new users are known', async () => {
  expect(await told(99, [99, -1])).toEqual([]);
  await (
    await stage(engine, { kind: 'users', domainId }, 'username,display name\nbo9,Вo Ek\n', 'incremental')
  ).commit();
  expect(await told(1)).toMatchObject([{ name: 'Вo Ek', of: 'Bo Ek' }]);
});
