import { beforeAll, describe, expect, test } from 'vitest';
import { asRow } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { Remote } from 'comlink';
import { accountRows } from '../fixtures/account-rows';
import { fakeLocks, must, startEngine } from '../fixtures/engine';
import { POLLUTING, walkThrough, type Walked } from '../fixtures/hostile-walk';
import { openSession } from '../fixtures/open-session';
import { cellText } from '../../src/lib/engine/record-set';
import { customAttribute } from '../../src/lib/model/attribute';

/** Columns, members, groups, people and reasons called `__proto__` and the like: kept as they are, and nothing more. */
const before = Reflect.ownKeys(Object.prototype);
const locks = fakeLocks();
let engine: Remote<EngineApi>;
let walked: Walked;

beforeAll(async () => {
  engine = startEngine(locks);
  walked = await walkThrough(engine, '__proto__');
});

function expectClean(): void {
  expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  expect(([] as unknown as Record<string, unknown>)['admin']).toBeUndefined();
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
}

describe('polluting names', () => {
  test('reach no other object', expectClean);

  test('are kept in cells, under their own header', async () => {
    const session = await openSession(engine, locks);
    const { records } = await session.workspace.lists.users(walked.domainId);
    for (const header of POLLUTING) expect(cellText(records, 0, customAttribute(header))).toBe(`${header} of ann`);
    const accounts = (await session.workspace.lists.accounts(walked.appId)).records;
    for (const header of POLLUTING)
      expect(cellText(accounts, 2, customAttribute(header))).toBe(`${header} of constructor`);
  });

  test('are names of groups, people and workspaces like others', async () => {
    const groups = must(await engine.groups({ kind: 'users', domainId: walked.domainId }, '', { start: 0, end: 9 }));
    expect(groups.rows.map(({ name, memberCount }) => [name, memberCount])).toEqual([
      ['__proto__', 5],
      ['constructor', 5]
    ]);
    const names = (await accountRows(engine, walked.appId)).map(({ userName }) => userName);
    expect(names).toEqual(['bo', 'cy', 'constructor', 'toString']);
    const { workspace, domains, apps } = must(await engine.overview());
    expect([workspace.name, domains[0]?.domain.name, apps[0]?.app.name]).toEqual([
      '__proto__',
      'constructor',
      'prototype'
    ]);
  });

  test('are fields of a connection, as they were typed', async () => {
    const [{ connection }] = must(await engine.connections());
    expect(Object.hasOwn(connection.fields, '__proto__')).toBe(true);
    expect(Object.getOwnPropertyDescriptor(connection.fields, '__proto__')?.value).toBe('value of __proto__');
    expect(Object.keys(connection.fields)).toEqual([...POLLUTING]);
  });

  test('leave in files', async () => {
    expect(walked.files.length).toBeGreaterThan(5);
    expect(walked.report).toContain('__proto__');
    const detail = must(await engine.accountDetail(walked.appId, asRow(2)));
    expect(detail.groups).toEqual(['__proto__', 'constructor']);
    expectClean();
  });
});
