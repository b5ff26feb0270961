import { beforeEach, expect, test } from 'vitest';
import type { Remote } from 'comlink';
import type { IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `User Name,First Name,Last Name,Work Email,Primary Email Type,Department
asha.rao,Asha,Rao,asha.rao@alder.example,work,Finance
zoe.munoz,Zoë,Muñoz,zoe.munoz@alder.example,work,Engineering
lin.wei,Lin,Wei,lin.wei@alder.example,work,Sales
`;
const GROUPS = `Name,Description,User Members
Finance,,asha.rao;nobody.known
Staff,,ASHA.RAO;zoe.munoz
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId } = await openWithApp(engine, `Memberships ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
});

const ALL = { start: 0, end: 50 };

async function groups(): Promise<unknown> {
  const target = { kind: 'users', domainId } as const;
  const found: Record<string, readonly string[]> = {};
  for (const { name } of must(await engine.groups(target, '', ALL)).rows)
    found[name] = must(await engine.groupMembers(target, name, ALL)).rows.map(({ email }) => email);
  return found;
}

async function users(): Promise<unknown> {
  const { viewId } = must(await engine.openView('users', { kind: 'users', domainId, text: '' }));
  return (await engine.readWindow(viewId, 0, 50)).rows;
}

test('a list of groups says of known people what groups they are in, and nothing else of them', async () => {
  const before = await users();
  const groupsFile = await stage(engine, { kind: 'users', domainId }, GROUPS, 'incremental');
  expect(groupsFile.check.rows).toEqual({ created: 0, updated: 2, unchanged: 0, skipped: 1, vanished: 0 });
  expect(groupsFile.check.issues.map(({ kind, examples }) => [kind, examples.map(({ excerpt }) => excerpt)])).toEqual([
    ['nobody-here', ['nobody.known']]
  ]);
  await groupsFile.commit();
  expect(await groups()).toEqual({
    Finance: ['asha.rao@alder.example'],
    Staff: ['asha.rao@alder.example', 'zoe.munoz@alder.example']
  });
  expect(await users()).toEqual(before);
});

test('is a list of changes whatever it is taken for: who is in no group has not vanished', async () => {
  const groupsFile = await stage(engine, { kind: 'users', domainId }, GROUPS, 'full');
  expect([groupsFile.check.mode, groupsFile.check.rows.vanished]).toEqual(['incremental', 0]);
  expect((await groupsFile.commit()).mode).toBe('incremental');
  const again = await stage(engine, { kind: 'users', domainId }, USERS);
  expect(again.check.rows).toMatchObject({ created: 0, vanished: 0 });
});

test('brought in again it changes nothing; into an empty list it brings nobody', async () => {
  await (await stage(engine, { kind: 'users', domainId }, GROUPS, 'incremental')).commit();
  const again = await stage(engine, { kind: 'users', domainId }, GROUPS, 'incremental');
  expect(again.check.rows).toEqual({ created: 0, updated: 0, unchanged: 2, skipped: 1, vanished: 0 });
  const { domainId: empty } = await openWithApp(engine, `Empty ${++workspaceNumber}`);
  const first = await stage(engine, { kind: 'users', domainId: empty }, GROUPS, 'incremental');
  expect(first.check.rows).toEqual({ created: 0, updated: 0, unchanged: 0, skipped: 3, vanished: 0 });
  await first.commit();
  expect(must(await engine.overview()).domains.map(({ userCount }) => userCount)).toEqual([0]);
});
