import { proxy } from 'comlink';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { asRow } from '../../src/lib/model/ids';
import type { Commit } from '../../src/lib/model/commit';
import type { PlanOperation } from '../../src/lib/model/plan-operation';
import { Random } from '../../src/lib/sample/random';
import { accountWindow } from '../fixtures/account-window';
import type { CommitTargetModel, Fault } from '../fixtures/commit-target';
import { COMMIT_ACCOUNTS, COMMIT_USERS, filled, person, statuses } from '../fixtures/commit-lists';
import { CommitWorkspace, type Person } from '../fixtures/commit-workspace';
import { done, must } from '../fixtures/engine';

const RUNS = Number(process.env.RUNS ?? 12);

/** What goes wrong, by operation and attempt. */
type Faults = (id: string) => Fault;

async function apply(
  workspace: CommitWorkspace,
  { id }: Commit,
  target: CommitTargetModel,
  faultOf: Faults = () => 'none'
): Promise<Commit> {
  for (;;) {
    const { operations } = must(await workspace.engine.nextOperations(id, 100));
    if (operations.length === 0) break;
    const outcomes = operations.map((one) => target.attempt(one, faultOf(one.operation.id)));
    must(await workspace.engine.noteOutcomes(id, outcomes));
  }
  const [commit] = must(await workspace.engine.commits(workspace.scope));
  return commit;
}

describe('a commit that is applied', () => {
  test('is given out in its order, ends as one step, and leaves nothing to plan', async () => {
    const workspace = await filled();
    const target = workspace.targetWith(COMMIT_USERS);
    const planned = await workspace.ids();
    expect(planned).toHaveLength(10);
    const commit = await workspace.start();
    expect(commit).toMatchObject({ status: 'running', states: { waiting: 10, done: 0 }, counts: { 'create-user': 1 } });
    const given: string[] = [];
    const ended = await apply(workspace, commit, target, (id) => {
      given.push(id);
      return 'none';
    });
    expect(given).toEqual(planned);
    expect(ended).toMatchObject({ status: 'ended', states: { done: 10, waiting: 0 } });
    expect(await workspace.ids()).toEqual([]);
    expect(await statuses(workspace)).toEqual(['committed', 'committed', 'committed', 'committed']);
    const { history } = must(await workspace.engine.overview());
    expect(history.undoable).toMatchObject({ action: 'commit', rowCount: 4, appId: workspace.appId });
    expect(history.undoable?.note).toContain('not what was done there');
  });

  test('is undone and done again as far as Muster is concerned, also after it was opened anew', async () => {
    const workspace = await filled();
    const before = await workspace.plan();
    await apply(workspace, await workspace.start(), workspace.targetWith(COMMIT_USERS));
    await workspace.restart();
    must(await workspace.engine.undo());
    expect(await workspace.plan()).toEqual(before);
    expect(await statuses(workspace)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
    must(await workspace.engine.redo());
    expect(await workspace.ids()).toEqual([]);
    expect(await statuses(workspace)).toEqual(['committed', 'committed', 'committed', 'committed']);
  });

  test('names users that it created by the id that the target gave them', async () => {
    const workspace = await filled();
    const target = workspace.targetWith(COMMIT_USERS);
    const commit = await workspace.start();
    const { operations } = must(await workspace.engine.nextOperations(commit.id, 100));
    expect(operations.map(({ operation }) => operation.kind)).toEqual(['create-user', 'update-user', ...linksOf(3)]);
    must(
      await workspace.engine.noteOutcomes(
        commit.id,
        operations.map((one) => target.attempt(one, 'none'))
      )
    );
    const next = must(await workspace.engine.nextOperations(commit.id, 1));
    const di = { isNew: false, targetId: target.ids.get('di') };
    expect(next.operations[0].operation).toMatchObject({ kind: 'link', user: di });
  });

  test('does not attempt what refers to a user who was not created, and takes it along when tried again', async () => {
    const workspace = await filled();
    const target = workspace.targetWith(COMMIT_USERS);
    const commit = await workspace.start();
    const failed = await apply(workspace, commit, target, (id) => (id.startsWith('create-user') ? 'failed' : 'none'));
    expect(failed).toMatchObject({ status: 'ended-with-failures', states: { failed: 3, done: 7 } });
    const { rows } = must(await workspace.engine.readCommitted(commit.id, ['failed'], { start: 0, end: 10 }));
    expect(rows.map(({ operation, error }) => [operation.kind, error?.kind])).toEqual([
      ['create-user', 'apply-refused'],
      ['link', 'commit-needs'],
      ['add-member', 'commit-needs']
    ]);
    expect(await statuses(workspace)).toEqual(['committed', 'committed', 'committed', 'confirmed']);
    expect((await workspace.plan()).map(({ kind }) => kind)).toEqual(['create-user', 'link', 'add-member']);
    const again = must(await workspace.engine.retryFailed(commit.id, [rows[0].place]));
    expect(again).toMatchObject({ status: 'running', states: { waiting: 3, failed: 0 }, endedAt: undefined });
    expect(await apply(workspace, commit, target)).toMatchObject({ status: 'ended', states: { done: 10 } });
    expect(target.repeated).toEqual([]);
    expect(await workspace.ids()).toEqual([]);
  });

  test('keeps the row of a link that was done, flagged, while something of it is left to do', async () => {
    const workspace = await filled();
    const target = workspace.targetWith(COMMIT_USERS);
    const commit = await workspace.start();
    await apply(workspace, commit, target, (id) => (id.startsWith('update-user') ? 'failed' : 'none'));
    expect((await statuses(workspace))[1]).toBe('committed 4');
    expect((await workspace.plan()).map(({ kind, changes }) => [kind, changes[0].after])).toEqual([
      ['update-user', 'Lead']
    ]);
    // Mended: the app says something else by now.
    await workspace.accounts(COMMIT_ACCOUNTS.map((one) => (one.id === 'a2' ? { ...one, title: 'Head' } : one)));
    must(await workspace.engine.retryFailed(commit.id, undefined));
    await apply(workspace, commit, target);
    expect(target.users.get('bo')?.values.title).toBe('Head');
    expect(await statuses(workspace)).toEqual(['committed', 'committed', 'committed', 'committed']);
  });

  test('leaves out what is excluded, which stays in the plan', async () => {
    const workspace = await filled();
    const plan = await workspace.plan();
    const excluded = plan.filter(({ kind }) => kind === 'create-group').map(({ id }) => id);
    must(await workspace.engine.excludeOperations(workspace.scope, { kind: 'ids', ids: excluded }, 'Not yet'));
    const commit = await apply(workspace, await workspace.start(), workspace.targetWith(COMMIT_USERS));
    expect(commit).toMatchObject({ status: 'ended', states: { done: 7 }, counts: { 'create-group': 0 } });
    expect(await workspace.ids()).toEqual([]);
    must(await workspace.engine.excludeOperations(workspace.scope, { kind: 'ids', ids: excluded }, undefined));
    expect((await workspace.plan()).map(({ kind }) => kind)).toEqual(['create-group', 'add-member', 'add-member']);
  });

  test('paused, it gives nothing out; cancelled, what was done stays done and the rest is planned again', async () => {
    const workspace = await filled();
    const target = workspace.targetWith(COMMIT_USERS);
    const { id } = await workspace.start();
    const { operations } = must(await workspace.engine.nextOperations(id, 3));
    must(
      await workspace.engine.noteOutcomes(
        id,
        operations.map((one) => target.attempt(one, 'none'))
      )
    );
    must(await workspace.engine.setCommitPaused(id, true));
    await workspace.restart();
    expect(must(await workspace.engine.nextOperations(id, 3))).toEqual({ operations: [], isLast: false });
    must(await workspace.engine.setCommitPaused(id, false));
    const sent = must(await workspace.engine.nextOperations(id, 1));
    const cancelled = must(await workspace.engine.cancelCommit(id));
    expect(cancelled).toMatchObject({ status: 'cancelled', states: { done: 3, sent: 1, 'left-out': 6 } });
    expect(await statuses(workspace)).toEqual(['committed', 'confirmed', 'confirmed', 'confirmed']);
    // It was under way.
    must(
      await workspace.engine.noteOutcomes(
        id,
        sent.operations.map((one) => target.attempt(one, 'none'))
      )
    );
    expect(await statuses(workspace)).toEqual(['committed', 'committed 4', 'confirmed', 'confirmed']);
    expect(must(await workspace.engine.nextOperations(id, 3))).toEqual({ operations: [], isLast: true });
    expect(await workspace.ids()).toHaveLength(6);
  });

  test('deletes and deactivates: nobody vanishes from Muster, and nothing is planned again', async () => {
    const workspace = await filled();
    await apply(workspace, await workspace.start(), workspace.targetWith(COMMIT_USERS));
    await workspace.accounts(COMMIT_ACCOUNTS.slice(2));
    await workspace.deprovision([0], 'delete');
    await workspace.deprovision([1], 'deactivate');
    expect(await workspace.engine.startCommit(await workspace.request())).toMatchObject({
      error: { kind: 'commit-deletions', count: 1, limit: 0 }
    });
    const target = workspace.targetWith(COMMIT_USERS);
    const commit = await apply(workspace, await workspace.start({ maxDeletions: 1 }), target);
    expect(commit).toMatchObject({ status: 'ended', states: { done: 2 } });
    expect([...target.users.keys()]).toEqual(['bo', 'cy']);
    expect(await workspace.ids()).toEqual([]);
    const { viewId, total } = must(
      await workspace.engine.openView('users', { kind: 'users', domainId: workspace.domainId, text: '' })
    );
    expect(total).toBe(4);
    const { rows } = await workspace.engine.readWindow(viewId, 0, 4);
    expect(rows).toMatchObject([{ isActive: false }, { isActive: false }, { isActive: true }, { isActive: true }]);
  });
});

describe('what the target could not take', () => {
  test('of an update stays in the plan, and is not taken back', async () => {
    const workspace = await filled();
    await workspace.accounts(
      COMMIT_ACCOUNTS.map((one) => (one.id === 'a2' ? { ...one, email: 'b@alder.example' } : one))
    );
    const target = workspace.targetWith(COMMIT_USERS);
    const { id } = await workspace.start();
    for (;;) {
      const { operations } = must(await workspace.engine.nextOperations(id, 100));
      if (operations.length === 0) break;
      const outcomes = operations.map((one) => ({
        ...target.attempt(one, 'none'),
        ...(one.operation.kind === 'update-user' && { notCarried: ['title' as const] })
      }));
      must(await workspace.engine.noteOutcomes(id, outcomes));
    }
    await workspace.restart();
    expect(
      (await workspace.plan()).map(({ kind, changes }) => [kind, changes.map(({ attribute }) => attribute)])
    ).toEqual([['update-user', ['title']]]);
    expect((await statuses(workspace))[1]).toBe('committed 4');
    const [commit] = must(await workspace.engine.commits(workspace.scope));
    const update = (await inverseOf(workspace, commit)).find(({ kind }) => kind === 'update-user');
    expect(update?.changes.map(({ attribute }) => attribute)).toEqual(['email']);
  });
});

describe('what takes a commit back', () => {
  test('brings the target back to where it was, with the ids that it gave, without what was there before', async () => {
    const workspace = await filled();
    const target = workspace.targetWith(COMMIT_USERS);
    const before = structuredClone(target.state);
    target.groups.set('Night shift', new Set());
    const isGroup = (id: string) => id.startsWith('create-group');
    // Its first attempt made it, or so it seems.
    const seen = new Set<string>();
    const commit = await apply(workspace, await workspace.start(), target, (id) => {
      if (!isGroup(id) || seen.has(id)) return 'none';
      seen.add(id);
      return 'lost-before';
    });
    expect(commit).toMatchObject({ status: 'ended', states: { done: 9, 'already-there': 1 } });
    const inverse = await inverseOf(workspace, commit);
    expect(inverse.map(({ kind }) => kind).filter((kind) => kind.startsWith('delete'))).toEqual(['delete-user']);
    const deleted = inverse.find(({ kind }) => kind === 'delete-user')?.user;
    expect(deleted).toMatchObject({ targetId: target.ids.get('di'), isNew: false });
    target.repeated = [];
    for (const operation of inverse) target.carryOut(operation);
    expect(target.repeated).toEqual([]);
    target.groups.delete('Night shift');
    expect(target.state).toEqual(before);
  });

  test('is not there for files', async () => {
    const workspace = await filled();
    const { id } = await workspace.start({ way: 'files' });
    const sink = proxy({ write: async () => undefined });
    expect(await workspace.engine.inverseOf(id, 'plan-json-lines', sink)).toMatchObject({
      status: 'failed',
      error: { kind: 'commit-not-kept' }
    });
  });
});

async function inverseOf(workspace: CommitWorkspace, { id }: Commit): Promise<readonly PlanOperation[]> {
  const pieces: Uint8Array[] = [];
  const sink = proxy({ write: async (bytes: Uint8Array) => void pieces.push(bytes) });
  const { files } = done(await workspace.engine.inverseOf(id, 'plan-json-lines', sink));
  const unpacked = unzipSync(Buffer.concat(pieces));
  const lines = strFromU8(unpacked[files[0].path]).trim().split('\n');
  return lines.map((line): PlanOperation => JSON.parse(line)).filter(({ kind }) => kind !== undefined);
}

describe('a start is refused', () => {
  test('for another plan than the one that was seen', async () => {
    const workspace = await filled();
    const request = await workspace.request();
    must(
      await workspace.engine.decide({
        kind: 'ignore',
        appId: workspace.appId,
        selection: { kind: 'rows', rows: [asRow(2)] }
      })
    );
    expect(await workspace.engine.startCommit(request)).toMatchObject({ error: { kind: 'commit-outdated' } });
  });

  test('while accounts are undecided and nobody left them out', async () => {
    const workspace = await filled();
    must(
      await workspace.engine.decide({
        kind: 'unlink',
        appId: workspace.appId,
        selection: { kind: 'rows', rows: [asRow(2)] }
      })
    );
    const refused = await workspace.engine.startCommit(await workspace.request());
    expect(refused).toMatchObject({ error: { kind: 'commit-undecided', count: 1 } });
    must(await workspace.engine.leaveOutUndecided(workspace.appId, 'Later'));
    expect(await workspace.start()).toMatchObject({ status: 'running' });
  });

  test('while the checks for its target find errors', async () => {
    // Okta takes logins that look like e-mail addresses.
    const workspace = await filled();
    const refused = await workspace.engine.startCommit(await workspace.request({ target: 'okta' }));
    expect(refused).toMatchObject({ error: { kind: 'commit-problems' } });
  });

  test('when there is nothing to do, and while another one is under way', async () => {
    const workspace = await filled();
    const { id } = await workspace.start();
    expect(await workspace.engine.startCommit(await workspace.request())).toMatchObject({
      error: { kind: 'commit-under-way' }
    });
    must(await workspace.engine.cancelCommit(id));
    await workspace.start({ way: 'files' });
    expect(await workspace.engine.startCommit(await workspace.request())).toMatchObject({
      error: { kind: 'commit-empty' }
    });
  });
});

function linksOf(count: number): string[] {
  return Array.from({ length: count }, () => 'link');
}

test('whatever goes wrong on the way, in the end the target is as planned, nothing twice and nothing missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      await walk(new Random(seed));
    }),
    { numRuns: RUNS }
  );
}, 120_000);

/** Lists at random, applied with every fault there is; the engine is killed between intent and outcome. */
async function walk(random: Random): Promise<void> {
  const workspace = await CommitWorkspace.open({ memberships: random.pick(['add', 'mirror', 'leave']) });
  const users = Array.from({ length: 30 }, (_, i) => person(`u${i}`, `p${i}`, randomFacts(random, ['g0', 'g1'])));
  const accounts = Array.from({ length: 40 }, (_, i) =>
    person(`a${i}`, `p${i}`, randomFacts(random, ['g0', 'g1', 'G2', 'g3']))
  );
  await workspace.users(users);
  await workspace.accounts(accounts);
  await workspace.accounts(accounts.slice(4));
  await workspace.deprovision([0, 1], random.pick(['delete', 'suspend', 'remove-assignment']));
  const { rows } = await accountWindow(workspace.engine, workspace.appId, { statuses: ['unconfirmed'] });
  if (rows.length > 0) must(await workspace.engine.leaveOutUndecided(workspace.appId, 'Not now'));
  const target = workspace.targetWith(users);
  const expected = workspace.targetWith(users);
  for (const operation of [...(await workspace.plan())]) {
    if (operation.kind === 'unlink')
      for (const one of [target, expected])
        one.users.get(operation.user?.values.userName ?? '')?.apps.add(workspace.appId);
    expected.carryOut(operation);
  }
  const { id } = await workspace.start({ maxDeletions: 2 });
  await applyBadly(workspace, id, target, random);
  expect(target.repeated).toEqual([]);
  expect(target.state).toEqual(expected.state);
  expect(await workspace.ids()).toEqual([]);
}

function randomFacts(random: Random, groups: readonly string[]): Partial<Person> {
  return { title: random.pick(['Clerk', 'Lead', '']), groups: groups.filter(() => random.chance(0.4)).join('\n') };
}

async function applyBadly(
  workspace: CommitWorkspace,
  id: Commit['id'],
  target: CommitTargetModel,
  random: Random
): Promise<void> {
  for (;;) {
    const { operations, isLast } = must(await workspace.engine.nextOperations(id, 1 + random.below(12)));
    if (isLast) {
      const [{ status }] = must(await workspace.engine.commits(workspace.scope));
      if (status === 'ended') return;
      must(await workspace.engine.retryFailed(id, undefined));
      continue;
    }
    const outcomes = operations.map((one) => target.attempt(one, randomFault(random)));
    if (random.chance(0.2)) {
      // What came back before the end was stored; of the rest nobody knows.
      must(await workspace.engine.noteOutcomes(id, outcomes.slice(0, random.below(outcomes.length + 1))));
      await workspace.restart();
    } else must(await workspace.engine.noteOutcomes(id, random.shuffled(outcomes)));
  }
}

function randomFault(random: Random): Fault {
  if (random.chance(0.7)) return 'none';
  return random.pick(['lost-after', 'lost-before', 'not-attempted', 'failed'] as const);
}
