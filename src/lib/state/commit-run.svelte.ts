import type { RunningApply } from '../clients/connector-client';
import type { AppError } from '../model/app-error';
import type { Commit } from '../model/commit';
import type { Connection } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import type { Result } from '../model/result';
import type { ApplyNews, ApplyOptions, BatchOutcome } from '../protocol/apply-api';
import type { JobOutcome } from '../protocol/job';
import type { SystemAccess } from '../protocol/system-access';
import type { BatchOperation, CommitBatch, OperationOutcome, PlanApi } from '../protocol/plan-api';

/** So many are given to the connector at once: also what may be without an answer after a crash. */
const BATCH = 100;

/** What it asks of the worker that carries operations out. */
export type ApplyWorker = Pick<RunningApply, 'dryRun' | 'apply' | 'stop' | 'end'>;

export interface CommitPort {
  readonly api: Pick<PlanApi, 'nextOperations' | 'noteOutcomes' | 'setCommitPaused' | 'cancelCommit' | 'retryFailed'>;
  readonly startWorker: () => ApplyWorker;
  /** A token that may be used now; undefined where a person has to give one. */
  readonly token: (target: ImportTarget, connection: Connection) => Promise<Result<string | undefined, AppError>>;
  /** It was refused. */
  readonly dropToken: (target: ImportTarget, connection: Connection) => void;
  /** Where this app is served from. */
  readonly origin: () => string;
  readonly now: () => number;
}

/** How it is applied; not stored, so it is asked for again when an interrupted commit goes on. */
export interface CommitWay {
  readonly target: ImportTarget;
  readonly connection: Connection;
  readonly options: ApplyOptions;
}

/** `standing`: nobody works on it. `missing`: a token is needed first. */
export type CommitPhase = 'standing' | 'missing' | 'running' | 'stopping' | 'failed' | 'over';

/**
 * Carries a commit out: the next operations from the engine, to the connector, outcomes back, one batch after another.
 * What the engine has stored decides what comes next, so that a run may end at any moment and another one go on.
 */
export class CommitRun {
  readonly way: CommitWay;
  readonly #port: CommitPort;
  #commit = $state.raw() as Commit;
  #phase = $state<CommitPhase>('standing');
  #failure = $state.raw<AppError | undefined>(undefined);
  #wait = $state.raw<ApplyNews['wait']>(undefined);
  #attempted = $state(0);
  #workedMs = $state(0);
  #worker: ApplyWorker | undefined;
  #noting: Promise<void> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  constructor(port: CommitPort, commit: Commit, way: CommitWay) {
    this.#port = port;
    this.#commit = commit;
    this.way = way;
  }

  get commit(): Commit {
    return this.#commit;
  }

  get phase(): CommitPhase {
    return this.#phase;
  }

  get isWorking(): boolean {
    return this.#phase === 'running' || this.#phase === 'stopping';
  }

  /** Why it stopped before its end. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  get wait(): ApplyNews['wait'] {
    return this.#wait;
  }

  /** Operations per second since it was started here; undefined before there is anything to tell. */
  get rate(): number | undefined {
    return this.#workedMs >= 500 && this.#attempted > 0 ? (this.#attempted * 1000) / this.#workedMs : undefined;
  }

  /** Until nothing is left, a person stops it, or something is in the way. */
  async run(): Promise<void> {
    if (this.isWorking) return;
    this.#running = this.#run();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#phase = 'running';
    this.#failure = undefined;
    this.#attempted = 0;
    this.#workedMs = 0;
    if (this.#commit.status === 'paused') {
      const resumed = await this.#port.api.setCommitPaused(this.#commit.id, false);
      if (!resumed.ok) return this.#fail(resumed.error);
      this.#commit = resumed.value;
    }
    const worker = this.#port.startWorker();
    this.#worker = worker;
    try {
      await this.#carryOn(worker);
    } finally {
      worker.end();
      this.#worker = undefined;
      this.#wait = undefined;
    }
  }

  /** At once, where nothing can be stored any more: what is under way has no outcome, and is looked up by whoever goes on. */
  end(): void {
    if (!this.isWorking) return;
    this.#phase = 'stopping';
    this.#worker?.end();
  }

  /** Paused after the request under way, or without its answer when that takes too long. */
  async leave(mostMs: number): Promise<void> {
    const timer = setTimeout(() => this.end(), mostMs);
    await this.pause();
    clearTimeout(timer);
  }

  /** What was not attempted waits until it goes on. */
  async pause(): Promise<void> {
    await this.#stop();
    if (this.#phase === 'over') return;
    const paused = await this.#port.api.setCommitPaused(this.#commit.id, true);
    if (paused.ok) this.#commit = paused.value;
    else this.#fail(paused.error);
  }

  /** What was not attempted is left out; what was done stays done. */
  async cancel(): Promise<void> {
    await this.#stop();
    if (this.#phase === 'over') return;
    const cancelled = await this.#port.api.cancelCommit(this.#commit.id);
    if (!cancelled.ok) return this.#fail(cancelled.error);
    this.#commit = cancelled.value;
    this.#phase = 'over';
  }

  /** Failed ones wait again and are carried out at once. */
  async retry(): Promise<void> {
    if (this.isWorking) return;
    const retried = await this.#port.api.retryFailed(this.#commit.id, undefined);
    if (!retried.ok) return this.#fail(retried.error);
    this.#commit = retried.value;
    await this.run();
  }

  async #carryOn(worker: ApplyWorker): Promise<void> {
    while (this.#phase === 'running') {
      const access = await this.#access();
      if (!access) return;
      if (this.#phase !== 'running') break;
      const batch = await this.#port.api.nextOperations(this.#commit.id, BATCH);
      if (!batch.ok) return this.#fail(batch.error);
      if (batch.value.operations.length === 0) return this.#end(batch.value);
      if (this.#phase !== 'running') {
        await this.#giveBack(batch.value.operations);
        break;
      }
      const goesOn = await this.#apply(worker, access, batch.value.operations);
      if (!goesOn) return;
    }
    if (!this.#failure) this.#phase = 'standing';
  }

  /** Stopped while the batch was being given: its intent is stored, but nothing of it was sent. */
  async #giveBack(batch: readonly BatchOperation[]): Promise<void> {
    this.#note(batch.map(notAttempted));
    await this.#noting;
  }

  /** False when it must not go on. */
  async #apply(worker: ApplyWorker, access: SystemAccess, batch: readonly BatchOperation[]): Promise<boolean> {
    const startedAt = this.#port.now();
    const noted = new Set<number>();
    const note = (outcomes: readonly OperationOutcome[]) => {
      // What was not attempted may be by the end of the batch: it is told only then.
      const fresh = outcomes.filter(({ place }) => !noted.has(place));
      for (const { place } of fresh) noted.add(place);
      if (fresh.length > 0) this.#note(fresh);
    };
    const onNews = (news: ApplyNews) => {
      this.#wait = news.wait;
      note(news.outcomes);
    };
    const outcome = await worker.apply(access, { operations: batch, options: this.way.options, onNews });
    if (outcome.status === 'done') note(outcome.value.outcomes);
    // It failed as a whole before anything was attempted. Where the worker broke instead, nobody knows: they stay sent.
    else if (outcome.status === 'failed' && outcome.error.kind !== 'worker-crashed') note(batch.map(notAttempted));
    await this.#noting;
    this.#workedMs += this.#port.now() - startedAt;
    this.#wait = undefined;
    if (this.#failure) return false;
    return this.#goesOnAfter(outcome);
  }

  #goesOnAfter(outcome: JobOutcome<BatchOutcome>): boolean {
    if (outcome.status === 'failed') return this.#meet(outcome.error);
    if (outcome.status === 'done') {
      if (outcome.value.ended?.because === 'failure') return this.#meet(outcome.value.ended.error);
      if (outcome.value.outcomes.some(isSettled)) return true;
    }
    // Nothing came of any of them, and nobody says why: asked again at once it would go round for ever.
    this.#phase = 'standing';
    return false;
  }

  /** Outcomes are stored in the order in which they came, while the next requests are under way. */
  #note(outcomes: readonly OperationOutcome[]): void {
    this.#noting = this.#noting.then(async () => {
      if (this.#failure) return;
      const noted = await this.#port.api.noteOutcomes(this.#commit.id, outcomes);
      if (noted.ok) {
        this.#commit = noted.value;
        this.#attempted += outcomes.filter(({ state }) => state !== 'not-attempted').length;
      } else {
        // What cannot be stored must not go on being done.
        this.#worker?.stop();
        this.#fail(noted.error);
      }
    });
  }

  /** A refused token is not used again: a person gives another one and goes on. */
  #meet(error: AppError): false {
    const { target, connection } = this.way;
    if (error.kind === 'system-token') this.#port.dropToken(target, connection);
    this.#fail(error);
    return false;
  }

  async #access(): Promise<SystemAccess | undefined> {
    const { target, connection } = this.way;
    const token = await this.#port.token(target, connection);
    if (!token.ok) this.#fail(token.error);
    else if (token.value === undefined) this.#phase = 'missing';
    else return { connection, token: token.value, origin: this.#port.origin() };
    return undefined;
  }

  #end({ isLast }: CommitBatch): void {
    this.#phase = isLast ? 'over' : 'standing';
  }

  async #stop(): Promise<void> {
    if (!this.isWorking) return;
    this.#phase = 'stopping';
    this.#worker?.stop();
    await this.#running;
  }

  #fail(error: AppError): void {
    this.#failure = error;
    this.#phase = 'failed';
  }
}

function isSettled({ state }: OperationOutcome): boolean {
  return state !== 'not-attempted' && state !== 'unsure';
}

function notAttempted({ place }: BatchOperation): OperationOutcome {
  return { place, state: 'not-attempted', targetId: '', error: undefined };
}
