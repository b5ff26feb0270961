import type { AppError } from '../model/app-error';
import {
  OPERATION_STATES,
  type Commit,
  type CommitId,
  type CommittedOperation,
  type OperationState,
  type PlanScope
} from '../model/commit';
import type { IdentityDomainId } from '../model/ids';
import type { PlanApi } from '../protocol/plan-api';
import type { CommitRun } from './commit-run.svelte';
import { GridCursor } from './grid-cursor.svelte';
import { PagedRows } from './paged-rows.svelte';

type Api = Pick<PlanApi, 'commits' | 'readCommitted'>;

const FOLLOW_MS = 400;

interface Surroundings {
  readonly runOf: (id: CommitId) => CommitRun | undefined;
  readonly domainId: () => IdentityDomainId;
  /** Another tab writes, and may be carrying a commit out. */
  readonly isReadOnly: () => boolean;
}

/** The commits of a plan's scope, and the operations of the one that is looked into. */
export class PlanCommits {
  readonly cursor = new GridCursor();
  readonly rows: PagedRows<CommittedOperation>;
  readonly #api: Api;
  readonly #scope: PlanScope;
  readonly #around: Surroundings;
  /** Of the whole domain. */
  #stored = $state.raw<readonly Commit[]>([]);
  #openId = $state<CommitId>();
  #states = $state.raw<readonly OperationState[]>([]);
  #failure = $state.raw<AppError | undefined>(undefined);
  /** What runs of this tab had come to when `#stored` was asked for: only what came later is ahead of it. */
  #asked = $state.raw<ReadonlyMap<CommitId, Commit>>(new Map());

  constructor(api: Api, scope: PlanScope, around: Surroundings) {
    this.#api = api;
    this.#scope = scope;
    this.#around = around;
    this.rows = new PagedRows((range) =>
      this.#openId === undefined
        ? Promise.resolve({ ok: true, value: { total: 0, start: 0, rows: [] } })
        : api.readCommitted(this.#openId, this.#states, range)
    );
  }

  /** Newest first, as far as anybody knows: one that runs here is ahead of what was read. */
  readonly #all = $derived.by(() =>
    this.#stored.map((stored) => this.#newest(stored)).toSorted((a, b) => b.startedAt - a.startedAt)
  );

  /** Those of an app with those of its whole domain. */
  readonly list = $derived.by(() => this.#all.filter(({ scope }) => this.#isAbout(scope)));

  /** Of another app, perhaps: a domain has one at a time. */
  get underWay(): Commit | undefined {
    return this.#all.find(({ way, status }) => way === 'connector' && (status === 'running' || status === 'paused'));
  }

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
    return commit.status === 'running' && !this.#around.isReadOnly() && !this.isCarriedOut(commit);
  }

  /** By this tab, now. */
  isCarriedOut({ id }: Commit): boolean {
    return this.#around.runOf(id)?.isWorking ?? false;
  }

  async load(): Promise<void> {
    const domainId = this.#around.domainId();
    const asked = new Map<CommitId, Commit>();
    for (const { id } of this.#stored) {
      const run = this.#around.runOf(id);
      if (run) asked.set(id, run.commit);
    }
    const read = await this.#api.commits({ kind: 'domain', domainId });
    this.#failure = read.ok ? undefined : read.error;
    if (read.ok) {
      this.#asked = asked;
      this.#stored = read.value;
    }
    if (this.#openId !== undefined) await this.rows.renew();
  }

  /** What is listed of one that this tab carries out, a moment after each reading of it. Gives what ends that. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = () => {
      timer = setTimeout(() => void this.rows.renew().then(() => (isOver ? undefined : wait())), FOLLOW_MS);
    };
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
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

  #newest(stored: Commit): Commit {
    const run = this.#around.runOf(stored.id);
    return run && (run.isWorking || run.commit !== this.#asked.get(stored.id)) ? run.commit : stored;
  }

  #isAbout(scope: PlanScope): boolean {
    const own = this.#scope;
    return own.kind === 'domain' || scope.kind === 'domain' || scope.appId === own.appId;
  }

  #ask(): void {
    this.cursor.toTop();
    this.rows.need(0, 1);
    if (this.#openId !== undefined) void this.rows.renew();
  }
}
