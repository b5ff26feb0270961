import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import type { Commit, CommitId, OperationState } from '../../../src/lib/model/commit';
import { asId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { OPERATION_KINDS, type PlanOperation } from '../../../src/lib/model/plan-operation';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { ApplyNews, BatchOutcome } from '../../../src/lib/protocol/apply-api';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import type { BatchOperation, CommitBatch, OperationOutcome } from '../../../src/lib/protocol/plan-api';
import { CommitRuns } from '../../../src/lib/state/commit-runs.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';
import { CommitRun, type ApplyWorker, type CommitPort } from '../../../src/lib/state/commit-run.svelte';
import { connectionWith } from '../../fixtures/connections';

const domainId = asId<IdentityDomainId>('d');
const target = { kind: 'users', domainId } as const;
const options = { allowsDeletions: false, targetApps: {}, usesBulk: false, welcomesUsers: false };
const REFUSED: AppError = { kind: 'system-token', host: 'scim.example.com', detail: '' };
const SLOW: AppError = { kind: 'system-slow', host: 'scim.example.com', seconds: 60 };
const FULL: AppError = { kind: 'storage-full', neededBytes: undefined };

/** Keeps the states of so many operations, as the engine does: what it gave is `sent` until there is an outcome. */
class Journal {
  readonly states: OperationState[];
  status: Commit['status'] = 'running';
  failure: AppError | undefined;

  constructor(count: number) {
    this.states = Array<OperationState>(count).fill('waiting');
  }

  get commit(): Commit {
    const counted = (state: OperationState) => this.states.filter((other) => other === state).length;
    const states = {
      waiting: counted('waiting'),
      sent: counted('sent'),
      done: counted('done'),
      'already-there': counted('already-there'),
      failed: counted('failed'),
      'left-out': counted('left-out')
    };
    const isOver = states.waiting + states.sent === 0 && this.status === 'running';
    return {
      id: 'c' as CommitId,
      scope: { kind: 'domain', domainId },
      domainId,
      way: 'connector',
      target: 'scim',
      address: 'https://scim.example.com/v2',
      formats: [],
      startedAt: 1,
      endedAt: undefined,
      status: isOver ? (states.failed > 0 ? 'ended-with-failures' : 'ended') : this.status,
      counts: Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Commit['counts'],
      states,
      note: '',
      maxDeletions: 0
    };
  }

  readonly api: CommitPort['api'] = {
    nextOperations: (_, most): Promise<Result<CommitBatch, AppError>> => {
      const places = [...this.states.keys()].filter((place) => ['waiting', 'sent'].includes(this.states[place]));
      const operations = this.status === 'paused' ? [] : places.slice(0, most).map((place) => this.#give(place));
      return Promise.resolve(ok({ operations, isLast: places.length === 0 }));
    },
    noteOutcomes: (_, outcomes) => {
      if (this.failure) return Promise.resolve(err(this.failure));
      for (const { place, state } of outcomes) this.states[place] = stored(state);
      return Promise.resolve(ok(this.commit));
    },
    setCommitPaused: (_, isPaused) => {
      this.status = isPaused ? 'paused' : 'running';
      return Promise.resolve(ok(this.commit));
    },
    cancelCommit: () => {
      this.states.forEach((state, place) => {
        if (state === 'waiting') this.states[place] = 'left-out';
      });
      this.status = 'cancelled';
      return Promise.resolve(ok(this.commit));
    },
    retryFailed: () => {
      this.states.forEach((state, place) => {
        if (state === 'failed') this.states[place] = 'waiting';
      });
      return Promise.resolve(ok(this.commit));
    }
  };

  #give(place: number): BatchOperation {
    const isUnsure = this.states[place] === 'sent';
    this.states[place] = 'sent';
    const operation: PlanOperation = {
      id: `o${place}`,
      kind: 'link',
      user: undefined,
      account: undefined,
      group: undefined,
      changes: []
    };
    return { place, operation, isUnsure };
  }
}

function stored(state: OperationOutcome['state']): OperationState {
  if (state === 'not-attempted') return 'waiting';
  return state === 'unsure' ? 'sent' : state;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const outcome = (place: number, state: OperationOutcome['state']): OperationOutcome => ({
  place,
  state,
  targetId: '',
  error: undefined
});

type Answer = (
  operations: readonly BatchOperation[],
  onNews: (news: ApplyNews) => void
) => JobOutcome<BatchOutcome> | Promise<JobOutcome<BatchOutcome>>;

const allDone: Answer = (operations) => ({
  status: 'done',
  value: { outcomes: operations.map(({ place }) => outcome(place, 'done')), ended: undefined }
});

let journal: Journal;
let answer: Answer;
let given: (readonly BatchOperation[])[];
let token: string | undefined;
let dropped: number;
let stop: () => void;
let end: () => void;
let port: CommitPort;
let run: CommitRun;

beforeEach(() => {
  journal = new Journal(250);
  answer = allDone;
  given = [];
  token = 't1';
  dropped = 0;
  stop = () => undefined;
  end = () => undefined;
  const startWorker = (): ApplyWorker => ({
    dryRun: () => Promise.reject(new Error('not asked here')),
    apply: async (_, { operations, onNews }) => {
      given.push(operations);
      return answer(operations, onNews);
    },
    stop: () => stop(),
    end: () => end()
  });
  port = {
    api: journal.api,
    startWorker,
    token: () => Promise.resolve(ok(token)),
    dropToken: () => {
      dropped++;
      token = undefined;
    },
    origin: () => 'https://muster.example.com',
    now: () => given.length * 1000
  };
  run = new CommitRun(port, journal.commit, { target, connection: connectionWith(), options });
});

describe('a commit that is carried out', () => {
  it('goes on, one batch after another, until nothing is left', async () => {
    await run.run();
    expect(given.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(run.phase).toBe('over');
    expect(run.commit.status).toBe('ended');
    expect(run.commit.states.done).toBe(250);
    // A second for each batch, by the clock of the test.
    expect(run.rate).toBeCloseTo(250 / 3);
  });

  it('stores what is told on the way once, before the batch has ended', async () => {
    let onWay = -1;
    answer = async (operations, onNews) => {
      onNews({ outcomes: [outcome(operations[0].place, 'failed')], wait: undefined, isPaused: false });
      await settle();
      if (onWay < 0) onWay = journal.commit.states.failed;
      const rest = operations.slice(1).map(({ place }) => outcome(place, 'already-there'));
      // In the end all of them come, too: what was stored is not stored again.
      return {
        status: 'done',
        value: { outcomes: [outcome(operations[0].place, 'done'), ...rest], ended: undefined }
      };
    };
    await run.run();
    expect(onWay).toBe(1);
    expect(run.commit.states).toMatchObject({ failed: 3, 'already-there': 247, done: 0 });
    expect(run.commit.status).toBe('ended-with-failures');
  });

  it('stops where the token is refused, and goes on with what was not attempted', async () => {
    answer = (operations) => ({
      status: 'done',
      value: {
        outcomes: operations.map(({ place }, i) => outcome(place, i < 10 ? 'done' : 'not-attempted')),
        ended: { because: 'failure', error: REFUSED }
      }
    });
    await run.run();
    expect(run.phase).toBe('failed');
    expect(run.failure).toEqual(REFUSED);
    expect(dropped).toBe(1);
    expect(run.commit.states).toMatchObject({ done: 10, waiting: 240, sent: 0 });
    await run.run();
    expect(run.phase).toBe('missing');
    token = 't2';
    answer = allDone;
    await run.run();
    expect(run.commit.states.done).toBe(250);
    expect(given.flat().some(({ isUnsure }) => isUnsure)).toBe(false);
  });

  it('leaves all of a batch unsure where the worker broke, and waiting where nothing was attempted', async () => {
    answer = () => ({ status: 'failed', error: { kind: 'worker-crashed', cause: 'x' } });
    await run.run();
    expect(journal.commit.states).toMatchObject({ sent: 100, waiting: 150 });
    answer = () => ({ status: 'failed', error: SLOW });
    await run.run();
    expect(given[1].every(({ isUnsure }) => isUnsure)).toBe(true);
    expect(journal.commit.states).toMatchObject({ sent: 0, waiting: 250 });
    expect(run.failure).toEqual(SLOW);
  });

  it('asks nothing more where an outcome cannot be stored', async () => {
    let stops = 0;
    stop = () => stops++;
    journal.failure = FULL;
    await run.run();
    expect(given).toHaveLength(1);
    expect(stops).toBe(1);
    expect(run.phase).toBe('failed');
    expect(run.failure).toEqual(FULL);
  });

  it('does not go round where nothing comes of a batch', async () => {
    answer = (operations) => ({
      status: 'done',
      value: { outcomes: operations.map(({ place }) => outcome(place, 'unsure')), ended: undefined }
    });
    await run.run();
    expect(given).toHaveLength(1);
    expect(run.phase).toBe('standing');
  });

  it('pauses after the request under way, and goes on', async () => {
    let letGo: (outcome: JobOutcome<BatchOutcome>) => void = () => undefined;
    answer = () => new Promise((resolve) => (letGo = resolve));
    stop = () => {
      const outcomes = given[0].map(({ place }, i) => outcome(place, i === 0 ? 'done' : 'not-attempted'));
      letGo({ status: 'done', value: { outcomes, ended: { because: 'stopped' } } });
    };
    const running = run.run();
    await settle();
    expect(run.isWorking).toBe(true);
    await run.pause();
    await running;
    expect(run.isWorking).toBe(false);
    expect(run.commit.status).toBe('paused');
    expect(run.commit.states).toMatchObject({ done: 1, waiting: 249 });
    answer = allDone;
    await run.run();
    expect(run.commit.states.done).toBe(250);
  });

  it('paused before anything was done, it stands and goes on', async () => {
    let letGo: (outcome: JobOutcome<BatchOutcome>) => void = () => undefined;
    answer = () => new Promise((resolve) => (letGo = resolve));
    stop = () => {
      const outcomes = given[0].map(({ place }) => outcome(place, 'not-attempted'));
      letGo({ status: 'done', value: { outcomes, ended: { because: 'stopped' } } });
    };
    void run.run();
    await settle();
    await run.pause();
    expect(run.isWorking).toBe(false);
    answer = allDone;
    await run.run();
    expect(run.commit.states.done).toBe(250);
  });

  it.each(['pause', 'cancel'] as const)('%s while a batch is being given is not lost', async (how) => {
    let give: () => void = () => undefined;
    const { nextOperations } = journal.api;
    port = {
      ...port,
      api: {
        ...journal.api,
        nextOperations: async (id, most) => {
          const batch = await nextOperations(id, most);
          await new Promise<void>((resolve) => (give = resolve));
          return batch;
        }
      }
    };
    run = new CommitRun(port, journal.commit, { target, connection: connectionWith(), options });
    void run.run();
    await settle();
    const stopped = run[how]();
    give();
    await stopped;
    expect(given).toEqual([]);
    expect(run.isWorking).toBe(false);
    const left = how === 'pause' ? 'waiting' : 'left-out';
    expect(run.commit.states).toMatchObject({ sent: 0, done: 0, [left]: 250 });
  });

  it('ended at once it asks nothing more, and what is under way has no outcome', async () => {
    let letGo: (outcome: JobOutcome<BatchOutcome>) => void = () => undefined;
    answer = () => new Promise((resolve) => (letGo = resolve));
    end = () => letGo({ status: 'cancelled' });
    const running = run.run();
    await settle();
    run.end();
    await running;
    expect(given).toHaveLength(1);
    expect(run.phase).toBe('standing');
    expect(journal.commit.states).toMatchObject({ sent: 100, waiting: 150 });
  });

  it('left, it is paused when what has come is noted, or without an answer that takes too long', async () => {
    let letGo: (outcome: JobOutcome<BatchOutcome>) => void = () => undefined;
    answer = () => new Promise((resolve) => (letGo = resolve));
    stop = () => undefined;
    end = () => letGo({ status: 'cancelled' });
    const runs = new CommitRuns(port, new RunningJobs());
    const left = runs.add(journal.commit, { target, connection: connectionWith(), options });
    runs.work(left);
    await settle();
    await left.leave(1);
    expect(left.isWorking).toBe(false);
    expect(journal.status).toBe('paused');
    stop = () => {
      const outcomes = given[1].map(({ place }, i) => outcome(place, i < 3 ? 'done' : 'not-attempted'));
      letGo({ status: 'done', value: { outcomes, ended: { because: 'stopped' } } });
    };
    runs.work(left);
    await settle();
    await runs.leave();
    expect(journal.commit.states.done).toBe(3);
    expect(journal.status).toBe('paused');
    expect(runs.of(left.commit.id)).toBeUndefined();
  });

  it('leaves out what was not attempted when it is cancelled', async () => {
    answer = (operations) => ({
      status: 'done',
      value: {
        outcomes: operations.map(({ place }) => outcome(place, 'not-attempted')),
        ended: { because: 'failure', error: SLOW }
      }
    });
    await run.run();
    await run.cancel();
    expect(run.phase).toBe('over');
    expect(run.commit.status).toBe('cancelled');
    expect(run.commit.states['left-out']).toBe(250);
  });

  it('tries failed ones again', async () => {
    answer = (operations) => ({
      status: 'done',
      value: {
        outcomes: operations.map(({ place }) => outcome(place, place === 7 ? 'failed' : 'done')),
        ended: undefined
      }
    });
    await run.run();
    expect(run.commit.states.failed).toBe(1);
    answer = allDone;
    await run.retry();
    expect(given.at(-1)?.map(({ place }) => place)).toEqual([7]);
    expect(run.commit.states.done).toBe(250);
  });
});
