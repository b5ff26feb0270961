import type { App, AppSwitch } from '../model/app';
import type { AppError } from '../model/app-error';
import type { RowAnswer } from '../model/answered-decision';
import type { Attribute } from '../model/attribute';
import type { HistoryStep } from '../model/history-step';
import type { AppId, IdentityDomainId, RowIndex, WorkspaceId } from '../model/ids';
import type { ImportMode, ImportRun } from '../model/import-run';
import type { Result } from '../model/result';
import type { ShownSituation } from '../model/situation';
import type { Deprovisioning, Synchronization } from '../model/synchronization';
import type { UserDraft } from '../model/user-draft';
import type { IdentityDomain, Workspace } from '../model/workspace';
import type { BackupApi } from './backup-api';
import type { ConnectionApi } from './connection-api';
import type { ExportApi } from './export-api';
import type { GroupApi } from './group-api';
import type { JobOutcome, OnProgress } from './job';
import type { MappingApi } from './mapping-api';
import type { PlanApi } from './plan-api';
import type { ProtectionApi } from './protection-api';
import type { RematchApi } from './rematch-api';
import type { RunApi } from './run-api';
import type { SourceApi } from './source-api';
import type { HistoryView, StepOutcome } from './step-outcome';
import type { ScoringState, SuggestionApi } from './suggestion-api';
import type { AccountRow, OpenedView, RowSelection, RowWindow, UserRow, ViewQuery, ViewState } from './view';

/** `writer`: this tab holds the workspace's lock. `reader`: another tab does; every change is refused. */
export type Access = 'writer' | 'reader';

export interface DomainOverview {
  readonly domain: IdentityDomain;
  readonly userCount: number;
  readonly lastImport: ImportRun | undefined;
}

export interface AppOverview {
  readonly app: App;
  readonly accountCount: number;
  /** Accounts per situation as shown, cleared ones left out. */
  readonly situations: Readonly<Record<ShownSituation, number>>;
  readonly unconfirmedCount: number;
  readonly clearedCount: number;
  /** Users or rules changed since the accounts were matched. */
  readonly isMatchStale: boolean;
  /** The newest run, whatever became of it. */
  readonly lastImport: ImportRun | undefined;
  /** Runs that wait for a person because a safeguard holds them. */
  readonly heldRuns: readonly ImportRun[];
  /** When the last run of each mode succeeded; milliseconds since 1970. */
  readonly lastSucceeded: Readonly<Record<ImportMode, number | undefined>>;
}

/** Everything the shell shows of the open workspace. Small: no rows. */
export interface WorkspaceOverview {
  readonly workspace: Workspace;
  readonly access: Access;
  readonly domains: readonly DomainOverview[];
  readonly apps: readonly AppOverview[];
  readonly history: HistoryView;
}

export type WorkspaceEvent =
  /** Something changed: read the overview again and renew open views. Sent after every write, by this tab or another. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'access'; readonly access: Access }
  /** A view that was opened incomplete has grown or is complete now. */
  | { readonly kind: 'view'; readonly state: ViewState }
  /** How far the scores of an app are. Views of it are as they were: opened anew, they have the scores that are known. */
  | { readonly kind: 'scores'; readonly appId: AppId; readonly state: ScoringState }
  /** It is being brought up to date before it opens: so many rows of all. */
  | { readonly kind: 'upgrading'; readonly done: number; readonly total: number }
  /** It is in another database now (another tab gave it a passphrase, or restored a backup): open it again. */
  | { readonly kind: 'replaced' }
  /** Its data are no longer there, or no longer to be reached: nothing more can be read or written. */
  | { readonly kind: 'gone'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly error: AppError };

export type DecisionCommand =
  | {
      readonly kind: 'confirm' | 'ignore' | 'protect' | 'defer' | 'deprovision' | 'unlink' | 'clear' | 'restore';
      readonly appId: AppId;
      readonly selection: RowSelection;
    }
  /** The best suggested user of each undecided row whose score reaches `atLeast` whole percent, where nobody else has that user. */
  | {
      readonly kind: 'accept-suggestions';
      readonly appId: AppId;
      readonly selection: RowSelection;
      readonly atLeast: number;
    }
  | { readonly kind: 'clear-unconfirmed'; readonly appId: AppId }
  | { readonly kind: 'restore-cleared'; readonly appId: AppId }
  | { readonly kind: 'assign'; readonly appId: AppId; readonly row: RowIndex; readonly userRow: RowIndex }
  /** One user as typed; or, without a draft, a user for each selected account, made from the account. */
  | { readonly kind: 'create-user'; readonly appId: AppId; readonly row: RowIndex; readonly draft: UserDraft }
  | { readonly kind: 'create-users'; readonly appId: AppId; readonly selection: RowSelection }
  /** What people who were asked answered, account by account; `note` says who. */
  | { readonly kind: 'answers'; readonly appId: AppId; readonly answers: readonly RowAnswer[]; readonly note: string };

/** What a command would change, told before it is given. */
export interface DecisionPreview {
  readonly applies: number;
  /** Selected rows that stay as they are (already decided, nobody to link to, not linked, …). */
  readonly stays: number;
  readonly situations: Readonly<Record<ShownSituation, number>>;
}

/** A user that could own the account, with what speaks for it. */
export interface Candidate {
  readonly user: UserRow;
  readonly ruleName: string;
  readonly verdict: 'exact' | 'partial';
  readonly isLinked: boolean;
}

export interface AttributeComparison {
  readonly attribute: Attribute;
  readonly account: string;
  /** One value per candidate, in their order. */
  readonly candidates: readonly string[];
}

/** Everything about one account, for the panel beside the grid. */
export interface AccountDetail {
  readonly account: AccountRow;
  /** At most 9, in the order of the rules. */
  readonly candidates: readonly Candidate[];
  readonly comparisons: readonly AttributeComparison[];
  /** The rule that gave the situation. */
  readonly ruleName: string | undefined;
  /** Groups that the account is in. */
  readonly groups: readonly string[];
  /** What the app's setting proposes for the user of a vanished account. */
  readonly proposal: Deprovisioning | undefined;
  /** The step that decided it, if any. */
  readonly decidedBy: HistoryStep | undefined;
  readonly prefill: UserDraft;
}

/** Who an account's manager is, and what stands in its cell. `list`: among the accounts themselves, or the users. */
export type AccountManager = { readonly text: string } & (
  | ({ readonly kind: 'person'; readonly list: 'own' | 'users' } & Pick<AccountRow, 'name' | 'userName' | 'email'>)
  | { readonly kind: 'nobody' | 'several' }
);

/** A user whose name looks like another one, and is not. */
export interface LookAlike {
  readonly user: RowIndex;
  readonly name: string;
  /** The name that it looks like: the account's, or that of a user who may be its owner. */
  readonly of: string;
}

export interface StorageFacts {
  /** Undefined where the browser does not tell. */
  readonly usedBytes: number | undefined;
  readonly isPersistent: boolean;
}

/** The engine worker: owns the open workspace and is the only one to write into it. */
export interface EngineApi
  extends
    RunApi,
    RematchApi,
    GroupApi,
    MappingApi,
    SourceApi,
    ConnectionApi,
    PlanApi,
    ExportApi,
    BackupApi,
    ProtectionApi,
    SuggestionApi {
  hello(): Promise<number>;

  listWorkspaces(): Promise<Result<readonly Workspace[], AppError>>;
  createWorkspace(name: string): Promise<Result<Workspace, AppError>>;
  /** Makes the sample workspace unless it is there. Reports its imports as one job. */
  openSample(onProgress: OnProgress): Promise<Result<Workspace, AppError>>;
  /** As `wipeWorkspace`, without the receipt. */
  removeWorkspace(id: WorkspaceId): Promise<Result<undefined, AppError>>;
  /** Closes the one that was open. `mode` 'take-over' ends the writing right of another tab. */
  openWorkspace(
    id: WorkspaceId,
    mode: 'ask' | 'take-over',
    onEvent: (event: WorkspaceEvent) => void
  ): Promise<Result<WorkspaceOverview, AppError>>;
  overview(): Promise<Result<WorkspaceOverview, AppError>>;
  storageFacts(): Promise<StorageFacts>;

  createDomain(name: string): Promise<Result<IdentityDomain, AppError>>;
  addApplication(domainId: IdentityDomainId, catalogId: string, name: string): Promise<Result<App, AppError>>;
  setAppSwitch(appId: AppId, which: AppSwitch, isOn: boolean): Promise<Result<App, AppError>>;
  saveSynchronization(appId: AppId, synchronization: Synchronization): Promise<Result<App, AppError>>;
  /** Every attribute that the users of the domain and the accounts of the app have, for rules to choose from. */
  attributesOf(appId: AppId): Promise<Result<{ account: readonly Attribute[]; user: readonly Attribute[] }, AppError>>;

  /** Applies the rules again at once; people's decisions stay. */
  rematch(appId: AppId, onProgress: OnProgress): Promise<JobOutcome<StepOutcome>>;

  /**
   * Replaces the view of the same slot. Answers as soon as the first rows are known, with as many of them as are wanted
   * (`FIRST_ROWS` at most, none unless said); the rest follows as events.
   */
  openView(slot: string, query: ViewQuery, wantedRows?: number): Promise<Result<OpenedView, AppError>>;
  /** Cells of rows [start, end) of the view; fewer where the view ends. Unknown views give an empty window. */
  readWindow(viewId: number, start: number, end: number): Promise<RowWindow>;
  /** First undecided account at or after a position of the view, wrapping around; -1 when there is none. */
  nextUndecided(viewId: number, from: number): Promise<number>;
  accountDetail(appId: AppId, row: RowIndex): Promise<Result<AccountDetail, AppError>>;
  /** Undefined where it names none. The first one asked for after a change of the lists takes up to a second. */
  accountManager(appId: AppId, row: RowIndex): Promise<Result<AccountManager | undefined, AppError>>;
  /**
   * Users who look like the account, or like one of these users. The first one asked for after a change of the users takes
   * up to two seconds per million, in the background.
   */
  lookAlikes(appId: AppId, row: RowIndex, owners: readonly RowIndex[]): Promise<Result<readonly LookAlike[], AppError>>;
  /** Texts searched for stay on the device: the URL carries the id. */
  rememberSearch(text: string): Promise<Result<string, AppError>>;
  recallSearch(id: string): Promise<string | undefined>;

  previewDecision(command: DecisionCommand): Promise<Result<DecisionPreview, AppError>>;
  decide(command: DecisionCommand): Promise<Result<StepOutcome, AppError>>;
  undo(): Promise<Result<StepOutcome, AppError>>;
  redo(): Promise<Result<StepOutcome, AppError>>;

  /** One row per account (CSV for machines, RFC 4180, UTF-8). */
  exportCrosswalk(appId: AppId): Promise<Result<Blob, AppError>>;
}
