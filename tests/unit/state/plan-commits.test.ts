import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Commit, CommitId, PlanScope } from '../../../src/lib/model/commit';
import { asId, type AppId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { CommitRun } from '../../../src/lib/state/commit-run.svelte';
import { PlanCommits } from '../../../src/lib/state/plan-commits.svelte';

const domainId = asId<IdentityDomainId>('d');
const app = (id: string): PlanScope => ({ kind: 'app', appId: asId<AppId>(id) });
// No test looks at what else a commit, or a run, has.
const commit = (id: string, parts: Partial<Commit>) =>
  ({ id: id as CommitId, scope: app('a'), way: 'connector', status: 'running', startedAt: 1, ...parts }) as Commit;
const runOf = (of: Commit, isWorking: boolean) => ({ commit: of, isWorking }) as CommitRun;

let stored: Commit[];
let runs: Map<string, CommitRun>;
let isReadOnly: boolean;
let asked: PlanScope[];
let readings: number;
let commits: PlanCommits;

beforeEach(() => {
  stored = [];
  runs = new Map();
  isReadOnly = false;
  asked = [];
  readings = 0;
  commits = new PlanCommits(
    {
      commits: async (scope) => {
        asked.push(scope);
        return ok(stored);
      },
      readCommitted: async () => {
        readings++;
        return ok({ total: 0, start: 0, rows: [] });
      }
    },
    app('a'),
    { runOf: (id) => runs.get(id), domainId: () => domainId, isReadOnly: () => isReadOnly }
  );
});

afterEach(() => void vi.useRealTimers());

it('lists those of the app, and knows of another app that has one under way', async () => {
  stored = [commit('1', { status: 'ended' }), commit('2', { scope: app('b'), status: 'paused' })];
  await commits.load();
  expect(asked).toEqual([{ kind: 'domain', domainId }]);
  expect(commits.list.map(({ id }) => id)).toEqual(['1']);
  expect(commits.underWay?.id).toBe('2');
});

it('takes the word of a run while it works, and of the store once it stands', async () => {
  stored = [commit('1', {})];
  runs.set('1', runOf(commit('1', { note: 'of the run' }), true));
  await commits.load();
  expect(commits.list[0]?.note).toBe('of the run');
  runs.set('1', runOf(commit('1', { note: 'at its end' }), false));
  stored = [commit('1', { note: 'stored' })];
  await commits.load();
  expect(commits.list[0]?.note).toBe('stored');
});

it('calls no commit interrupted that another tab may be carrying out', async () => {
  stored = [commit('1', {})];
  await commits.load();
  expect(commits.interrupted?.id).toBe('1');
  isReadOnly = true;
  expect(commits.interrupted).toBeUndefined();
});

it('reads what is listed again and again while it is followed', async () => {
  vi.useFakeTimers();
  stored = [commit('1', {})];
  await commits.load();
  commits.show('1' as CommitId);
  const before = readings;
  const end = commits.follow();
  await vi.advanceTimersByTimeAsync(2000);
  expect(readings - before).toBeGreaterThanOrEqual(4);
  end();
  const after = readings;
  await vi.advanceTimersByTimeAsync(2000);
  expect(readings).toBe(after);
});
