import { withSwitchAt, type App, type AppSwitch } from '../model/app';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { AppId, IdentityDomainId, RunId, StageId, WorkspaceId } from '../model/ids';
import type { ImportRun, ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { IdentityDomain, Workspace } from '../model/workspace';
import type { EngineApi, StorageFacts, WorkspaceEvent, WorkspaceOverview } from '../protocol/engine-api';
import type { CheckedExpression } from '../protocol/expression-api';
import type { SegmentIntake } from '../protocol/import-api';
import type { OnProgress } from '../protocol/job';
import type { PreviewedUser } from '../protocol/mapping-api';
import type { WindowRange } from '../protocol/proposed-row';
import type { FailedRunNote, OpenStageRequest } from '../protocol/run-api';
import { PROTOCOL_VERSION } from '../protocol/version';
import type { OpenedView, RowWindow, ViewQuery } from '../protocol/view';
import { isNew } from '../storage/is-new';
import { storedState } from '../storage/stored-state';
import { workspaceDatabaseName } from '../storage/workspace-database';
import type { LockSource } from '../storage/writer-lock';
import { addApplication } from './add-application';
import { addDomain } from './add-domain';
import { exportCrosswalk } from './export-crosswalk';
import { noteFailedRun } from './note-failed-run';
import { noteFileHash } from './note-file-hash';
import { OpenWorkspace } from './open-workspace';
import { SuggestionCalls } from './suggestion-calls';
import { fillSample } from './sample-workspace';
import { recallSearch, rememberSearch } from './saved-searches';
import { Session, type SessionHost } from './session';
import { SAMPLE_ID } from './workspace-registry';
import { WriteQueue } from './write-queue';

/** What the place that runs the engine provides: a worker, or a test. */
export interface EngineHost extends SessionHost {
  readonly locks: LockSource;
  /** Lets the other end of a port call the intake. */
  readonly exposeIntake: (intake: SegmentIntake, port: MessagePort) => void;
  readonly storageFacts: () => Promise<StorageFacts>;
}

const NOT_OPEN: AppError = { kind: 'workspace-missing' };

/** The engine's contract (protocol/engine-api.ts), each call handed to the part that does it. */
export class EngineService extends SuggestionCalls implements EngineApi {
  readonly #host: EngineHost;
  readonly #openings = new WriteQueue();
  #hasSwept = false;

  constructor(host: EngineHost) {
    super();
    this.#host = host;
  }

  protected get locks(): LockSource {
    return this.#host.locks;
  }

  async hello(): Promise<number> {
    return PROTOCOL_VERSION;
  }

  listWorkspaces(): Promise<Result<readonly Workspace[], AppError>> {
    if (!this.#hasSwept) void this.registry.sweepUnknown(this.#host.locks);
    this.#hasSwept = true;
    return this.registry.list();
  }

  createWorkspace(name: string): Promise<Result<Workspace, AppError>> {
    return this.registry.create(name);
  }

  async openSample(onProgress: OnProgress): Promise<Result<Workspace, AppError>> {
    const known = await this.registry.find(SAMPLE_ID);
    if (known.ok ? !(await isLost(known.value)) : known.error.kind !== 'workspace-missing') return known;
    // Nobody misses it: the same people come again.
    if (known.ok) await this.registry.remove(SAMPLE_ID);
    const created = await this.registry.create('Sample workspace', 'sample');
    if (!created.ok) return created;
    const filled = await this.guarded(async () => {
      const workspace = await this.#open(created.value, 'ask', () => undefined);
      const result = await fillSample(workspace, this.#host.evaluator, onProgress);
      workspace.close();
      return result;
    });
    if (filled.ok) return created;
    await this.registry.remove(SAMPLE_ID);
    return filled;
  }

  /** One after the other; the last one asked for is open then. One that it came before is closed again, and answers so. */
  openWorkspace(
    id: WorkspaceId,
    mode: 'ask' | 'take-over',
    onEvent: (event: WorkspaceEvent) => void
  ): Promise<Result<WorkspaceOverview, AppError>> {
    this.closeSession();
    const { closings } = this;
    return this.#openings.run(() =>
      this.guarded(async () => {
        const known = await this.registry.find(id);
        if (!known.ok) return known;
        if (closings !== this.closings) return err(NOT_OPEN);
        const workspace = await this.#open(known.value, mode, onEvent);
        if (closings !== this.closings) {
          workspace.close();
          return err(NOT_OPEN);
        }
        this.session = new Session(workspace, this.#host);
        await this.registry.noteOpened(known.value);
        return ok(workspace.overview);
      })
    );
  }

  async overview(): Promise<Result<WorkspaceOverview, AppError>> {
    return this.session ? ok(this.session.workspace.overview) : err(NOT_OPEN);
  }

  storageFacts(): Promise<StorageFacts> {
    return this.#host.storageFacts();
  }

  createDomain(name: string): Promise<Result<IdentityDomain, AppError>> {
    return this.inSession(({ workspace }) => addDomain(workspace, name));
  }

  addApplication(domainId: IdentityDomainId, catalogId: string, name: string): Promise<Result<App, AppError>> {
    return this.inSession(({ workspace }) => addApplication(workspace, { domainId, catalogId, name }));
  }

  setAppSwitch(appId: AppId, which: AppSwitch, isOn: boolean): Promise<Result<App, AppError>> {
    return this.inSession(({ workspace }) =>
      workspace.updateApp(appId, (app) => withSwitchAt(app, which, isOn, Date.now()))
    );
  }

  saveSynchronization(appId: AppId, synchronization: Synchronization): Promise<Result<App, AppError>> {
    return this.withApp(appId, ({ mappings }, app) => mappings.save(app, synchronization));
  }

  attributesOf(appId: AppId): Promise<Result<{ account: readonly Attribute[]; user: readonly Attribute[] }, AppError>> {
    return this.withApp(appId, async ({ workspace: { lists } }, app) => {
      const [accounts, users] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
      return ok({ account: accounts.records.attributes, user: users.records.attributes });
    });
  }

  openStage(request: OpenStageRequest, intake: MessagePort): Promise<Result<StageId, AppError>> {
    return this.inSession(async ({ stages }) => {
      const stage = stages.open(request);
      if (!stage.ok) return stage;
      this.#host.exposeIntake(stage.value.intake, intake);
      return ok(stage.value.id);
    });
  }

  readonly checkStage: EngineApi['checkStage'] = (...asked) => this.job(({ stages }) => stages.check(...asked));
  readonly stagedNewUsers: EngineApi['stagedNewUsers'] = (...asked) =>
    this.inSession(({ stages }) => stages.newUsers(...asked));
  readonly commitStage: EngineApi['commitStage'] = (...given) => this.job(({ stages }) => stages.commit(...given));

  async discardStage(stageId: StageId): Promise<void> {
    this.session?.stages.discard(stageId);
  }

  importRuns(target: ImportTarget): Promise<Result<readonly ImportRun[], AppError>> {
    return this.inSession(async ({ workspace }) => ok(workspace.runs(target)));
  }

  noteFileHash(runId: RunId, hash: string): Promise<Result<undefined, AppError>> {
    return this.inSession(({ workspace }) => noteFileHash(workspace, runId, hash));
  }

  noteFailedRun(note: FailedRunNote): Promise<Result<ImportRun, AppError>> {
    return this.inSession(({ workspace }) => noteFailedRun(workspace, note));
  }

  readonly heldRows: EngineApi['heldRows'] = (...asked) => this.inSession(({ held }) => held.rows(...asked));
  readonly allowRun: EngineApi['allowRun'] = (...given) => this.job(({ held }) => held.allow(...given));
  readonly rejectRun: EngineApi['rejectRun'] = (...given) => this.inSession(({ held }) => held.reject(...given));

  readonly rematch: EngineApi['rematch'] = (...asked) => this.job(({ rematches }) => rematches.run(...asked));
  readonly previewRematch: EngineApi['previewRematch'] = (...asked) =>
    this.job(({ rematches }) => rematches.preview(...asked));
  readonly rematchRows: EngineApi['rematchRows'] = (...asked) =>
    this.inSession(({ rematches }) => rematches.rows(...asked));
  readonly applyRematch: EngineApi['applyRematch'] = (id) => this.job(({ rematches }) => rematches.apply(id));

  async discardRematch(previewId: StageId): Promise<void> {
    this.session?.rematches.discard(previewId);
  }

  readonly groups: EngineApi['groups'] = (...asked) => this.inSession(({ groups }) => groups.window(...asked));
  readonly groupMembers: EngineApi['groupMembers'] = (...asked) =>
    this.inSession(({ groups }) => groups.members(...asked));

  checkExpression(appId: AppId, text: string): Promise<Result<CheckedExpression, AppError>> {
    return this.withApp(appId, ({ mappings }, app) => mappings.check(app, text));
  }

  previewMappings(
    appId: AppId,
    settings: Pick<Synchronization, 'mappings' | 'usernameFormat'>,
    range: WindowRange
  ): Promise<Result<readonly PreviewedUser[], AppError>> {
    return this.withApp(appId, ({ mappings }, app) => mappings.preview(app, settings, range));
  }

  readonly rememberSource: EngineApi['rememberSource'] = (...given) =>
    this.inSession(({ sources }) => sources.remember(...given));
  readonly sources: EngineApi['sources'] = () => this.inSession(({ sources }) => sources.all());

  readonly connections: EngineApi['connections'] = () => this.inSession(({ connections }) => connections.all());
  readonly saveConnection: EngineApi['saveConnection'] = (...given) =>
    this.inSession(({ connections }) => connections.save(...given));
  readonly forgetConnection: EngineApi['forgetConnection'] = (target) =>
    this.inSession(({ connections }) => connections.forget(target));
  readonly passphraseState: EngineApi['passphraseState'] = () =>
    this.inSession(async ({ connections }) => ok(await connections.passphraseState()));
  readonly givePassphrase: EngineApi['givePassphrase'] = (passphrase) =>
    this.inSession(({ connections }) => connections.givePassphrase(passphrase));
  readonly sealToken: EngineApi['sealToken'] = (...given) =>
    this.inSession(({ connections }) => connections.sealToken(...given));
  readonly openToken: EngineApi['openToken'] = (target) =>
    this.inSession(({ connections }) => connections.openToken(target));
  readonly forgetToken: EngineApi['forgetToken'] = (target) =>
    this.inSession(({ connections }) => connections.forgetToken(target));

  openView(slot: string, query: ViewQuery, wantedRows = 0): Promise<Result<OpenedView, AppError>> {
    return this.inSession(({ views }) => views.open(slot, query, wantedRows));
  }

  async readWindow(viewId: number, start: number, end: number): Promise<RowWindow> {
    return this.session?.views.window(viewId, start, end) ?? { kind: 'accounts', start, rows: [] };
  }

  async nextUndecided(viewId: number, from: number): Promise<number> {
    return this.session?.views.nextUndecided(viewId, from) ?? -1;
  }

  readonly accountDetail: EngineApi['accountDetail'] = (...asked) =>
    this.inSession(({ details }) => details.read(...asked));
  readonly accountManager: EngineApi['accountManager'] = (...asked) =>
    this.inSession(({ managers }) => managers.read(...asked));
  readonly lookAlikes: EngineApi['lookAlikes'] = (...asked) =>
    this.inSession(({ lookAlikes }) => lookAlikes.read(...asked));

  rememberSearch(text: string): Promise<Result<string, AppError>> {
    return this.inSession(({ workspace }) => rememberSearch(workspace, text));
  }

  async recallSearch(id: string): Promise<string | undefined> {
    return this.session && recallSearch(this.session.workspace, id);
  }

  readonly previewDecision: EngineApi['previewDecision'] = (command) =>
    this.inSession(({ decisions }) => decisions.preview(command));
  readonly decide: EngineApi['decide'] = (command) => this.inSession(({ decisions }) => decisions.decide(command));
  readonly undo: EngineApi['undo'] = () => this.inSession(({ decisions }) => decisions.undo());
  readonly redo: EngineApi['redo'] = () => this.inSession(({ decisions }) => decisions.redo());

  exportCrosswalk(appId: AppId): Promise<Result<Blob, AppError>> {
    return this.withApp(appId, ({ workspace }, app) => exportCrosswalk(workspace, app));
  }

  #open(
    workspace: Workspace,
    mode: 'ask' | 'take-over',
    onEvent: (event: WorkspaceEvent) => void
  ): Promise<OpenWorkspace> {
    return OpenWorkspace.open({ workspace, mode, onEvent, locks: this.locks, keys: this.keys.get(workspace.id) });
  }
}

/** It had a database, and has none any more. */
async function isLost(workspace: Workspace): Promise<boolean> {
  return !isNew(workspace) && (await storedState(workspaceDatabaseName(workspace))).kind === 'missing';
}
