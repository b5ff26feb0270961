import type { Remote } from 'comlink';
import { beforeEach, expect, test } from 'vitest';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,first name,last name,email,employee number,manager
ann,Ann,Li,ann@x.example,1,NO_MANAGER
bo,Bo,Ek,bo@x.example,2,1
cy,Cy,Ng,cy@x.example,3,"Li, Ann"
di,Di,Oh,di@x.example,4,ANN@x.example
ed,Ed,Po,ed@x.example,5,gone@x.example
jo1,Jo,Roe,jo1@x.example,6,fy
jo2,Jo,Roe,jo2@x.example,7,fy
fy,Fy,Ut,fy@x.example,8,Jo Roe
`;

let number = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Managers ${++number}`));
});

const users = (csv: string, mode: 'full' | 'incremental' = 'full') =>
  stage(engine, { kind: 'users', domainId }, csv, mode);
const accounts = (csv: string) => stage(engine, { kind: 'accounts', appId }, csv);

test('users’ managers are found in the list they came in with; those who are not are listed with their rows', async () => {
  const { check, commit } = await users(USERS);
  expect(check.managers).toEqual({ found: 5, nobody: 1, several: 1, inCircles: 0 });
  expect(check.issues).toEqual([
    {
      kind: 'unresolved-manager',
      count: 1,
      examples: [{ kind: 'unresolved-manager', record: 6, excerpt: 'gone@x.example' }]
    },
    { kind: 'ambiguous-manager', count: 1, examples: [{ kind: 'ambiguous-manager', record: 9, excerpt: 'Jo Roe' }] }
  ]);
  const run = await commit();
  expect([run.managers, run.issues]).toEqual([check.managers, check.issues]);
});

test('a list of changes names managers who are there already; circles are counted', async () => {
  await (await users(USERS)).commit();
  const { check } = await users(
    'username,email,manager\nnew,new@x.example,gone\nann,ann@x.example,cy\n',
    'incremental'
  );
  expect(check.managers).toEqual({ found: 1, nobody: 1, several: 0, inCircles: 2 });
  expect(check.issues).toMatchObject([{ kind: 'unresolved-manager', examples: [{ record: 2, excerpt: 'gone' }] }]);
});

test('without a manager anywhere nothing is said', async () => {
  expect((await users('username,email\nann,a@x.example\n')).check.managers).toBeUndefined();
  expect((await users('username,email,manager\nann,a@x.example,\nbo,b@x.example,NO_MANAGER\n')).check).toMatchObject({
    managers: undefined,
    issues: []
  });
});

test('an account’s manager is looked for among the accounts first, then among the users', async () => {
  await (await users(USERS)).commit();
  const { check, commit } = await accounts(
    'id,name,email,manager\n1,Ann Li,ann@vendor.example,\n9,Bo Ek,bo@vendor.example,1\n10,Cy Ng,cy@vendor.example,di@x.example\n11,X,x@vendor.example,12\n'
  );
  expect(check.managers).toEqual({ found: 2, nobody: 1, several: 0, inCircles: 0 });
  await commit();
  const managers = await Promise.all([0, 1, 2, 3].map((row) => engine.accountManager(appId, asRow(row))));
  expect(managers.map(must)).toEqual([
    undefined,
    // The vendor's 1, not employee 1.
    { text: '1', kind: 'person', list: 'own', name: 'Ann Li', userName: '', email: 'ann@vendor.example' },
    { text: 'di@x.example', kind: 'person', list: 'users', name: 'Di Oh', userName: 'di', email: 'di@x.example' },
    { text: '12', kind: 'nobody' }
  ]);
});
