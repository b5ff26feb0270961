import { withSwitchAt, type App, type AppSwitch } from '../model/app';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { HoldKind } from '../model/hold-cause';
import type { AppId, IdentityDomainId, RowIndex, RunId, StageId, WorkspaceId } from '../model/ids';
import type { ImportRun, ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { IdentityDomain, Workspace } from '../model/workspace';
import type {
  AccountDetail,
  AccountManager,
  DecisionCommand,
  DecisionPreview,
  EngineApi,
  StorageFacts,
  WorkspaceEvent,
  WorkspaceOverview
} from '../protocol/engine-api';
import type { StepOutcome } from '../protocol/step-outcome';
import type { CheckedExpression, Evaluator } from '../protocol/expression-api';
import type { SegmentIntake } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { PreviewedUser } from '../protocol/mapping-api';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { RematchPreview, Transition } from '../protocol/rematch-api';
import type { CommitStageRequest, FailedRunNote, ImportCheck, OpenStageRequest, StageNotes } from '../protocol/run-api';
import { PROTOCOL_VERSION } from '../protocol/version';
import type { OpenedView, RowWindow, ViewQuery } from '../protocol/view';
import { storageError } from '../storage/storage-error';
import type { LockSource } from '../storage/writer-lock';
import { addApplication } from './add-application';
import { addDomain } from './add-domain';
import { exportCrosswalk } from './export-crosswalk';
import { noteFailedRun } from './note-failed-run';
import { noteFileHash } from './note-file-hash';
import { OpenWorkspace } from './open-workspace';
import { fillSample } from './sample-workspace';
import { recallSearch, rememberSearch } from './saved-searches';
import { Session } from './session';
import { SAMPLE_ID, WorkspaceRegistry } from './workspace-registry';

/** What the place that runs the engine provides: a worker, or a test. */
export interface EngineHost {
  readonly locks: LockSource;
  /** Lets the other end of a port call the intake. */
  readonly exposeIntake: (intake: SegmentIntake, port: MessagePort) => void;
  readonly storageFacts: () => Promise<StorageFacts>;
  readonly evaluator: Evaluator;
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
      const result = await fillSample(workspace, this.#host.evaluator, onProgress);
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
      this.#session = new Session(workspace, this.#host.evaluator);
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
    return this.#in(({ workspace }) => addDomain(workspace, name));
  }

  addApplication(domainId: IdentityDomainId, catalogId: string, name: string): Promise<Result<App, AppError>> {
    return this.#in(({ workspace }) => addApplication(workspace, { domainId, catalogId, name }));
  }

  setAppSwitch(appId: AppId, which: AppSwitch, isOn: boolean): Promise<Result<App, AppError>> {
    return this.#in(({ workspace }) => workspace.updateApp(appId, (app) => withSwitchAt(app, which, isOn, Date.now())));
  }

  saveSynchronization(appId: AppId, synchronization: Synchronization): Promise<Result<App, AppError>> {
    return this.#withApp(appId, ({ mappings }, app) => mappings.save(app, synchronization));
  }

  attributesOf(appId: AppId): Promise<Result<{ account: readonly Attribute[]; user: readonly Attribute[] }, AppError>> {
    return this.#withApp(appId, async ({ workspace: { lists } }, app) => {
      const [accounts, users] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
      return ok({ account: accounts.records.attributes, user: users.records.attributes });
    });
  }

  openStage(request: OpenStageRequest, intake: MessagePort): Promise<Result<StageId, AppError>> {
    return this.#in(async ({ stages }) => {
      const stage = stages.open(request);
      if (!stage.ok) return stage;
      this.#host.exposeIntake(stage.value.intake, intake);
      return ok(stage.value.id);
    });
  }

  checkStage(stageId: StageId, notes: StageNotes, onProgress: OnProgress): Promise<JobOutcome<ImportCheck>> {
    return this.#job(({ stages }) => stages.check(stageId, notes, onProgress));
  }

  stagedNewUsers(stageId: StageId, range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    return this.#in(({ stages }) => stages.newUsers(stageId, range));
  }

  commitStage(request: CommitStageRequest, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    return this.#job(({ stages }) => stages.commit(request, onProgress));
  }

  async discardStage(stageId: StageId): Promise<void> {
    this.#session?.stages.discard(stageId);
  }

  importRuns(target: ImportTarget): Promise<Result<readonly ImportRun[], AppError>> {
    return this.#in(async ({ workspace }) => ok(workspace.runs(target)));
  }

  noteFileHash(runId: RunId, hash: string): Promise<Result<undefined, AppError>> {
    return this.#in(({ workspace }) => noteFileHash(workspace, runId, hash));
  }

  noteFailedRun(note: FailedRunNote): Promise<Result<ImportRun, AppError>> {
    return this.#in(({ workspace }) => noteFailedRun(workspace, note));
  }

  heldRows(runId: RunId, cause: HoldKind, range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    return this.#in(({ held }) => held.rows(runId, cause, range));
  }

  allowRun(runId: RunId, reason: string, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    return this.#job(({ held }) => held.allow(runId, reason, onProgress));
  }

  rejectRun(runId: RunId, reason: string): Promise<Result<ImportRun, AppError>> {
    return this.#in(({ held }) => held.reject(runId, reason));
  }

  rematch(appId: AppId, onProgress: OnProgress): Promise<JobOutcome<StepOutcome>> {
    return this.#job(({ rematches }) => rematches.run(appId, onProgress));
  }

  previewRematch(
    appId: AppId,
    synchronization: Synchronization | undefined,
    onProgress: OnProgress
  ): Promise<JobOutcome<RematchPreview>> {
    return this.#job(({ rematches }) => rematches.preview(appId, synchronization, onProgress));
  }

  rematchRows(
    previewId: StageId,
    cell: Pick<Transition, 'before' | 'after'>,
    range: WindowRange
  ): Promise<Result<ProposedWindow, AppError>> {
    return this.#in(({ rematches }) => rematches.rows(previewId, cell, range));
  }

  applyRematch(previewId: StageId): Promise<JobOutcome<StepOutcome>> {
    return this.#job(({ rematches }) => rematches.apply(previewId));
  }

  async discardRematch(previewId: StageId): Promise<void> {
    this.#session?.rematches.discard(previewId);
  }

  readonly groups: EngineApi['groups'] = (...asked) => this.#in(({ groups }) => groups.window(...asked));
  readonly groupMembers: EngineApi['groupMembers'] = (...asked) => this.#in(({ groups }) => groups.members(...asked));

  checkExpression(appId: AppId, text: string): Promise<Result<CheckedExpression, AppError>> {
    return this.#withApp(appId, ({ mappings }, app) => mappings.check(app, text));
  }

  previewMappings(
    appId: AppId,
    settings: Pick<Synchronization, 'mappings' | 'usernameFormat'>,
    range: WindowRange
  ): Promise<Result<readonly PreviewedUser[], AppError>> {
    return this.#withApp(appId, ({ mappings }, app) => mappings.preview(app, settings, range));
  }

  readonly rememberSource: EngineApi['rememberSource'] = (...given) =>
    this.#in(({ sources }) => sources.remember(...given));
  readonly sources: EngineApi['sources'] = () => this.#in(({ sources }) => sources.all());

  readonly connections: EngineApi['connections'] = () => this.#in(({ connections }) => connections.all());
  readonly saveConnection: EngineApi['saveConnection'] = (...given) =>
    this.#in(({ connections }) => connections.save(...given));
  readonly forgetConnection: EngineApi['forgetConnection'] = (target) =>
    this.#in(({ connections }) => connections.forget(target));
  readonly passphraseState: EngineApi['passphraseState'] = () =>
    this.#in(async ({ connections }) => ok(await connections.passphraseState()));
  readonly givePassphrase: EngineApi['givePassphrase'] = (passphrase) =>
    this.#in(({ connections }) => connections.givePassphrase(passphrase));
  readonly sealToken: EngineApi['sealToken'] = (...given) =>
    this.#in(({ connections }) => connections.sealToken(...given));
  readonly openToken: EngineApi['openToken'] = (target) => this.#in(({ connections }) => connections.openToken(target));
  readonly forgetToken: EngineApi['forgetToken'] = (target) =>
    this.#in(({ connections }) => connections.forgetToken(target));

  openView(slot: string, query: ViewQuery, wantedRows = 0): Promise<Result<OpenedView, AppError>> {
    return this.#in(({ views }) => views.open(slot, query, wantedRows));
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

  accountManager(appId: AppId, row: RowIndex): Promise<Result<AccountManager | undefined, AppError>> {
    return this.#in(({ managers }) => managers.read(appId, row));
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
    return this.#withApp(appId, ({ workspace }, app) => exportCrosswalk(workspace, app));
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
