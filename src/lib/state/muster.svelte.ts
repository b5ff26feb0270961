import { createContext } from 'svelte';
import { ConnectorClient } from '../clients/connector-client';
import { EngineClient } from '../clients/engine-client';
import { ImportClient } from '../clients/import-client';
import { PlanClient } from '../clients/plan-client';
import { ProtectionClient } from '../clients/protection-client';
import type { AppError } from '../model/app-error';
import type { AppId, IdentityDomainId, WorkspaceId } from '../model/ids';
import { err, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { AppOverview, DomainOverview, WorkspaceEvent, WorkspaceOverview } from '../protocol/engine-api';
import type { StepOutcome } from '../protocol/step-outcome';
import type { ScoringState } from '../protocol/suggestion-api';
import { STEP_LABEL } from '../model/history-step';
import type { ViewState } from '../protocol/view';
import { appOrigin } from './app-address';
import { checkBrowser } from './browser-check';
import type { CommitPort } from './commit-run.svelte';
import { CommitRuns } from './commit-runs.svelte';
import { Notices } from './notices.svelte';
import { RunningJobs } from './running-jobs.svelte';
import { SystemTokens } from './system-tokens.svelte';

type ViewListener = (state: ViewState) => void;
type ScoresListener = (appId: AppId, state: ScoringState) => void;

/** The page's side of everything: the engine, the open workspace, messages. Built once by the root layout. */
export class Muster {
  readonly engine = new EngineClient((error) => this.#fail(error));
  readonly jobs = new RunningJobs();
  readonly importing = new ImportClient(this.engine, this.jobs.track);
  readonly notices = new Notices();
  readonly connector = new ConnectorClient();
  readonly tokens = new SystemTokens(
    this.connector,
    (target, token) => this.engine.api.sealToken(target, token),
    (error) => this.notices.failed(error)
  );
  readonly plans = new PlanClient(this.engine.api);
  readonly protection = new ProtectionClient(this.engine.api);
  readonly commitPort: CommitPort = {
    api: this.plans.api,
    startWorker: () => this.connector.startApplying(),
    token: (target, connection) => this.tokens.usable(target, connection),
    dropToken: (target, connection) => this.tokens.drop(target, connection),
    origin: appOrigin,
    now: () => performance.now()
  };
  readonly commitRuns = new CommitRuns(this.commitPort, this.jobs);

  #overview = $state.raw<WorkspaceOverview | undefined>(undefined);
  #workspaces = $state.raw<readonly Workspace[] | undefined>(undefined);
  #fatal = $state.raw<AppError | undefined>(undefined);
  /** Goes up with every change of the open workspace: views depend on it to renew themselves. */
  #revision = $state(0);
  /** Percent done of bringing the workspace that is being opened up to date; undefined while that is not under way. */
  #upgradeProgress = $state<number | undefined>(undefined);
  /** Goes up when the open workspace has to be opened anew: it is in another database now. */
  #replacements = $state(0);
  #openings = 0;
  readonly #viewListeners = new Set<ViewListener>();
  readonly #scoresListeners = new Set<ScoresListener>();

  get overview(): WorkspaceOverview | undefined {
    return this.#overview;
  }

  get workspaces(): readonly Workspace[] | undefined {
    return this.#workspaces;
  }

  get fatal(): AppError | undefined {
    return this.#fatal;
  }

  get revision(): number {
    return this.#revision;
  }

  get upgradeProgress(): number | undefined {
    return this.#upgradeProgress;
  }

  get replacements(): number {
    return this.#replacements;
  }

  get isReadOnly(): boolean {
    return this.#overview?.access === 'reader';
  }

  app(id: AppId): AppOverview | undefined {
    return this.#overview?.apps.find((entry) => entry.app.id === id);
  }

  domain(id: IdentityDomainId): DomainOverview | undefined {
    return this.#overview?.domains.find((entry) => entry.domain.id === id);
  }

  async start(): Promise<void> {
    const hindrance = await checkBrowser();
    if (hindrance) return this.#fail(hindrance);
    const greeting = await this.engine.greet();
    if (!greeting.ok) this.#fail(greeting.error);
    await this.listWorkspaces();
  }

  async listWorkspaces(): Promise<void> {
    const listed = await this.engine.api.listWorkspaces();
    if (listed.ok) this.#workspaces = listed.value;
    else this.#fail(listed.error);
  }

  /** What an opening answers after a later one was asked for changes nothing here. */
  async openWorkspace(
    id: WorkspaceId,
    mode: 'ask' | 'take-over' = 'ask'
  ): Promise<Result<WorkspaceOverview, AppError>> {
    const number = ++this.#openings;
    const isStale = () => number !== this.#openings;
    if (this.#overview?.workspace.id !== id) {
      await this.commitRuns.leave();
      if (isStale()) return err({ kind: 'workspace-missing' });
      this.tokens.forgetAll();
    }
    const opened = await this.engine.openWorkspace(id, mode, (event) => {
      if (!isStale()) this.#receive(event);
    });
    if (isStale()) return opened;
    this.#upgradeProgress = undefined;
    this.#overview = opened.ok ? opened.value : undefined;
    this.#revision++;
    return opened;
  }

  /** Whoever shows the workspace opens it again, or asks for its passphrase. */
  reopen(): void {
    this.#replacements++;
    void this.listWorkspaces();
  }

  /** It was wiped here. */
  forgetWorkspace(id: WorkspaceId): void {
    if (this.#overview?.workspace.id !== id) return;
    this.tokens.forgetAll();
    this.#overview = undefined;
  }

  /** Runs a command that answers with a history step; says what happened, or why not. */
  async step(
    command: Promise<Result<StepOutcome, AppError>>,
    verb: 'done' | 'undone' | 'redone' = 'done'
  ): Promise<boolean> {
    const result = await command;
    if (!result.ok) {
      this.notices.failed(result.error);
      return false;
    }
    const { action, rowCount } = result.value.step;
    const count = `${rowCount.toLocaleString()} ${rowCount === 1 ? 'row' : 'rows'}`;
    const suffix = verb === 'done' ? '' : verb === 'undone' ? ' taken back' : ' done again';
    this.notices.done(`${STEP_LABEL[action]}: ${count}${suffix}`, '', verb === 'done');
    return true;
  }

  undo(): Promise<boolean> {
    return this.step(this.engine.api.undo(), 'undone');
  }

  redo(): Promise<boolean> {
    return this.step(this.engine.api.redo(), 'redone');
  }

  /** Views that answer in parts tell the rest through here. Returns the function that stops listening. */
  onView(listener: ViewListener): () => void {
    this.#viewListeners.add(listener);
    return () => this.#viewListeners.delete(listener);
  }

  /** How far the scores of apps are. Returns the function that stops listening. */
  onScores(listener: ScoresListener): () => void {
    this.#scoresListeners.add(listener);
    return () => this.#scoresListeners.delete(listener);
  }

  /** Reads the overview again; the engine also asks for it by a 'changed' event after each write. */
  async refresh(): Promise<void> {
    const read = await this.engine.api.overview();
    if (read.ok) this.#overview = read.value;
    this.#revision++;
  }

  #receive(event: WorkspaceEvent): void {
    switch (event.kind) {
      case 'changed':
        void this.refresh();
        return;
      case 'access':
        if (event.access === 'reader') this.commitRuns.endAll();
        if (this.#overview) this.#overview = { ...this.#overview, access: event.access };
        return;
      case 'view':
        for (const listener of this.#viewListeners) listener(event.state);
        return;
      case 'scores':
        for (const listener of this.#scoresListeners) listener(event.appId, event.state);
        return;
      case 'upgrading':
        this.#upgradeProgress = Math.floor((100 * event.done) / Math.max(1, event.total));
        return;
      case 'replaced':
        this.reopen();
        return;
      case 'gone':
        this.#overview = undefined;
        this.#fail(event.error);
        return;
      case 'failed':
        this.notices.failed(event.error);
        return;
    }
  }

  #fail(error: AppError): void {
    // What comes after the first follows from it.
    this.#fatal ??= error;
  }
}

export const [getMuster, setMuster] = createContext<Muster>();
