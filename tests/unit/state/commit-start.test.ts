import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import type { Commit } from '../../../src/lib/model/commit';
import { asId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { OPERATION_KINDS, type OperationKind } from '../../../src/lib/model/plan-operation';
import { ok } from '../../../src/lib/model/result';
import type { DryRunFinding } from '../../../src/lib/protocol/apply-api';
import type { CommitRequest, PlannedRow, PlanOverview } from '../../../src/lib/protocol/plan-api';
import type { ApplyWorker } from '../../../src/lib/state/commit-run.svelte';
import { CommitStart } from '../../../src/lib/state/commit-start.svelte';
import { connectionWith } from '../../fixtures/connections';
import { operation, plannedUser } from '../../fixtures/plan-operations';

const domainId = asId<IdentityDomainId>('d');
const scope = { kind: 'domain', domainId } as const;
const SLOW: AppError = { kind: 'system-slow', host: 'scim.example.com', seconds: 60 };

function overviewOf(counts: Partial<Record<OperationKind, number>>, revision = 'r1'): PlanOverview {
  const nothing = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Record<OperationKind, number>;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    counts: { ...nothing, ...counts },
    excluded: nothing,
    total,
    undecided: [],
    notices: [],
    revision,
    computedInMs: 1
  };
}

let overview: PlanOverview;
let looked: number[];
let finding: (place: number) => DryRunFinding;
let failure: AppError | undefined;
let token: string | undefined;
let requests: CommitRequest[];
let start: CommitStart;
let started: { ended: boolean; asked: number }[];
/** Waited for before each answer, where a test wants to come between. */
let before: { token: Promise<void>; read: Promise<void>; look: Promise<void> };

beforeEach(() => {
  overview = overviewOf({ 'create-user': 450 });
  looked = [];
  finding = () => 'to-do';
  failure = undefined;
  token = 't';
  requests = [];
  started = [];
  const now = Promise.resolve();
  before = { token: now, read: now, look: now };
  const row = (place: number): PlannedRow => ({
    operation: operation('create-user', { user: plannedUser(place) }),
    excludedBecause: undefined
  });
  const startWorker = (): ApplyWorker => {
    const own = { ended: false, asked: 0 };
    started.push(own);
    return {
      ...worker,
      end: () => (own.ended = true),
      dryRun: (access, order) => look(own, () => worker.dryRun(access, order))
    };
  };
  const look = async <Value>(own: { asked: number }, answer: () => Promise<Value>) => {
    own.asked++;
    await before.look;
    return answer();
  };
  const worker: ApplyWorker = {
    apply: () => Promise.reject(new Error('not asked here')),
    dryRun: (_, { operations }) => {
      if (failure) return Promise.resolve({ status: 'failed', error: failure });
      looked.push(operations.length);
      const results = operations.map(({ place }) => ({ place, finding: finding(place), error: undefined }));
      const counts = { 'to-do': 0, 'already-there': 0, 'kept-here': 0, conflict: 0, 'not-looked-at': 0 };
      return Promise.resolve({ status: 'done', value: { results, counts, requests: 1, bulk: undefined } });
    },
    stop: () => undefined,
    end: () => undefined
  };
  const api = {
    readOperations: async (_: unknown, range: { start: number; end: number }) => {
      await before.read;
      const length = Math.max(0, Math.min(range.end, overview.total) - range.start);
      const rows = Array.from({ length }, (_, offset) => row(range.start + offset));
      return ok({ total: overview.total, start: range.start, rows });
    },
    startCommit: (request: CommitRequest) => {
      requests.push(request);
      return Promise.resolve(ok({ id: 'c' } as Commit));
    }
  };
  const access = {
    token: async () => {
      await before.token;
      return ok(token);
    },
    missing: 'Bearer token is needed first.',
    drop: () => undefined
  };
  start = new CommitStart(
    { api, startWorker, origin: () => 'https://muster.example.com' },
    {
      scope,
      target: 'scim',
      system: { kind: 'users', domainId },
      connection: connectionWith(),
      form: undefined,
      appNames: []
    },
    access,
    () => overview
  );
});

describe('a plan that is about to be applied', () => {
  it('is tried out first, a few hundred operations at a time', async () => {
    expect(start.problem).toBe('Make a dry run first: it only looks.');
    finding = (place) => (place % 100 === 0 ? 'conflict' : 'to-do');
    await start.tryOut();
    expect(looked).toEqual([200, 200, 50]);
    expect(start.trial).toMatchObject({ status: 'done', looked: 450, requests: 3 });
    expect(start.trial.counts).toMatchObject({ 'to-do': 445, conflict: 5 });
    expect(start.trial.conflicts).toHaveLength(5);
    expect(start.problem).toBeUndefined();
    await start.start();
    expect(requests).toMatchObject([{ revision: 'r1', way: 'connector', maxDeletions: 0 }]);
  });

  it('needs a token, and another dry run once the plan has changed', async () => {
    token = undefined;
    await start.tryOut();
    expect(start.missing).toBe('Bearer token is needed first.');
    token = 't';
    await start.tryOut();
    expect(start.problem).toBeUndefined();
    overview = overviewOf({ 'create-user': 451 }, 'r2');
    expect(start.problem).toBe('Make a dry run first: it only looks.');
    expect(await start.start()).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it('says why it could not be tried out', async () => {
    failure = SLOW;
    await start.tryOut();
    expect(start.trial).toMatchObject({ status: 'failed', error: SLOW });
    expect(start.problem).not.toBeUndefined();
  });

  it('deletes only as many as are allowed, and once their number was typed', async () => {
    overview = overviewOf({ 'delete-user': 12, 'delete-group': 1, link: 5 });
    await start.tryOut();
    expect(start.deletions).toBe(13);
    expect(start.ceilingProblem).toContain('13');
    start.confirmation = '13';
    expect(start.options.allowsDeletions).toBe(false);
    start.ceiling = '20';
    start.confirmation = '12';
    expect(start.problem).toBe('Type the number of deletions to confirm them.');
    start.confirmation = '13';
    expect(start.problem).toBeUndefined();
    expect(start.options.allowsDeletions).toBe(true);
    await start.start();
    expect(requests[0]?.maxDeletions).toBe(20);
  });

  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const held = () => {
    let letGo: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (letGo = resolve));
    return { until, letGo: () => letGo() };
  };

  it.each(['token', 'read', 'look'] as const)('stopped while it waits for %s, it asks nothing more', async (what) => {
    const { until, letGo } = held();
    before[what] = until;
    const trying = start.tryOut();
    await settle();
    start.stopTrial();
    expect(start.trial.status).toBe('none');
    const asked = started.map((worker) => worker.asked);
    letGo();
    await trying;
    expect(started.map((worker) => worker.asked)).toEqual(asked);
    expect(started.every(({ ended }) => ended)).toBe(true);
    expect(start.trial.status).toBe('none');
  });

  it('begun twice it is made once', async () => {
    const { until, letGo } = held();
    before.token = until;
    const both = [start.tryOut(), start.tryOut()];
    letGo();
    await Promise.all(both);
    expect(started).toHaveLength(1);
    expect(looked).toEqual([200, 200, 50]);
    expect(start.trial).toMatchObject({ status: 'done', looked: 450 });
  });

  it('stopped and begun again, only the second one counts', async () => {
    const { until, letGo } = held();
    before.look = until;
    const first = start.tryOut();
    await settle();
    start.stopTrial();
    before.look = Promise.resolve();
    await start.tryOut();
    letGo();
    await first;
    expect(started.map(({ asked }) => asked)).toEqual([1, 3]);
    expect(start.trial).toMatchObject({ status: 'done', looked: 450 });
  });

  it('ends when the plan changes on the way, and can be begun again', async () => {
    const { until, letGo } = held();
    before.look = until;
    const first = start.tryOut();
    await settle();
    overview = overviewOf({ 'create-user': 10 }, 'r2');
    start.follow();
    expect(started[0]?.ended).toBe(true);
    before.look = Promise.resolve();
    await start.tryOut();
    expect(start.trial).toMatchObject({ status: 'done', looked: 10 });
    letGo();
    await first;
    expect(start.trial).toMatchObject({ status: 'done', looked: 10 });
  });

  it('is to be tried out anew once it is applied otherwise', async () => {
    await start.tryOut();
    start.choices.nameApp('Zendesk', '0oa1');
    expect(start.problem).toBe('Make a dry run first: it only looks.');
    await start.tryOut();
    expect(start.problem).toBeUndefined();
  });

  it('begun twice it is one commit, carried out as it was chosen then', async () => {
    await start.tryOut();
    const both = [start.start(), start.start()];
    expect(start.isStarting).toBe(true);
    start.choices.usesBulk = false;
    const [first, second] = await Promise.all(both);
    expect(requests).toHaveLength(1);
    expect(first?.options.usesBulk).toBe(true);
    expect(second).toBeUndefined();
  });
});
