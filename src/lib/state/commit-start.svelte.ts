import type { ConnectionForm } from '../catalog/connection-form';
import type { AppError } from '../model/app-error';
import type { Commit, PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { Connection } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import type { OperationKind, PlanOperation } from '../model/plan-operation';
import type { Result } from '../model/result';
import type { ApplyNews, ApplyOptions, DryRunFinding } from '../protocol/apply-api';
import type { CommitRequest, PlanApi, PlanOverview } from '../protocol/plan-api';
import { CommitChoices } from './commit-choices.svelte';
import { deletionsIn, includedIn } from './commit-problem';
import type { ApplyWorker } from './commit-run.svelte';
import type { SystemAccessState } from './system-access.svelte';

/** So many operations are looked up at once in a dry run. */
const BATCH = 200;
const SHOWN_CONFLICTS = 200;

export interface Conflict {
  readonly operation: PlanOperation;
  readonly error: AppError | undefined;
}

/** What the target says of the plan before anything is sent. */
export interface Trial {
  readonly status: 'none' | 'running' | 'done' | 'failed';
  readonly counts: Readonly<Record<DryRunFinding, number>>;
  readonly looked: number;
  readonly requests: number;
  /** The first of them. */
  readonly conflicts: readonly Conflict[];
  /** What the system has no request for at all, such as assignments in plain SCIM. */
  readonly unsupported: readonly OperationKind[];
  readonly error: AppError | undefined;
  readonly wait: ApplyNews['wait'];
  /** The plan and the choices it was made for. */
  readonly basis: string;
}

const NO_TRIAL: Trial = {
  status: 'none',
  counts: { 'to-do': 0, 'already-there': 0, 'kept-here': 0, conflict: 0, 'not-looked-at': 0 },
  looked: 0,
  requests: 0,
  conflicts: [],
  unsupported: [],
  error: undefined,
  wait: undefined,
  basis: ''
};

export interface CommitStartPort {
  readonly api: Pick<PlanApi, 'readOperations' | 'startCommit'>;
  readonly startWorker: () => ApplyWorker;
  readonly origin: () => string;
}

export interface CommitPurpose {
  readonly scope: PlanScope;
  readonly target: CommitTarget;
  /** Of the domain: its connection is what the plan is applied to. */
  readonly system: ImportTarget;
  readonly connection: Connection;
  readonly form: ConnectionForm | undefined;
  readonly appNames: readonly string[];
}

/** The dialog in which a plan is applied: tried out first, then confirmed. */
export class CommitStart {
  readonly purpose: CommitPurpose;
  readonly access: Pick<SystemAccessState, 'token' | 'missing' | 'drop'>;
  readonly #port: CommitStartPort;
  readonly #overview: () => PlanOverview | undefined;
  #trial = $state.raw<Trial>(NO_TRIAL);
  #missing = $state<string>();
  #failure = $state.raw<AppError | undefined>(undefined);
  #isStarting = $state(false);
  #worker: ApplyWorker | undefined;
  readonly choices = new CommitChoices();
  /** As typed. */
  ceiling = $state('0');
  confirmation = $state('');
  note = $state('');

  constructor(
    port: CommitStartPort,
    purpose: CommitPurpose,
    access: Pick<SystemAccessState, 'token' | 'missing' | 'drop'>,
    overview: () => PlanOverview | undefined
  ) {
    this.#port = port;
    this.purpose = purpose;
    this.access = access;
    this.#overview = overview;
  }

  /** A dry run of another plan, or with other choices, says nothing about this one. */
  get trial(): Trial {
    return this.#trial.basis === this.#basis() ? this.#trial : NO_TRIAL;
  }

  get missing(): string | undefined {
    return this.#missing;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }

  get operationCount(): number {
    const overview = this.#overview();
    return overview ? includedIn(overview) : 0;
  }

  /** Users and groups that would be gone for good. */
  get deletions(): number {
    const overview = this.#overview();
    return overview ? deletionsIn(overview) : 0;
  }

  get ceilingProblem(): string | undefined {
    if (this.deletions === 0) return undefined;
    if (!/^\d{1,9}$/u.test(this.ceiling.trim())) return 'A whole number.';
    return this.deletions > Number(this.ceiling)
      ? `The plan deletes ${this.deletions.toLocaleString()}. Allow so many, or exclude some.`
      : undefined;
  }

  get isConfirmed(): boolean {
    return this.deletions === 0 || this.confirmation.trim() === String(this.deletions);
  }

  /** What still has to be done before it can be applied. */
  get problem(): string | undefined {
    if (this.operationCount === 0) return 'There is nothing to apply.';
    if (this.trial.status !== 'done') return 'Make a dry run first: it only looks.';
    if (this.ceilingProblem !== undefined) return 'More is deleted than is allowed.';
    return this.isConfirmed ? undefined : 'Type the number of deletions to confirm them.';
  }

  get options(): ApplyOptions {
    return this.choices.toOptions(this.deletions > 0 && this.isConfirmed && this.ceilingProblem === undefined);
  }

  /** Reads only. All operations, a few hundred at a time, until a person stops it or the plan is another. */
  async tryOut(): Promise<void> {
    const basis = this.#basis();
    if (basis === undefined || this.trial.status === 'running') return;
    this.stopTrial();
    const worker = this.#port.startWorker();
    this.#worker = worker;
    this.#missing = undefined;
    this.#trial = { ...NO_TRIAL, status: 'running', basis };
    try {
      await this.#lookAll(worker);
    } finally {
      worker.end();
      if (this.#worker === worker) this.stopTrial();
    }
  }

  stopTrial(): void {
    this.#worker?.end();
    this.#worker = undefined;
    if (this.#trial.status === 'running') this.#trial = NO_TRIAL;
  }

  /** The plan or a choice is another: what is being looked up says nothing about it. */
  follow(): void {
    if (this.#trial.status === 'running' && this.#trial.basis !== this.#basis()) this.stopTrial();
  }

  /** The commit, stored and ready to be carried out as it was asked for; undefined when it was refused. */
  async start(): Promise<{ readonly commit: Commit; readonly options: ApplyOptions } | undefined> {
    const overview = this.#overview();
    if (!overview || this.problem !== undefined || this.#isStarting) return undefined;
    const { scope, target, connection } = this.purpose;
    const { options } = this;
    const request: CommitRequest = {
      scope,
      way: 'connector',
      target,
      address: connection.address,
      formats: [],
      note: this.note.trim(),
      revision: overview.revision,
      maxDeletions: this.deletions === 0 ? 0 : Number(this.ceiling)
    };
    this.#isStarting = true;
    const started = await this.#port.api.startCommit(request);
    this.#isStarting = false;
    this.#failure = started.ok ? undefined : started.error;
    return started.ok ? { commit: started.value, options } : undefined;
  }

  async #lookAll(worker: ApplyWorker): Promise<void> {
    const token = await this.access.token();
    if (!this.#isCurrent(worker)) return;
    if (!token.ok) return this.#failTrial(token.error);
    if (token.value === undefined) {
      this.#missing = this.access.missing;
      return;
    }
    const access = { connection: this.purpose.connection, token: token.value, origin: this.#port.origin() };
    for (let start = 0; ; start += BATCH) {
      const read = await this.#read(start);
      if (!this.#isCurrent(worker)) return;
      if (!read.ok) return this.#failTrial(read.error);
      if (read.value.length === 0) break;
      const operations = read.value.map((operation, i) => ({ place: start + i, operation, isUnsure: false }));
      const onNews = ({ wait }: ApplyNews) => {
        if (worker === this.#worker) this.#trial = { ...this.#trial, wait };
      };
      const outcome = await worker.dryRun(access, { operations, options: this.options, onNews });
      if (!this.#isCurrent(worker) || outcome.status === 'cancelled') return;
      if (outcome.status === 'failed') return this.#failTrial(outcome.error);
      this.#trial = withFindings(this.#trial, read.value, outcome.value);
    }
    this.#trial = { ...this.#trial, status: 'done', wait: undefined };
  }

  /** Asked after each wait: somebody may have stopped it, and the plan may be another. */
  #isCurrent(worker: ApplyWorker): boolean {
    return worker === this.#worker && this.#trial.basis === this.#basis();
  }

  /** What a dry run depends on; undefined before there is a plan. */
  #basis(): string | undefined {
    const overview = this.#overview();
    return overview && JSON.stringify([overview.revision, this.choices.toOptions(false)]);
  }

  async #read(start: number): Promise<Result<readonly PlanOperation[], AppError>> {
    const query = { scope: this.purpose.scope, kinds: [], text: '', show: 'included' } as const;
    const read = await this.#port.api.readOperations(query, { start, end: start + BATCH });
    return read.ok ? { ok: true, value: read.value.rows.map(({ operation }) => operation) } : read;
  }

  #failTrial(error: AppError): void {
    if (error.kind === 'system-token') this.access.drop();
    this.#trial = { ...this.#trial, status: 'failed', error, wait: undefined };
  }
}

function withFindings(
  trial: Trial,
  operations: readonly PlanOperation[],
  {
    results,
    requests
  }: { results: readonly { finding: DryRunFinding; error: AppError | undefined }[]; requests: number }
): Trial {
  const counts = { ...trial.counts };
  const conflicts = [...trial.conflicts];
  const unsupported = new Set(trial.unsupported);
  results.forEach(({ finding, error }, i) => {
    counts[finding]++;
    const operation = operations[i];
    if (finding !== 'conflict' || !operation) return;
    if (error?.kind === 'apply-unsaid' && !error.attributes) unsupported.add(operation.kind);
    if (conflicts.length < SHOWN_CONFLICTS) conflicts.push({ operation, error });
  });
  return {
    ...trial,
    counts,
    conflicts,
    unsupported: [...unsupported],
    looked: trial.looked + results.length,
    requests: trial.requests + requests
  };
}
