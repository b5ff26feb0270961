import { describe, expect, test } from 'vitest';
import { accountWindow, ALL_STATUSES } from '../fixtures/account-window';
import { CommitWorkspace, type Person } from '../fixtures/commit-workspace';
import { done, must, nothing } from '../fixtures/engine';
import { asRow } from '../../src/lib/model/ids';

function person(id: string, name: string, more: Partial<Person> = {}): Person {
  return { id, userName: name, email: `${name}@alder.example`, title: 'Clerk', ...more };
}

const USERS = [person('u1', 'ann'), person('u2', 'bo'), person('u3', 'cy')];
const ACCOUNTS = [person('a1', 'ann'), person('a2', 'bo', { title: 'Lead' }), person('a3', 'cy'), person('a4', 'di')];

/** Last week: everything was decided, and handed over. */
async function committed(): Promise<CommitWorkspace> {
  const workspace = await CommitWorkspace.open();
  await workspace.users(USERS);
  await workspace.accounts(ACCOUNTS);
  await workspace.start({ way: 'files', formats: ['scim-bulk'] });
  return workspace;
}

async function shown({ engine, appId }: CommitWorkspace): Promise<string[]> {
  const { rows } = await accountWindow(engine, appId, { statuses: ALL_STATUSES });
  return rows.map(({ status, flags, user }) => `${status} ${user?.userName ?? '-'}${flags === 0 ? '' : ` ${flags}`}`);
}

async function userNames({ engine, domainId }: CommitWorkspace): Promise<string[]> {
  const { viewId, total } = must(await engine.openView('users', { kind: 'users', domainId, text: '' }));
  const window = await engine.readWindow(viewId, 0, total);
  return window.kind === 'users' ? window.rows.map(({ userName }) => userName) : [];
}

const COMMITTED = ['committed ann', 'committed bo', 'committed cy', 'committed di'];

describe("next week's files", () => {
  test('without a difference leave nothing to plan, before and after matching again', async () => {
    const workspace = await committed();
    await workspace.accounts(ACCOUNTS);
    await workspace.users(USERS.map((one) => (one.id === 'u2' ? { ...one, title: 'Lead' } : one)));
    expect(await workspace.ids()).toEqual([]);
    done(await workspace.engine.rematch(workspace.appId, nothing));
    expect(await shown(workspace)).toEqual(COMMITTED);
    expect(await workspace.ids()).toEqual([]);
  });

  test('plan only what is another since: the changed account, the new one', async () => {
    const workspace = await committed();
    const changed = ACCOUNTS.map((one) => (one.id === 'a3' ? { ...one, title: 'Head' } : one));
    await workspace.users([...USERS, person('u5', 'ed')], 'incremental');
    await workspace.accounts([...changed, person('a5', 'ed')]);
    expect(await shown(workspace)).toEqual([...COMMITTED.slice(0, 2), 'committed cy 4', COMMITTED[3], 'confirmed ed']);
    const plan = await workspace.plan();
    expect(plan.map(({ kind, user, changes }) => [kind, user?.values.userName, changes[0]?.after])).toEqual([
      ['update-user', 'cy', 'Head'],
      ['link', 'ed', undefined]
    ]);
    await workspace.start({ way: 'files' });
    expect(await shown(workspace)).toEqual([...COMMITTED, 'committed ed']);
    expect(await workspace.ids()).toEqual([]);
  });

  test('do not forget a link that a rule made, was committed, and is not found any more: it is flagged', async () => {
    const workspace = await committed();
    await workspace.accounts(ACCOUNTS.map((one) => (one.id === 'a1' ? person('a1', 'anna') : one)));
    expect((await shown(workspace))[0]).toBe('committed ann 4');
    done(await workspace.engine.rematch(workspace.appId, nothing));
    expect((await shown(workspace))[0]).toBe('committed ann 4');
  });

  test('of which a change means nothing to the plan are seen and confirmed anew, and only those', async () => {
    const workspace = await committed();
    const elsewhere = ACCOUNTS.map((one) =>
      one.id === 'a1' ? { ...one, groups: '', email: 'ANN@alder.example' } : one
    );
    await workspace.set({ userUpdates: 'leave', memberships: 'leave' });
    await workspace.accounts(elsewhere);
    expect((await shown(workspace))[0]).toBe('committed ann 4');
    const confirm = () =>
      workspace.engine.decide({
        kind: 'confirm',
        appId: workspace.appId,
        selection: { kind: 'rows', rows: [asRow(0)] }
      });
    await workspace.set({ userUpdates: 'overwrite' });
    expect(await workspace.ids()).toHaveLength(1);
    expect(await confirm()).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
    await workspace.set({ userUpdates: 'leave' });
    must(await confirm());
    expect((await shown(workspace))[0]).toBe('committed ann');
    must(await workspace.engine.undo());
    expect((await shown(workspace))[0]).toBe('committed ann 4');
  });

  test('without a committed account ask what becomes of its user, and plan that', async () => {
    const workspace = await committed();
    await workspace.accounts(ACCOUNTS.slice(1));
    expect((await shown(workspace))[0]).toBe('committed ann 8');
    expect(await workspace.ids()).toEqual([]);
    expect(must(await workspace.engine.accountDetail(workspace.appId, asRow(0))).proposal).toBe('leave');
    await workspace.deprovision([0], 'deactivate');
    expect((await workspace.plan()).map(({ kind }) => kind)).toEqual(['deactivate-user']);
    await workspace.start({ way: 'files' });
    expect((await shown(workspace))[0]).toBe('committed ann 8');
    expect(await workspace.ids()).toEqual([]);
  });
});

describe('a user who was made here', () => {
  test('is the same row when the list of users brings them with the id that they have got', async () => {
    const workspace = await committed();
    expect(await userNames(workspace)).toEqual(['ann', 'bo', 'cy', 'di']);
    await workspace.users([person('t9', 'DI'), ...USERS]);
    expect(await userNames(workspace)).toEqual(['ann', 'bo', 'cy', 'DI']);
    await workspace.users([person('t9', 'diana'), ...USERS]);
    expect(await userNames(workspace)).toEqual(['ann', 'bo', 'cy', 'diana']);
    expect((await shown(workspace))[3]).toBe('committed diana');
  });

  test('is not created any more once the list of users has them, committed or not', async () => {
    const workspace = await CommitWorkspace.open();
    await workspace.users(USERS);
    await workspace.accounts(ACCOUNTS);
    expect(await workspace.ids()).toContain('create-user:3');
    await workspace.users([...USERS, person('t9', 'diana', { email: 'DI@alder.example' })]);
    expect(await userNames(workspace)).toEqual(['ann', 'bo', 'cy', 'diana']);
    const kinds = new Set((await workspace.plan()).map(({ kind }) => kind));
    expect([...kinds]).toEqual(['update-user', 'link']);
  });

  test('is another one than somebody who shares the e-mail', async () => {
    const workspace = await committed();
    const sharing = [
      person('t8', 'front', { email: 'di@alder.example' }),
      person('t9', 'desk', { email: 'di@alder.example' })
    ];
    await workspace.users([...USERS, ...sharing]);
    expect(await userNames(workspace)).toEqual(['ann', 'bo', 'cy', 'di', 'front', 'desk']);
  });
});
