import { proxy } from 'comlink';
import { describe, expect, test } from 'vitest';
import { filled, statuses } from '../fixtures/commit-lists';
import { done, must } from '../fixtures/engine';

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
