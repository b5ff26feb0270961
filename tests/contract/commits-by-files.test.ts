import { proxy } from 'comlink';
import { describe, expect, test } from 'vitest';
import { accountWindow, ALL_STATUSES } from '../fixtures/account-window';
import { CommitWorkspace, type Person } from '../fixtures/commit-workspace';
import { done, must } from '../fixtures/engine';

function person(id: string, name: string, more: Partial<Person> = {}): Person {
  return { id, userName: name, email: `${name}@alder.example`, ...more };
}

/** Three users with accounts that differ, one account without a user. */
const USERS = [
  person('u1', 'ann', { title: 'Clerk', groups: 'Staff' }),
  person('u2', 'bo', { title: 'Clerk' }),
  person('u3', 'cy', { title: 'Clerk' })
];
const ACCOUNTS = [
  person('a1', 'ann', { title: 'Clerk', groups: 'Staff' }),
  person('a2', 'bo', { title: 'Lead', groups: 'Staff\nNight shift' }),
  person('a3', 'cy', { title: 'Clerk' }),
  person('a4', 'di', { title: 'Clerk', groups: 'Night shift' })
];

async function filled(): Promise<CommitWorkspace> {
  const workspace = await CommitWorkspace.open();
  await workspace.users(USERS);
  await workspace.accounts(ACCOUNTS);
  return workspace;
}

async function statuses({ engine, appId }: CommitWorkspace): Promise<string[]> {
  const { rows } = await accountWindow(engine, appId, { statuses: ALL_STATUSES });
  return rows.map(({ status, flags }) => (flags === 0 ? status : `${status} ${flags}`));
}

describe('a commit by files', () => {
  test('is one record and one step, all of it counts as done', async () => {
    const workspace = await filled();
    const commit = await workspace.start({ way: 'files', formats: ['scim-bulk'], note: 'Week 47' });
    expect(commit).toMatchObject({ status: 'handed-over', formats: ['scim-bulk'], states: { done: 10 }, address: '' });
    expect(await workspace.ids()).toEqual([]);
    expect(await statuses(workspace)).toEqual(['committed', 'committed', 'committed', 'committed']);
    expect(must(await workspace.engine.commits({ kind: 'domain', domainId: workspace.domainId }))).toEqual([commit]);
    must(await workspace.engine.undo());
    expect(await workspace.ids()).toHaveLength(10);
    expect(await workspace.engine.nextOperations(commit.id, 1)).toMatchObject({ error: { kind: 'commit-not-kept' } });
  });
});

describe('a commit by files that cannot say everything', () => {
  test('leaves the kinds that stand in none of them to the next plan', async () => {
    const workspace = await filled();
    const sink = proxy({ write: async () => undefined });
    const { unsaidKinds = [] } = done(
      await workspace.engine.handOver(
        {
          scope: workspace.scope,
          target: 'entra',
          formats: ['entra-csv', 'plan-people'],
          withInverse: true,
          targetApps: {},
          address: '',
          maxOperations: 1000,
          maxBytes: 1_000_000
        },
        sink,
        proxy(() => undefined)
      )
    );
    expect(unsaidKinds).toContain('update-user');
    expect(unsaidKinds).toContain('link');
    const kept = ['update-user', 'create-group', 'add-member'] as const;
    const commit = await workspace.start({ way: 'files', unsaidKinds: kept });
    expect(commit).toMatchObject({ states: { done: 5, 'left-out': 5 } });
    expect((await workspace.plan()).map(({ kind }) => kind)).toEqual([
      'update-user',
      'create-group',
      'add-member',
      'add-member',
      'add-member'
    ]);
    expect(await statuses(workspace)).toEqual(['committed', 'committed 4', 'committed', 'committed 4']);
    expect(
      await workspace.engine.startCommit(await workspace.request({ way: 'files', unsaidKinds: kept }))
    ).toMatchObject({ error: { kind: 'commit-empty' } });
    await workspace.start({ way: 'files' });
    expect(await workspace.ids()).toEqual([]);
    expect(await statuses(workspace)).toEqual(['committed', 'committed', 'committed', 'committed']);
  });
});
