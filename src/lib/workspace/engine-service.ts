import { newApp } from './new-app';
import { withSwitch, withSynchronization, type App, type AppSwitch, type Synchronization } from '../model/app';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import { newId, type AppId, type IdentityDomainId, type RowIndex, type StageId, type WorkspaceId } from '../model/ids';
import type { ImportRun, ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { RowIssueTally } from '../model/row-issue';
import type { IdentityDomain, Workspace } from '../model/workspace';
import { crosswalkCsv } from '../plan/crosswalk';
import type {
  AccountDetail,
  CommitStageRequest,
  DecisionCommand,
  DecisionPreview,
  EngineApi,
  ImportCheck,
  StepOutcome,
  StorageFacts,
  WorkspaceEvent,
  WorkspaceOverview
} from '../protocol/engine-api';
import type { SegmentIntake } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import { PROTOCOL_VERSION } from '../protocol/version';
import type { RowWindow, ViewQuery, ViewState } from '../protocol/view';
import { storageError } from '../storage/storage-error';
import type { LockSource } from '../storage/writer-lock';
import { AccountDetails } from './account-detail';
import { Decisions } from './decisions';
import { ImportStages } from './import-stages';
import { OpenWorkspace } from './open-workspace';
import { rematch } from './rematch';
import { runSliced } from './run-sliced';
import { fillSample } from './sample-workspace';
import { recallSearch, rememberSearch } from './saved-searches';
import { Views } from './views';
import { SAMPLE_ID, WorkspaceRegistry } from './workspace-registry';

/** What the place that runs the engine provides: a worker, or a test. */
export interface EngineHost {
  readonly locks: LockSource;
  /** Lets the other end of a port call the intake. */
  readonly exposeIntake: (intake: SegmentIntake, port: MessagePort) => void;
  readonly storageFacts: () => Promise<StorageFacts>;
}

/** The open workspace with everything that works on it. */
class Session {
  readonly workspace: OpenWorkspace;
  readonly views: Views;
  readonly decisions: Decisions;
  readonly stages: ImportStages;
  readonly details: AccountDetails;

  constructor(workspace: OpenWorkspace) {
    this.workspace = workspace;
    this.views = new Views(workspace);
    this.decisions = new Decisions(workspace, this.views);
    this.stages = new ImportStages(workspace);
    this.details = new AccountDetails(workspace);
  }
}

const NOT_OPEN: AppError = { kind: 'workspace-missing' };

/** The engine's contract (protocol/engine-api.ts), each call handed to the part that does it. */
export class EngineService implements EngineApi {
  readonly #host: EngineHost;
  readonly #registry = new WorkspaceRegistry();
  #session: Session | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  async hello(): Promise<number> {
    return PROTOCOL_VERSION;
  }

  listWorkspaces(): Promise<Result<readonly Workspace[], AppError>> {
    return this.#registry.list();
  }

  createWorkspace(name: string): Promise<Result<Workspace, AppError>> {
    return this.#registry.create(name);
  }

  async openSample(onProgress: OnProgress): Promise<Result<Workspace, AppError>> {
    const known = await this.#registry.find(SAMPLE_ID);
    if (known.ok || known.error.kind !== 'workspace-missing') return known;
    const created = await this.#registry.create('Sample workspace', 'sample');
    if (!created.ok) return created;
    const filled = await this.#guarded(async () => {
      const workspace = await this.#open(created.value, 'ask', () => undefined);
      const result = await fillSample(workspace, onProgress);
      workspace.close();
      return result;
    });
    if (filled.ok) return created;
    await this.#registry.remove(SAMPLE_ID);
    return filled;
  }

  async removeWorkspace(id: WorkspaceId): Promise<Result<undefined, AppError>> {
    if (this.#session?.workspace.workspace.id === id) this.#close();
    return this.#registry.remove(id);
  }

  async openWorkspace(
    id: WorkspaceId,
    mode: 'ask' | 'take-over',
    onEvent: (event: WorkspaceEvent) => void
  ): Promise<Result<WorkspaceOverview, AppError>> {
    this.#close();
    const known = await this.#registry.find(id);
    if (!known.ok) return known;
    return this.#guarded(async () => {
      const workspace = await this.#open(known.value, mode, onEvent);
      this.#session = new Session(workspace);
      await this.#registry.noteOpened(known.value);
      return ok(workspace.overview);
    });
  }

  async overview(): Promise<Result<WorkspaceOverview, AppError>> {
    return this.#session ? ok(this.#session.workspace.overview) : err(NOT_OPEN);
  }

  storageFacts(): Promise<StorageFacts> {
    return this.#host.storageFacts();
  }

  createDomain(name: string): Promise<Result<IdentityDomain, AppError>> {
    return this.#in(async ({ workspace }) => {
      const trimmed = name.trim();
      if (trimmed === '') return err({ kind: 'name-empty' });
      if (workspace.domains.some((domain) => isSameName(domain.name, trimmed)))
        return err({ kind: 'name-taken', name: trimmed });
      return workspace.saveDomain({ id: newId<IdentityDomainId>(), name: trimmed, createdAt: Date.now() });
    });
  }

  addApplication(domainId: IdentityDomainId, catalogId: string, name: string): Promise<Result<App, AppError>> {
    return this.#in(async ({ workspace }) => {
      const trimmed = name.trim();
      if (trimmed === '') return err({ kind: 'name-empty' });
      if (!workspace.domains.some(({ id }) => id === domainId))
        return err({ kind: 'not-found', what: 'The identity domain' });
      const isTaken = workspace.apps.some((app) => app.domainId === domainId && isSameName(app.name, trimmed));
      return isTaken
        ? err({ kind: 'name-taken', name: trimmed })
        : workspace.addApp(newApp(domainId, catalogId, trimmed));
    });
  }

  setAppSwitch(appId: AppId, which: AppSwitch, isOn: boolean): Promise<Result<App, AppError>> {
    return this.#in(({ workspace }) => workspace.updateApp(appId, (app) => withSwitch(app, which, isOn)));
  }

  saveSynchronization(appId: AppId, synchronization: Synchronization): Promise<Result<App, AppError>> {
    return this.#in(({ workspace }) => workspace.updateApp(appId, (app) => withSynchronization(app, synchronization)));
  }

  attributesOf(appId: AppId): Promise<Result<{ account: readonly Attribute[]; user: readonly Attribute[] }, AppError>> {
    return this.#withApp(appId, async ({ workspace: { lists } }, app) => {
      const [accounts, users] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
      return ok({ account: accounts.records.attributes, user: users.records.attributes });
    });
  }

  openStage(
    target: ImportTarget,
    attributes: readonly Attribute[],
    intake: MessagePort
  ): Promise<Result<StageId, AppError>> {
    return this.#in(async ({ stages }) => {
      const stage = stages.open(target, attributes);
      if (!stage.ok) return stage;
      this.#host.exposeIntake(stage.value.intake, intake);
      return ok(stage.value.id);
    });
  }

  checkStage(
    stageId: StageId,
    issues: readonly RowIssueTally[],
    skipped: number,
    onProgress: OnProgress
  ): Promise<JobOutcome<ImportCheck>> {
    return this.#job(({ stages }) => stages.check(stageId, { issues, skipped }, onProgress));
  }

  commitStage(request: CommitStageRequest, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    return this.#job(({ stages }) => stages.commit(request, onProgress));
  }

  async discardStage(stageId: StageId): Promise<void> {
    this.#session?.stages.discard(stageId);
  }

  rematch(appId: AppId, onProgress: OnProgress): Promise<JobOutcome<StepOutcome>> {
    return this.#job(({ workspace }) => rematch(workspace, appId, onProgress));
  }

  importRuns(target: ImportTarget): Promise<Result<readonly ImportRun[], AppError>> {
    return this.#in(async ({ workspace }) => ok(workspace.runs(target)));
  }

  openView(slot: string, query: ViewQuery): Promise<Result<ViewState, AppError>> {
    return this.#in(({ views }) => views.open(slot, query));
  }

  async readWindow(viewId: number, start: number, end: number): Promise<RowWindow> {
    return this.#session?.views.window(viewId, start, end) ?? { kind: 'accounts', start, rows: [] };
  }

  async nextUndecided(viewId: number, from: number): Promise<number> {
    return this.#session?.views.nextUndecided(viewId, from) ?? -1;
  }

  accountDetail(appId: AppId, row: RowIndex): Promise<Result<AccountDetail, AppError>> {
    return this.#in(({ details }) => details.read(appId, row));
  }

  rememberSearch(text: string): Promise<Result<string, AppError>> {
    return this.#in(({ workspace }) => rememberSearch(workspace, text));
  }

  async recallSearch(id: string): Promise<string | undefined> {
    return this.#session && recallSearch(this.#session.workspace, id);
  }

  previewDecision(command: DecisionCommand): Promise<Result<DecisionPreview, AppError>> {
    return this.#in(({ decisions }) => decisions.preview(command));
  }

  decide(command: DecisionCommand): Promise<Result<StepOutcome, AppError>> {
    return this.#in(({ decisions }) => decisions.decide(command));
  }

  undo(): Promise<Result<StepOutcome, AppError>> {
    return this.#in(({ decisions }) => decisions.undo());
  }

  redo(): Promise<Result<StepOutcome, AppError>> {
    return this.#in(({ decisions }) => decisions.redo());
  }

  exportCrosswalk(appId: AppId): Promise<Result<Blob, AppError>> {
    return this.#withApp(appId, async ({ workspace }, app) => {
      const { lists, history, domains } = workspace;
      const [list, users] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
      const head = lists.head(`accounts:${appId}`);
      const parts: string[] = [];
      const chunks = crosswalkCsv({
        appName: app.name,
        domainName: domains.find(({ id }) => id === app.domainId)?.name ?? '',
        list,
        users: users.records,
        rules: head.rules,
        keys: { account: head.key, user: lists.head(`users:${app.domainId}`).key },
        step: (id) => history.step(id)
      });
      await runSliced(collect(chunks, parts));
      return ok(new Blob(parts, { type: 'text/csv;charset=utf-8' }));
    });
  }

  #open(
    workspace: Workspace,
    mode: 'ask' | 'take-over',
    onEvent: (event: WorkspaceEvent) => void
  ): Promise<OpenWorkspace> {
    return OpenWorkspace.open({ workspace, mode, onEvent, locks: this.#host.locks });
  }

  #close(): void {
    this.#session?.workspace.close();
    this.#session = undefined;
  }

  #in<Value>(work: (session: Session) => Promise<Result<Value, AppError>>): Promise<Result<Value, AppError>> {
    const session = this.#session;
    return session ? this.#guarded(() => work(session)) : Promise.resolve(err(NOT_OPEN));
  }

  #withApp<Value>(
    appId: AppId,
    work: (session: Session, app: App) => Promise<Result<Value, AppError>>
  ): Promise<Result<Value, AppError>> {
    return this.#in(async (session) => {
      const app = session.workspace.app(appId);
      return app ? work(session, app) : err({ kind: 'not-found', what: 'The app' });
    });
  }

  async #job<Value>(work: (session: Session) => Promise<JobOutcome<Value>>): Promise<JobOutcome<Value>> {
    const session = this.#session;
    if (!session) return { status: 'failed', error: NOT_OPEN };
    const outcome = await this.#guarded(async () => ok(await work(session)));
    return outcome.ok ? outcome.value : { status: 'failed', error: outcome.error };
  }

  /** What storage throws becomes a value; anything else is a mistake in this program and is told as such. */
  async #guarded<Value>(work: () => Promise<Result<Value, AppError>>): Promise<Result<Value, AppError>> {
    try {
      return await work();
    } catch (error) {
      return err(storageError(error));
    }
  }
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function* collect(chunks: Iterable<string>, parts: string[]): Generator<void, void> {
  for (const chunk of chunks) {
    parts.push(chunk);
    yield;
  }
}
