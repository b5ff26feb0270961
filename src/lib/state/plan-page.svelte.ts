import { untrack } from 'svelte';
import { connectionForm } from '../catalog/connection-forms';
import type { AppError } from '../model/app-error';
import type { Commit, PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { IdentityDomainId } from '../model/ids';
import type { OperationKind } from '../model/plan-operation';
import type { PlanRule } from '../model/plan-problem';
import type { DecisionPreview } from '../protocol/engine-api';
import type { OperationSelection, PlannedRow, PlanOverview, UndecidedAccounts } from '../protocol/plan-api';
import { CommitActions } from './commit-actions.svelte';
import { commitProblem, includedIn } from './commit-problem';
import { CommitStart } from './commit-start.svelte';
import { Connections } from './connections.svelte';
import { download } from './download';
import { HandOver } from './hand-over.svelte';
import { openSaveSink } from './hand-over-sink';
import type { Muster } from './muster.svelte';
import { PlanChecks } from './plan-checks.svelte';
import { PlanCommits } from './plan-commits.svelte';
import { PlanExports } from './plan-exports.svelte';
import { PlanList } from './plan-list.svelte';
import { targetOf } from './plan-target';
import { SystemAccessState } from './system-access.svelte';

const FOLLOW_MS = 400;

/** What lies over the page. */
export type PlanDialog =
  | { readonly kind: 'exclude'; readonly selection: OperationSelection; readonly count: number }
  | { readonly kind: 'leave-out'; readonly accounts: UndecidedAccounts }
  | { readonly kind: 'clear'; readonly accounts: UndecidedAccounts; readonly tally: DecisionPreview | undefined }
  | { readonly kind: 'hand-over'; readonly handOver: HandOver }
  | { readonly kind: 'apply'; readonly start: CommitStart }
  | { readonly kind: 'answers' };

/** The Plan page of an app or a domain: what the decisions amount to, whether the target takes it, and its commits. */
export class PlanPage {
  readonly scope: PlanScope;
  readonly list: PlanList;
  readonly checks: PlanChecks;
  readonly commits: PlanCommits;
  readonly exports: PlanExports;
  readonly connections: Connections;
  readonly access: SystemAccessState;
  readonly actions: CommitActions;
  readonly #muster: Muster;
  #overview = $state.raw<PlanOverview | undefined>(undefined);
  #failure = $state.raw<AppError | undefined>(undefined);
  #dialog = $state.raw<PlanDialog | undefined>(undefined);
  #isOpen = $state(false);
  #isRenewing = false;
  #isStale = false;

  constructor(muster: Muster, scope: PlanScope) {
    const { plans } = muster;
    this.#muster = muster;
    this.scope = scope;
    this.list = new PlanList(plans.api, scope);
    this.checks = new PlanChecks(plans.api, scope);
    this.commits = new PlanCommits(plans.api, scope, (id) => muster.commitRuns.of(id));
    this.connections = new Connections(muster);
    this.access = this.#makeAccess();
    this.actions = new CommitActions({
      muster,
      access: this.access,
      connection: () => this.connection,
      onChange: () => this.renew()
    });
    const port = {
      api: plans.api,
      exportForDatabase: plans.exportForDatabase.bind(plans),
      inverseOf: plans.inverseOf.bind(plans),
      openSink: openSaveSink,
      download
    };
    this.exports = new PlanExports(port, muster, scope, () => this.place);
    // The engine's plan follows every change of the workspace.
    $effect(() => {
      void muster.revision;
      untrack(() => void this.renew());
    });
    // The list of a commit that is being carried out, a moment after each change of it.
    $effect(() => {
      const commit = this.commits.open;
      if (commit?.status !== 'running') return;
      const timer = setTimeout(() => void this.commits.rows.renew(), FOLLOW_MS);
      return () => clearTimeout(timer);
    });
  }

  get domainId(): IdentityDomainId {
    const { scope } = this;
    if (scope.kind === 'domain') return scope.domainId;
    // The page is shown only while the app exists.
    return this.#muster.app(scope.appId)?.app.domainId ?? ('' as IdentityDomainId);
  }

  /** Name of the app or domain. */
  get place(): string {
    const { scope } = this;
    return scope.kind === 'app'
      ? (this.#muster.app(scope.appId)?.app.name ?? '')
      : (this.#muster.domain(scope.domainId)?.domain.name ?? '');
  }

  /** Undefined until it has been worked out for the first time. */
  get overview(): PlanOverview | undefined {
    return this.#overview;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get dialog(): PlanDialog | undefined {
    return this.#dialog;
  }

  /** The details of the row under the cursor are shown. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Of the row under the cursor, once a person has asked for details. */
  get detail(): PlannedRow | undefined {
    if (!this.#isOpen) return undefined;
    const { row } = this.#cursor;
    if (this.view === 'operations') return this.list.rows.rowAt(row);
    if (this.view === 'problems') return this.checks.problems.rowAt(row)?.row;
    const committed = this.commits.rows.rowAt(row);
    return committed && { operation: committed.operation, excludedBecause: undefined };
  }

  get view(): 'operations' | 'problems' | 'commit' {
    if (this.commits.open) return 'commit';
    return this.checks.rule === undefined ? 'operations' : 'problems';
  }

  get isReadOnly(): boolean {
    return this.#muster.isReadOnly;
  }

  get includedCount(): number {
    return this.#overview ? includedIn(this.#overview) : 0;
  }

  get connection() {
    return this.connections.of({ kind: 'users', domainId: this.domainId })?.connection;
  }

  /** What the connected system takes; undefined where there is none, or one that only gives lists. */
  get connectedTarget(): CommitTarget | undefined {
    return targetOf(this.connection?.connectorId);
  }

  get appNames(): readonly string[] {
    const { scope } = this;
    if (scope.kind === 'app') return [this.place];
    const apps = this.#muster.overview?.apps ?? [];
    return apps.filter(({ app }) => app.domainId === scope.domainId).map(({ app }) => app.name);
  }

  /** Why nothing can be committed now. Files can be looked at all the same. */
  get commitProblem(): string | undefined {
    return commitProblem({
      isReadOnly: this.isReadOnly,
      overview: this.#overview,
      errorCount: this.checks.found?.errorCount ?? 0,
      target: this.checks.target
    });
  }

  get applyProblem(): string | undefined {
    if (!this.connection) return 'The domain has no connection yet';
    if (!this.connectedTarget) return 'The connected system only gives lists';
    if (
      this.commits.list.some(({ way, status }) => way === 'connector' && (status === 'running' || status === 'paused'))
    ) {
      return 'Another commit has not ended yet';
    }
    return this.commitProblem;
  }

  /** Reads everything again. What comes meanwhile is answered by one more reading. */
  async renew(): Promise<void> {
    this.#isStale = true;
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.#read();
    }
    this.#isRenewing = false;
  }

  closeDialog(): void {
    const { dialog } = this;
    if (dialog?.kind === 'apply') dialog.start.stopTrial();
    if (dialog?.kind === 'hand-over') dialog.handOver.cancel();
    this.#dialog = undefined;
  }

  showAnswers(): void {
    this.#dialog = { kind: 'answers' };
  }

  /** The details follow the cursor from now on. */
  openAt(index: number): void {
    const cursor = this.#cursor;
    if (cursor.row !== index) cursor.moveTo(index);
    this.#isOpen = true;
  }

  openDetails(): void {
    this.#isOpen = true;
  }

  /** The focus goes back to the row. */
  closeDetails(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const cursor = this.#cursor;
    cursor.focusAt(cursor.row);
  }

  /** Back to all operations. */
  showOperations(): void {
    this.checks.show(undefined);
    this.commits.show(undefined);
  }

  showRule(rule: PlanRule): void {
    this.commits.show(undefined);
    this.checks.show(rule);
  }

  showCommit(commit: Commit): void {
    this.checks.show(undefined);
    this.commits.show(commit.id);
  }

  askExclude(selection: OperationSelection, count: number): void {
    this.#dialog = { kind: 'exclude', selection, count };
  }

  /** Without a reason: included again. */
  async exclude(selection: OperationSelection, reason: string | undefined): Promise<void> {
    this.#dialog = undefined;
    const changed = await this.#muster.plans.api.excludeOperations(this.scope, selection, reason);
    if (!changed.ok) return this.#muster.notices.failed(changed.error);
    this.#overview = changed.value;
    this.list.selection.clear();
    await this.renew();
  }

  /** Everything of these kinds, from a dialog that stays open. */
  async excludeKinds(kinds: readonly OperationKind[], reason: string): Promise<void> {
    const query = { scope: this.scope, kinds, text: '', show: 'included' } as const;
    const changed = await this.#muster.plans.api.excludeOperations(this.scope, { kind: 'query', query }, reason);
    if (!changed.ok) return this.#muster.notices.failed(changed.error);
    this.#overview = changed.value;
    await this.renew();
  }

  askLeaveOut(accounts: UndecidedAccounts): void {
    this.#dialog = { kind: 'leave-out', accounts };
  }

  /** Without a reason: they stop a commit again. */
  async leaveOut({ appId }: UndecidedAccounts, reason: string | undefined): Promise<void> {
    this.#dialog = undefined;
    const changed = await this.#muster.plans.api.leaveOutUndecided(appId, reason);
    if (!changed.ok) return this.#muster.notices.failed(changed.error);
    await this.renew();
  }

  async askClear(accounts: UndecidedAccounts): Promise<void> {
    this.#dialog = { kind: 'clear', accounts, tally: undefined };
    const command = { kind: 'clear-unconfirmed', appId: accounts.appId } as const;
    const tally = await this.#muster.engine.api.previewDecision(command);
    if (this.#dialog.kind !== 'clear') return;
    if (tally.ok) this.#dialog = { kind: 'clear', accounts, tally: tally.value };
    else this.#muster.notices.failed(tally.error);
  }

  async clear({ appId }: UndecidedAccounts): Promise<void> {
    if (await this.#muster.step(this.#muster.engine.api.decide({ kind: 'clear-unconfirmed', appId }))) {
      this.#dialog = undefined;
    }
  }

  showHandOver(): void {
    const { plans, jobs } = this.#muster;
    const isConnected = this.checks.target === this.connectedTarget;
    const handOver = new HandOver(
      { handOver: plans.handOver.bind(plans), openSink: openSaveSink, jobs, today: () => new Date() },
      {
        scope: this.scope,
        place: this.place,
        target: this.checks.target,
        address: isConnected ? (this.connection?.address ?? '') : '',
        appNames: this.appNames
      }
    );
    this.#dialog = { kind: 'hand-over', handOver };
  }

  /** The files were taken over by the target, a person says. */
  async noteHandedOver({ purpose, target, formats }: HandOver, note: string): Promise<void> {
    const { overview } = this;
    if (!overview) return;
    const noted = await this.#muster.plans.api.startCommit({
      scope: this.scope,
      way: 'files',
      target,
      address: purpose.address,
      formats,
      note,
      revision: overview.revision,
      maxDeletions: overview.counts['delete-user'] + overview.counts['delete-group']
    });
    if (!noted.ok) return this.#muster.notices.failed(noted.error);
    this.#dialog = undefined;
    this.#muster.notices.done('Noted as committed', 'The next plan holds only what is decided from now on.');
    await this.renew();
    this.showCommit(noted.value);
  }

  showApply(): void {
    const { connection, connectedTarget: target } = this;
    if (!connection || !target) return;
    const { plans, commitPort } = this.#muster;
    const start = new CommitStart(
      { api: plans.api, startWorker: commitPort.startWorker, origin: commitPort.origin },
      {
        scope: this.scope,
        target,
        system: this.access.target,
        connection,
        form: connectionForm(connection.connectorId),
        appNames: this.appNames
      },
      this.access,
      () => this.#overview
    );
    this.#dialog = { kind: 'apply', start };
  }

  /** From the dialog to the commit, which is carried out at once. */
  async apply(start: CommitStart): Promise<void> {
    const commit = await start.start();
    if (!commit) return;
    const { system, connection } = start.purpose;
    const { commitRuns } = this.#muster;
    commitRuns.work(commitRuns.add(commit, { target: system, connection, options: start.options }));
    this.#dialog = undefined;
    await this.renew();
    this.showCommit(commit);
  }

  get #cursor() {
    if (this.view === 'commit') return this.commits.cursor;
    return this.view === 'problems' ? this.checks.cursor : this.list.cursor;
  }

  async #read(): Promise<void> {
    const opened = await this.#muster.plans.api.openPlan(this.scope);
    this.#failure = opened.ok ? undefined : opened.error;
    if (!opened.ok) return;
    this.#overview = opened.value;
    await this.connections.load();
    this.checks.derive(this.connectedTarget);
    await Promise.all([this.list.rows.renew(), this.checks.check(), this.commits.load(), this.access.load()]);
  }

  #makeAccess(): SystemAccessState {
    const target = { kind: 'users', domainId: this.domainId } as const;
    const kept = () => this.connections.of(target);
    const subject = () => {
      const connection = kept()?.connection;
      return {
        connection,
        form: connection && connectionForm(connection.connectorId),
        signIn: connection?.signIn,
        isTokenKept: kept()?.isTokenKept ?? false
      };
    };
    return new SystemAccessState(this.#muster, target, subject, { onChange: () => this.connections.load() });
  }
}
