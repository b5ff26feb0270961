import { untrack } from 'svelte';
import type { AppError } from '../model/app-error';
import type { Commit, PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { AppId, IdentityDomainId } from '../model/ids';
import type { OperationKind } from '../model/plan-operation';
import { ok, type Result } from '../model/result';
import type { OperationSelection, PlanOverview, UndecidedAccounts } from '../protocol/plan-api';
import { clearProblem } from './clear-problem';
import { CommitActions } from './commit-actions.svelte';
import { commitProblem, includedIn, undecidedIn } from './commit-problem';
import type { CommitStart } from './commit-start.svelte';
import { Connections } from './connections.svelte';
import { domainAccess } from './domain-access';
import { download } from './download';
import type { HandOver } from './hand-over.svelte';
import { openSaveSink } from './hand-over-sink';
import type { Muster } from './muster.svelte';
import { PlanChecks } from './plan-checks.svelte';
import { PlanCommits } from './plan-commits.svelte';
import { applyDialog, handOverDialog, type ConnectedSystem, type PlanDialog, type PlanSubject } from './plan-dialog';
import { PlanExports } from './plan-exports.svelte';
import { PlanList } from './plan-list.svelte';
import { PlanLook } from './plan-look.svelte';
import { targetOf } from './plan-target';
import type { SystemAccessState } from './system-access.svelte';

/** The Plan page of an app or a domain: what the decisions amount to, whether the target takes it, and its commits. */
export class PlanPage {
  readonly scope: PlanScope;
  readonly list: PlanList;
  readonly checks: PlanChecks;
  readonly commits: PlanCommits;
  readonly look: PlanLook;
  readonly exports: PlanExports;
  readonly connections: Connections;
  readonly access: SystemAccessState;
  readonly actions: CommitActions;
  readonly #muster: Muster;
  #overview = $state.raw<PlanOverview | undefined>(undefined);
  #failure = $state.raw<AppError | undefined>(undefined);
  #dialog = $state.raw<PlanDialog | undefined>(undefined);
  #isChanging = false;
  #isRenewing = false;
  #isStale = false;
  readonly #isCarryingOut = $derived.by(() => this.commits.list.some((commit) => this.commits.isCarriedOut(commit)));

  constructor(muster: Muster, scope: PlanScope) {
    const { plans } = muster;
    this.#muster = muster;
    this.scope = scope;
    this.list = new PlanList(plans.api, scope);
    this.checks = new PlanChecks(plans.api, scope);
    this.commits = new PlanCommits(plans.api, scope, {
      runOf: (id) => muster.commitRuns.of(id),
      domainId: () => this.domainId,
      isReadOnly: () => this.isReadOnly
    });
    this.look = new PlanLook(this.list, this.checks, this.commits);
    this.connections = new Connections(muster);
    this.access = domainAccess(muster, this.domainId, this.connections);
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
    // The list of a commit that is being carried out; and what is stored of it, once it stands.
    let wasCarryingOut = false;
    $effect(() => {
      const before = wasCarryingOut;
      wasCarryingOut = this.#isCarryingOut;
      if (wasCarryingOut) return untrack(() => this.commits.follow());
      if (before) untrack(() => void this.commits.load());
      return undefined;
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

  /** Why nothing can be committed to a target now. Files can be looked at all the same. */
  commitProblemFor(target: CommitTarget): string | undefined {
    const errorCount = this.checks.errorsFor(target);
    return commitProblem({ isReadOnly: this.isReadOnly, overview: this.#overview, errorCount, target });
  }

  /** A commit of the domain that has not ended; a second one beside it would do things twice. */
  get underWay(): Commit | undefined {
    return this.commits.underWay;
  }

  /** Errors that nobody knows of yet are found in the dialog, which asks for them. */
  get applyProblem(): string | undefined {
    const { connectedTarget: target, underWay } = this;
    if (!this.connection) return 'The domain has no connection yet';
    if (!target) return 'The connected system only gives lists';
    if (underWay) return `${this.#whose(underWay)} has not ended yet`;
    const errorCount = this.checks.errorsFor(target) ?? 0;
    return commitProblem({ isReadOnly: this.isReadOnly, overview: this.#overview, errorCount, target });
  }

  /** Why the plan cannot be applied, where nothing else on the page says so. */
  get obstacle(): string | undefined {
    const { overview } = this;
    const isSaidElsewhere = this.isReadOnly || !overview || overview.total === 0 || !this.connectedTarget;
    if (isSaidElsewhere) return undefined;
    return undecidedIn(overview) > 0 && !this.underWay ? undefined : this.applyProblem;
  }

  /** Why the import queue of an app cannot be cleared now. */
  clearProblem(appId: AppId): string | undefined {
    return clearProblem(this.#muster.app(appId), this.isReadOnly);
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

  /** Not while what it asks for is being stored: it is told there whether it was. */
  closeDialog(): void {
    const { dialog } = this;
    if (dialog?.kind === 'apply' && dialog.start.isStarting) return;
    if (dialog?.kind === 'hand-over' && dialog.handOver.isNoting) return;
    this.leave();
  }

  /** The page goes away: nothing that its dialog began goes on. */
  leave(): void {
    const { dialog } = this;
    if (dialog?.kind === 'apply') dialog.start.stopTrial();
    if (dialog?.kind === 'hand-over') dialog.handOver.cancel();
    this.#dialog = undefined;
  }

  showAnswers(): void {
    this.#dialog = { kind: 'answers' };
  }

  askExclude(selection: OperationSelection, count: number): void {
    this.#dialog = { kind: 'exclude', selection, count };
  }

  /** Without a reason: included again. Refused, the question stays. */
  async exclude(selection: OperationSelection, reason: string | undefined): Promise<void> {
    const { api } = this.#muster.plans;
    const changed = await this.#change(() => api.excludeOperations(this.scope, selection, reason));
    if (!changed) return;
    if (this.#dialog?.kind === 'exclude') this.#dialog = undefined;
    this.#take(changed);
    this.list.selection.clear();
    await this.renew();
  }

  /** Everything of these kinds, from a dialog that stays open. */
  excludeKinds(kinds: readonly OperationKind[], reason: string): Promise<void> {
    const query = { scope: this.scope, kinds, text: '', show: 'included' } as const;
    return this.exclude({ kind: 'query', query }, reason);
  }

  askLeaveOut(accounts: UndecidedAccounts): void {
    this.#dialog = { kind: 'leave-out', accounts };
  }

  /** Without a reason: they stop a commit again. */
  async leaveOut({ appId }: UndecidedAccounts, reason: string | undefined): Promise<void> {
    const { api } = this.#muster.plans;
    const isDone = await this.#change(async () => {
      const changed = await api.leaveOutUndecided(appId, reason);
      return changed.ok ? ok(true) : changed;
    });
    if (!isDone) return;
    if (this.#dialog?.kind === 'leave-out') this.#dialog = undefined;
    await this.renew();
  }

  async askClear(accounts: UndecidedAccounts): Promise<void> {
    if (this.clearProblem(accounts.appId) !== undefined) return;
    const asked: PlanDialog = { kind: 'clear', accounts, tally: undefined };
    this.#dialog = asked;
    const command = { kind: 'clear-unconfirmed', appId: accounts.appId } as const;
    const tally = await this.#muster.engine.api.previewDecision(command);
    // Another question may stand there by now.
    if (this.#dialog !== asked) return;
    this.#dialog = tally.ok ? { ...asked, tally: tally.value } : undefined;
    if (!tally.ok) this.#muster.notices.failed(tally.error);
  }

  async clear({ appId }: UndecidedAccounts): Promise<void> {
    this.#dialog = undefined;
    await this.#muster.step(this.#muster.engine.api.decide({ kind: 'clear-unconfirmed', appId }));
  }

  showHandOver(): void {
    this.#dialog = handOverDialog(this.#muster, this.#subject, this.checks.target, this.#connected);
  }

  /** Another target in the dialog: its errors are what counts from now on. */
  chooseTarget(handOver: HandOver, target: CommitTarget): void {
    handOver.choose(target);
    this.checks.choose(target);
  }

  /** The files were taken over by the target, a person says. */
  async noteHandedOver(handOver: HandOver, note: string): Promise<void> {
    const { overview } = this;
    const commit = overview && (await handOver.note(overview, note));
    if (!commit) return;
    this.#dialog = undefined;
    this.#muster.notices.done('Noted as committed', 'The next plan holds only what is decided from now on.');
    await this.renew();
    this.look.showCommit(commit);
  }

  showApply(): void {
    const connected = this.#connected;
    if (!connected) return;
    this.checks.choose(connected.target);
    const { access } = this;
    this.#dialog = applyDialog(this.#muster, this.#subject, connected, { access, overview: () => this.#overview });
  }

  /** From the dialog to the commit, which is carried out at once. */
  async apply(start: CommitStart): Promise<void> {
    const started = await start.start();
    if (!started) return;
    const { commit, options } = started;
    const { system, connection } = start.purpose;
    const { commitRuns } = this.#muster;
    commitRuns.work(commitRuns.add(commit, { target: system, connection, options }));
    this.#dialog = undefined;
    await this.renew();
    this.look.showCommit(commit);
  }

  /** Commits also where the plan cannot be worked out: one that was interrupted goes on all the same. */
  async #read(): Promise<void> {
    const opened = await this.#muster.plans.api.openPlan(this.scope);
    this.#failure = opened.ok ? undefined : opened.error;
    if (opened.ok) this.#take(opened.value);
    await this.connections.load();
    this.checks.derive(this.connectedTarget);
    const ofPlan = opened.ok ? [this.list.rows.renew(), this.checks.check()] : [];
    await Promise.all([...ofPlan, this.commits.load(), this.access.load()]);
  }

  #take(overview: PlanOverview): void {
    this.#overview = overview;
    if (this.#dialog?.kind === 'apply') this.#dialog.start.follow();
  }

  /** One change of the plan at a time: a second click asks for nothing. */
  async #change<Value>(change: () => Promise<Result<Value, AppError>>): Promise<Value | undefined> {
    if (this.#isChanging) return undefined;
    this.#isChanging = true;
    const changed = await change();
    this.#isChanging = false;
    if (changed.ok) return changed.value;
    this.#muster.notices.failed(changed.error);
    return undefined;
  }

  get #subject(): PlanSubject {
    const { scope, place, appNames } = this;
    return { scope, place, appNames };
  }

  get #connected(): ConnectedSystem | undefined {
    const { connection, connectedTarget: target } = this;
    return connection && target && { connection, target };
  }

  #whose({ scope }: Commit): string {
    const own = this.scope;
    const isOwn = own.kind === 'domain' || scope.kind === 'domain' || scope.appId === own.appId;
    const name = scope.kind === 'app' && !isOwn ? this.#muster.app(scope.appId)?.app.name : undefined;
    return name === undefined ? 'Another commit' : `A commit of ${name}`;
  }
}
