import { expect, test } from 'vitest';
import type { CommitId, PlanScope } from '../../src/lib/model/commit';
import { err } from '../../src/lib/model/result';
import { Commits } from '../../src/lib/workspace/commits';
import { fakeLocks, must } from '../fixtures/engine';
import { CommitWorkspace } from '../fixtures/commit-workspace';
import { openSession } from '../fixtures/open-session';

const USERS = [
  { id: 'u1', userName: 'ann', email: 'ann@alder.example' },
  { id: 'u2', userName: 'bo', email: 'bo@alder.example' }
];
const FAILED = err({ kind: 'expression-too-slow' as const, where: 'Title' });

/** A commit of two links, the first of them done; and a desk that works its plan out or does not. */
async function halfDone() {
  const workspace = await CommitWorkspace.open();
  await workspace.users(USERS);
  await workspace.accounts(USERS);
  const session = await openSession(workspace.engine, fakeLocks());
  let isWorking = true;
  const { plans } = session;
  const desk = {
    current: async (scope: PlanScope) => (isWorking ? plans.current(scope) : FAILED),
    overview: plans.overview.bind(plans),
    check: plans.check.bind(plans)
  };
  const opened = () => new Commits(session.workspace, desk);
  const commits = opened();
  const { revision } = must(await plans.open(workspace.scope));
  const { id } = must(await commits.start({ ...(await workspace.request()), revision }));
  const { operations } = must(await commits.next(id, 2));
  const outcome = (place: number) => ({ place, state: 'done' as const, targetId: '', error: undefined });
  must(await commits.noteOutcomes(id, [outcome(operations[0].place)]));
  const statuses = async () => {
    const { decisions } = await session.workspace.lists.accounts(workspace.appId);
    return [...decisions.status];
  };
  const stored = (commit: CommitId) => session.workspace.db.commits.get(commit);
  const setWorking = (works: boolean) => void (isWorking = works);
  return { workspace, commits, opened, id, operations, outcome, statuses, stored, setWorking };
}

test('a commit is not cancelled while it cannot be worked out what it did', async () => {
  const { commits, id, statuses, stored, setWorking } = await halfDone();
  const before = await statuses();
  setWorking(false);
  expect(await commits.cancel(id)).toEqual(FAILED);
  expect((await stored(id))?.status).toBe('running');
  expect(await statuses()).toEqual(before);
  setWorking(true);
  expect(must(await commits.cancel(id)).status).toBe('cancelled');
  expect(await statuses()).not.toEqual(before);
});

test('a late outcome is stored all the same, and shown by the lists when the commits are looked at again', async () => {
  const { workspace, commits, opened, id, operations, outcome, statuses, setWorking } = await halfDone();
  must(await commits.cancel(id));
  const before = await statuses();
  setWorking(false);
  expect(await commits.noteOutcomes(id, [outcome(operations[1].place)])).toEqual(FAILED);
  expect(await statuses()).toEqual(before);
  setWorking(true);
  const again = opened();
  const [commit] = must(await again.list(workspace.scope));
  expect(commit).toMatchObject({ status: 'cancelled', states: { done: 2, sent: 0 } });
  const after = await statuses();
  expect(new Set(after).size).toBe(1);
  expect(after).not.toEqual(before);
});
