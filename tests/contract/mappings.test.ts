import type { Remote } from 'comlink';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppId, IdentityDomainId } from '../../src/lib/model/ids';
import type { Synchronization } from '../../src/lib/model/synchronization';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { ViewQuery } from '../../src/lib/protocol/view';
import { fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `username,first name,last name,email
ali,Ann,Li,ann@x.example
bek,Bo,Ek,bo@x.example
`;
const ACCOUNTS = `id,name,first name,last name,email,Cost Center
1,Ann Li,Ann,Li,a.li@old.example,Sales 7
2,Bo,Bo,Ek,nobody,Sales
3,Di Oh,Di,Oh,di@else.example,IT 3
4,Ed Oh,Ed,Oh,ed@else.example,IT
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Mapping client ${++workspaceNumber}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

async function settings(): Promise<Synchronization> {
  const { apps } = must(await engine.overview());
  const found = apps.find(({ app }) => app.id === appId);
  if (!found) throw new Error('The app is gone.');
  return found.app.synchronization;
}

async function save(part: Partial<Synchronization>) {
  return engine.saveSynchronization(appId, { ...(await settings()), ...part });
}

async function preview(
  part: Partial<Pick<Synchronization, 'mappings' | 'usernameFormat'>>,
  range = { start: 0, end: 8 }
) {
  const { mappings, usernameFormat } = await settings();
  const users = must(await engine.previewMappings(appId, { mappings, usernameFormat, ...part }, range));
  return users.map(({ name, values }) => ({
    name,
    ...Object.fromEntries(values.map(({ attribute, value, failure }) => [attribute, failure ?? value]))
  }));
}

async function allUsers() {
  const query: ViewQuery = { kind: 'users', domainId, text: '' };
  const { viewId, total } = must(await engine.openView('users', query));
  const window = await engine.readWindow(viewId, 0, total);
  return window.kind === 'users' ? window.rows : [];
}

describe('expressions of an app', () => {
  test('are checked against the columns that its accounts have', async () => {
    expect(must(await engine.checkExpression(appId, 'account["Cost Center"]'))).toMatchObject({
      reads: ['custom:Cost Center']
    });
    expect(await engine.checkExpression(appId, 'account["Cost Centre"]')).toMatchObject({
      ok: false,
      error: {
        kind: 'expression-invalid',
        problem: { message: expect.stringContaining('Is account["Cost Center"] meant?'), start: 8, end: 21 }
      }
    });
  });

  test('are tried on real accounts, row by row', async () => {
    const mappings = [{ user: 'department' as const, expression: 'account["Cost Center"].split(" ")[1]' }];
    expect(await preview({ mappings, usernameFormat: { kind: 'preset', preset: 'flast' } })).toEqual([
      expect.objectContaining({ name: 'Ann Li', userName: 'ali', department: '7' }),
      expect.objectContaining({
        name: 'Bo',
        userName: 'bek',
        department: 'The list has no entry 1; the first one is 0.'
      }),
      expect.objectContaining({ name: 'Di Oh', userName: 'doh', department: '3' }),
      expect.objectContaining({
        name: 'Ed Oh',
        userName: 'eoh',
        department: 'The list has no entry 1; the first one is 0.'
      })
    ]);
  });

  test('are tried a page at a time, and past the end there is nothing', async () => {
    expect((await preview({}, { start: 1, end: 2 })).map(({ name }) => name)).toEqual(['Bo']);
    expect(await preview({}, { start: 4, end: 9 })).toEqual([]);
  });

  test('are kept in our own form', async () => {
    const saved = must(
      await save({
        usernameFormat: { kind: 'expression', expression: '${fn:substringBefore(source.email, "@")}' },
        mappings: [{ user: 'displayName', expression: 'user.lastName + ", " + user.firstName' }]
      })
    );
    expect(saved.synchronization).toMatchObject({
      usernameFormat: { kind: 'expression', expression: 'before(account.email, "@")' },
      mappings: [{ user: 'displayName', expression: 'account.familyName + ", " + account.givenName' }]
    });
  });

  test.each([
    ['Username format', { usernameFormat: { kind: 'expression', expression: 'lower(' } }],
    ['Department', { mappings: [{ user: 'department', expression: 'account.nope' }] }]
  ] as const)('that are bad are refused where they are written: %s', async (where, part) => {
    const before = await settings();
    expect(await save(part)).toMatchObject({ ok: false, error: { kind: 'expression-invalid', where } });
    expect(await settings()).toEqual(before);
  });

  test('make the users that are created', async () => {
    must(
      await save({
        usernameFormat: { kind: 'expression', expression: 'unique(lower(account.familyName), 20)' },
        mappings: [{ user: 'department', expression: 'account["Cost Center"].split(" ")[1]' }]
      })
    );
    const accounts: ViewQuery = { kind: 'accounts', appId, text: '', situations: [], statuses: [], flags: [] };
    const { viewId } = must(await engine.openView('desk', accounts));
    must(await engine.decide({ kind: 'create-users', appId, selection: { kind: 'view', viewId, except: [] } }));
    const made = (await allUsers()).slice(2).map(({ userName, email }) => [userName, email]);
    // Ann Li and Bo have users that may be theirs: none is made for them.
    expect(made).toEqual([
      ['oh', 'di@else.example'],
      ['oh2', 'ed@else.example']
    ]);
  });

  test('of the username format are what matching compares', async () => {
    const matched = async () => {
      const { transitions } = doneRematch(await engine.previewRematch(appId, undefined, nothing));
      return transitions.map(({ after, count }) => `${after}: ${count}`).sort();
    };
    must(
      await save({
        matchBy: 'criteria',
        criteria: { comparesUsername: true, comparesEmail: false, attributes: [] },
        usernameFormat: { kind: 'preset', preset: 'flast' }
      })
    );
    expect(await matched()).toEqual(['exact: 2', 'no-match: 2']);
    must(
      await save({
        usernameFormat: { kind: 'expression', expression: 'lower(sub(account.givenName, 0, 1) + account.familyName)' }
      })
    );
    expect(await matched()).toEqual(['exact: 2', 'no-match: 2']);
    must(await save({ usernameFormat: { kind: 'preset', preset: 'first.last' } }));
    expect((await matched()).some((line) => line.startsWith('exact'))).toBe(false);
  });
});

function doneRematch<Value>(outcome: { readonly status: string; readonly value?: Value }): Value {
  if (outcome.status !== 'done' || outcome.value === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}
