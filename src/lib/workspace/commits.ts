import type { AppError } from '../model/app-error';
import { OPERATION_STATES, type Commit, type CommitId, type OperationState, type PlanScope } from '../model/commit';
import type { FileFormat } from '../model/file-format';
import type { IdentityDomainId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { JobOutcome } from '../protocol/job';
import type { WindowRange } from '../protocol/proposed-row';
import type {
  BatchOperation,
  CommitBatch,
  CommitRequest,
  CommittedWindow,
  FileSink,
  HandedOver,
  OperationOutcome
} from '../protocol/plan-api';
import { JournalChange } from './commit-change';
import { endApplied, endFiles } from './commit-end';
import { CommitJournal } from './commit-journal';
import { chooseNext, noteAll } from './commit-next';
import type { PlanDesk } from './commit-plan';
import { retryAll } from './commit-retry';
import { committablePlan, domainOf, newCommit, storeCommit } from './commit-start';
import { isUnderWay } from './commit-status';
import type { OpenWorkspace } from './open-workspace';

type CommitResult = Promise<Result<Commit, AppError>>;

const NOT_FOUND: AppError = { kind: 'not-found', what: 'The commit' };

/**
 * Commits of a workspace: what of a plan was handed over, or is being applied. Every call that changes one is stored
 * before it answers, so that a commit goes on from where it stood, whenever this ends.
 */
export class Commits {
  readonly #workspace: OpenWorkspace;
  readonly #desk: PlanDesk;
  /** Of the tab that writes: what is in memory is what is stored. */
  readonly #journals = new Map<CommitId, CommitJournal>();
  /** Cancelled ones that were looked at: what of them was done late is shown by the lists. */
  readonly #settled = new Set<CommitId>();

  constructor(workspace: OpenWorkspace, desk: PlanDesk) {
    this.#workspace = workspace;
    this.#desk = desk;
  }

  start(request: CommitRequest): CommitResult {
    const workspace = this.#workspace;
    return workspace.change<Commit>(async () => {
      const current = await committablePlan(workspace, this.#desk, request);
      if (!current.ok) return current;
      const commit = newCommit(workspace, request, this.#desk.overview(current.value));
      if (commit.way === 'files') await endFiles(workspace, commit, current.value, request.unsaidKinds ?? []);
      else await storeCommit(workspace, commit, current.value);
      return ok(commit);
    });
  }

  /** Newest first; those of an app with those of its whole domain. */
  async list(scope: PlanScope): Promise<Result<readonly Commit[], AppError>> {
    const domainId = domainOf(this.#workspace, scope);
    await this.#settleCancelled(domainId);
    const stored = await this.#workspace.db.commits.toArray();
    const isAsked = (commit: Commit) =>
      commit.domainId === domainId &&
      (scope.kind === 'domain' || commit.scope.kind === 'domain' || commit.scope.appId === scope.appId);
    return ok(stored.filter(isAsked).toSorted((a, b) => b.startedAt - a.startedAt));
  }

  /** Nothing while it is paused, or when it is over. */
  next(id: CommitId, most: number): Promise<Result<CommitBatch, AppError>> {
    return this.#change<CommitBatch>(id, async (journal) => {
      if (journal.commit.status !== 'running') return ok({ operations: [], isLast: !isUnderWay(journal.commit) });
      const next = chooseNext(journal, most);
      if (!next.ok) return next;
      const { chosen, change } = next.value;
      const stored = await this.#store(journal, change);
      if (!stored.ok) return stored;
      const operations: BatchOperation[] = [];
      for (const { place, isUnsure } of chosen)
        operations.push({ place, isUnsure, operation: await journal.resolved(place) });
      return ok({ operations, isLast: !isUnderWay(journal.commit) });
    });
  }

  noteOutcomes(id: CommitId, outcomes: readonly OperationOutcome[]): CommitResult {
    return this.#change<Commit>(id, (journal) => this.#store(journal, noteAll(journal, outcomes)));
  }

  setPaused(id: CommitId, isPaused: boolean): CommitResult {
    return this.#change<Commit>(id, (journal) => {
      const change = new JournalChange(journal);
      if (isUnderWay(journal.commit)) change.set({ status: isPaused ? 'paused' : 'running' });
      return this.#store(journal, change);
    });
  }

  /** What has no outcome yet keeps its state, and may still get one. */
  cancel(id: CommitId): CommitResult {
    return this.#change<Commit>(id, (journal) => {
      const change = new JournalChange(journal);
      if (isUnderWay(journal.commit)) {
        for (const place of journal.placesIn(['waiting'])) change.setState(place, 'left-out');
        change.set({ status: 'cancelled', endedAt: Date.now() });
      }
      return this.#store(journal, change);
    });
  }

  retryFailed(id: CommitId, places: readonly number[] | undefined): CommitResult {
    return this.#change<Commit>(id, async (journal) => {
      const { commit } = journal;
      if (commit.states.failed === 0) return err({ kind: 'nothing-to-do' });
      const others = await this.#workspace.db.commits.toArray();
      const isBusy = (other: Commit) =>
        other.id !== commit.id && other.domainId === commit.domainId && isUnderWay(other);
      if (others.some(isBusy)) return err({ kind: 'commit-under-way' });
      const current = await this.#desk.current(commit.scope);
      if (!current.ok) return current;
      return this.#store(journal, await retryAll(journal, current.value, places));
    });
  }

  async read(
    id: CommitId,
    states: readonly OperationState[],
    { start, end }: WindowRange
  ): Promise<Result<CommittedWindow, AppError>> {
    const journal = await this.#open(id);
    if (!journal.ok) return journal;
    const asked = states.length > 0 ? states : OPERATION_STATES;
    const places: number[] = [];
    let total = 0;
    for (const place of journal.value.placesIn(asked)) {
      if (total >= start && total < end) places.push(place);
      total++;
    }
    const rows = [];
    for (const place of places) rows.push(await journal.value.committed(place));
    return ok({ total, start, rows });
  }

  /** The writers are loaded when they are first needed. */
  async inverse(id: CommitId, format: FileFormat, sink: FileSink): Promise<JobOutcome<HandedOver>> {
    const journal = await this.#open(id);
    if (!journal.ok) return { status: 'failed', error: journal.error };
    const { writeInverse } = await import('./commit-inverse');
    return writeInverse(this.#workspace, journal.value, format, sink);
  }

  #change<Value>(
    id: CommitId,
    work: (journal: CommitJournal) => Promise<Result<Value, AppError>>
  ): Promise<Result<Value, AppError>> {
    return this.#workspace.change(async () => {
      const journal = await this.#open(id);
      if (!journal.ok) return journal;
      const taken = await this.#takeLate(journal.value);
      return taken.ok ? work(journal.value) : taken;
    }, 'journal');
  }

  /**
   * Late outcomes of cancelled commits are stored also where the plan could not be worked out then: the lists are made to
   * show them as soon as the commits are looked at again. Each once, as all of its states are read.
   */
  async #settleCancelled(domainId: IdentityDomainId): Promise<void> {
    const { db, access } = this.#workspace;
    if (access !== 'writer') return;
    const stored = await db.commits.toArray();
    for (const { id, way, status, domainId: of } of stored) {
      const isOver = way === 'connector' && status === 'cancelled' && of === domainId;
      if (isOver && !this.#settled.has(id)) await this.#change<undefined>(id, () => Promise.resolve(ok(undefined)));
    }
  }

  /** Of a commit that is over. Inside a change. */
  async #takeLate(journal: CommitJournal): Promise<Result<undefined, AppError>> {
    const { id, scope } = journal.commit;
    if (isUnderWay(journal.commit) || this.#settled.has(id)) return ok(undefined);
    if (journal.hasUntaken) {
      const current = await this.#desk.current(scope);
      if (!current.ok) return current;
      await endApplied(this.#workspace, { journal, change: new JournalChange(journal), current: current.value });
      this.#workspace.announce();
    }
    this.#settled.add(id);
    return ok(undefined);
  }

  /** Stores the change, and with it the end of the commit if that is what it comes to. */
  async #store(journal: CommitJournal, change: JournalChange): CommitResult {
    if (change.isEmpty && !(change.isSettled && isUnderWay(change.commit))) return ok(journal.commit);
    if (!hasEnded(change)) await this.#storeOnly(journal, change);
    else {
      const current = await this.#desk.current(change.commit.scope);
      if (!current.ok) return this.#storeUnended(journal, change, current);
      if (isUnderWay(change.commit)) {
        const status = change.commit.states.failed > 0 ? 'ended-with-failures' : 'ended';
        change.set({ status, endedAt: Date.now() });
      }
      await endApplied(this.#workspace, { journal, change, current: current.value });
    }
    if (journal.commit.status !== 'running') this.#workspace.announce();
    return ok(journal.commit);
  }

  /** Cancelling can be asked for again; an outcome cannot, and is stored although the lists do not show it yet. */
  async #storeUnended(
    journal: CommitJournal,
    change: JournalChange,
    failure: { readonly ok: false; readonly error: AppError }
  ): CommitResult {
    if (change.commit.status === journal.commit.status) await this.#storeOnly(journal, change);
    this.#settled.delete(journal.commit.id);
    return failure;
  }

  async #storeOnly(journal: CommitJournal, change: JournalChange): Promise<void> {
    await this.#workspace.commit(() => change.store(this.#workspace.db));
    journal.accept(change);
  }

  /** In a tab that only reads it is read anew each time: another one goes on with it. */
  async #open(id: CommitId): Promise<Result<CommitJournal, AppError>> {
    const { db, access } = this.#workspace;
    const known = access === 'writer' ? this.#journals.get(id) : undefined;
    if (known) return ok(known);
    const commit = await db.commits.get(id);
    if (!commit) return err(NOT_FOUND);
    if (commit.way === 'files') return err({ kind: 'commit-not-kept' });
    const journal = await CommitJournal.load(db, commit);
    if (access === 'writer') this.#journals.set(id, journal);
    return ok(journal);
  }
}

/** Nothing is left to carry out, or a cancelled one got late outcomes. */
function hasEnded({ commit, isSettled }: JournalChange): boolean {
  return commit.status === 'cancelled' || isSettled;
}
