import type { AppError } from '../model/app-error';
import {
  OPERATION_STATES,
  type Commit,
  type CommitId,
  type CommittedOperation,
  type OperationState,
  type PlanScope
} from '../model/commit';
import type { PlanApi } from '../protocol/plan-api';
import type { CommitRun } from './commit-run.svelte';
import { GridCursor } from './grid-cursor.svelte';
import { PagedRows } from './paged-rows.svelte';

type Api = Pick<PlanApi, 'commits' | 'readCommitted'>;

/** The commits of a plan's scope, and the operations of the one that is looked into. */
export class PlanCommits {
  readonly cursor = new GridCursor();
  readonly rows: PagedRows<CommittedOperation>;
  readonly #api: Api;
  readonly #scope: PlanScope;
  readonly #runOf: (id: CommitId) => CommitRun | undefined;
  #stored = $state.raw<readonly Commit[]>([]);
  #openId = $state<CommitId>();
  #states = $state.raw<readonly OperationState[]>([]);
  #failure = $state.raw<AppError | undefined>(undefined);

  constructor(api: Api, scope: PlanScope, runOf: (id: CommitId) => CommitRun | undefined) {
    this.#api = api;
    this.#scope = scope;
    this.#runOf = runOf;
    this.rows = new PagedRows((range) =>
      this.#openId === undefined
        ? Promise.resolve({ ok: true, value: { total: 0, start: 0, rows: [] } })
        : api.readCommitted(this.#openId, this.#states, range)
    );
  }

  /** Newest first, as far as anybody knows: one that runs here is ahead of what was read. */
  readonly list = $derived.by(() =>
    this.#stored.map((stored) => this.#runOf(stored.id)?.commit ?? stored).toSorted((a, b) => b.startedAt - a.startedAt)
  );

  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** The one that is looked into. */
  get open(): Commit | undefined {
    return this.list.find(({ id }) => id === this.#openId);
  }

  get states(): readonly OperationState[] {
    return this.#states;
  }

  /** It says that it runs, but nothing in this tab works on it: the tab was closed, or crashed. */
  get interrupted(): Commit | undefined {
    return this.list.find((commit) => this.isInterrupted(commit));
  }

  isInterrupted(commit: Commit): boolean {
    return commit.status === 'running' && !(this.#runOf(commit.id)?.isWorking ?? false);
  }

  async load(): Promise<void> {
    const read = await this.#api.commits(this.#scope);
    this.#failure = read.ok ? undefined : read.error;
    if (read.ok) this.#stored = read.value;
    if (this.#openId !== undefined) await this.rows.renew();
  }

  show(id: CommitId | undefined): void {
    this.#openId = id;
    this.#states = [];
    this.#ask();
  }

  toggleState(state: OperationState): void {
    const isIn = this.#states.includes(state);
    this.#states = OPERATION_STATES.filter((other) => (other === state ? !isIn : this.#states.includes(other)));
    this.#ask();
  }

  #ask(): void {
    this.cursor.toTop();
    this.rows.need(0, 1);
    if (this.#openId !== undefined) void this.rows.renew();
  }
}
