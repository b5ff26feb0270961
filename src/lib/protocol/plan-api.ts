import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { Commit, CommitId, CommittedOperation, OperationState, PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { FileFormat } from '../model/file-format';
import type { AppId } from '../model/ids';
import type { OperationKind, PlanOperation } from '../model/plan-operation';
import type { PlanProblem, PlanRule } from '../model/plan-problem';
import type { Result } from '../model/result';
import type { JobOutcome, OnProgress } from './job';
import type { WindowRange } from './proposed-row';

/** What a plan amounts to. Computed anew whenever a decision, a list or a setting has changed. */
export interface PlanOverview {
  /** With excluded ones. */
  readonly counts: Readonly<Record<OperationKind, number>>;
  readonly excluded: Readonly<Record<OperationKind, number>>;
  readonly total: number;
  /** Accounts that nobody has decided: they stop a commit, unless they were left out explicitly. */
  readonly undecided: readonly UndecidedAccounts[];
  /** What the plan leaves as it is although it was decided. */
  readonly notices: readonly PlanNotice[];
  /** Changes whenever the plan may be another: what was shown before is out of date. */
  readonly revision: string;
  readonly computedInMs: number;
}

export interface UndecidedAccounts {
  readonly appId: AppId;
  readonly appName: string;
  readonly count: number;
  /** Why they are left out; undefined while they stop a commit: also when there is one more than those that were. */
  readonly leftOutBecause: string | undefined;
}

/**
 * `vanished`: accounts that were confirmed are gone from their source; nothing is done for them until it is decided what
 * becomes of their users. `values-differ`: so many accounts have another value for an attribute of their user than an
 * account before them, by app and row, which is the one that counts. `mapping-failed`: an attribute mapping gave nothing
 * for so many accounts; the attribute stays.
 */
export type PlanNotice = { readonly appId: AppId; readonly appName: string; readonly count: number } & (
  | { readonly kind: 'vanished' | 'values-differ' }
  /** `reason`: for the first of them. */
  | { readonly kind: 'mapping-failed'; readonly attribute: Attribute; readonly reason: string }
);

export interface OperationQuery {
  readonly scope: PlanScope;
  /** None: all kinds. */
  readonly kinds: readonly OperationKind[];
  /** Found in names, user names, e-mails, groups of the operation. */
  readonly text: string;
  readonly show: 'all' | 'included' | 'excluded';
}

export interface PlannedRow {
  readonly operation: PlanOperation;
  /** Why it is excluded; undefined when it is not. */
  readonly excludedBecause: string | undefined;
}

export interface OperationWindow {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly PlannedRow[];
}

/** Which operations are meant: named ones, or everything that a query finds. */
export type OperationSelection =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'query'; readonly query: OperationQuery };

export interface PlanCheck {
  readonly errorCount: number;
  readonly warningCount: number;
  readonly rules: readonly {
    readonly rule: PlanRule;
    readonly severity: 'error' | 'warning';
    readonly count: number;
  }[];
}

/** With the operation it is about, which it opens; undefined where it is about the whole plan. */
export interface FoundProblem extends PlanProblem {
  readonly row: PlannedRow | undefined;
}

export interface ProblemWindow {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly FoundProblem[];
}

/**
 * Where files go, piece by piece: a file on disk that the person chose, or memory that the browser spills. Rejecting with
 * an AbortError ends the work as cancelled; any other rejection as failed. What was written so far is then for nothing.
 */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

export interface HandOverRequest {
  readonly scope: PlanScope;
  readonly target: CommitTarget;
  readonly formats: readonly FileFormat[];
  /** The operations that take the plan back, in the same formats, in a folder of their own. */
  readonly withInverse: boolean;
  /** What the target calls each app. */
  readonly targetApps: Readonly<Record<string, string>>;
  readonly address: string;
  readonly maxOperations: number;
  readonly maxBytes: number;
}

export interface HandedOver {
  /** `alder-2026-11-22.zip`, or the only file's own name. */
  readonly fileName: string;
  readonly bytes: number;
  /** Of the plan that was written: only this one can be noted as committed. Empty where no plan was written. */
  readonly revision: string;
  readonly files: readonly {
    readonly path: string;
    /** Undefined for a file that has none, such as the manifest. */
    readonly rows: number | undefined;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  /** Operations that a format has no words for. */
  readonly unsaid: readonly { readonly format: FileFormat; readonly kind: OperationKind; readonly count: number }[];
  /** Kinds of which none of the files for the target says anything: noted as committed, they stay in the plan. */
  readonly unsaidKinds?: readonly OperationKind[];
  /** Such as the number of import actions that it will cost. */
  readonly notes: readonly string[];
}

export interface CommitRequest {
  readonly scope: PlanScope;
  readonly way: Commit['way'];
  readonly target: CommitTarget;
  readonly address: string;
  readonly formats: readonly FileFormat[];
  /** Files: kinds that stand in none of them (HandedOver). They stay in the plan. */
  readonly unsaidKinds?: readonly OperationKind[];
  readonly note: string;
  /** The plan that the person saw: a commit of another one is refused. */
  readonly revision: string;
  /** Deletions beyond it are refused before anything is done. */
  readonly maxDeletions: number;
}

/** Operations to carry out now. Their intent is stored before they are given. */
export interface CommitBatch {
  readonly operations: readonly BatchOperation[];
  /** True when nothing is left to carry out. */
  readonly isLast: boolean;
}

export interface BatchOperation {
  readonly place: number;
  readonly operation: PlanOperation;
  /** An earlier attempt has no outcome: the target is looked at first. */
  readonly isUnsure: boolean;
}

export interface OperationOutcome {
  readonly place: number;
  readonly state: Extract<OperationState, 'done' | 'already-there' | 'failed'> | 'not-attempted' | 'unsure';
  readonly targetId: string;
  readonly error: AppError | undefined;
  /** What of it the target has no words for: done without, it is there as it was. Left out: everything was carried. */
  readonly notCarried?: readonly Attribute[];
}

export interface CommittedWindow {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly CommittedOperation[];
}

/** Part of what the engine worker answers: from decisions to a commit. */
export interface PlanApi {
  openPlan(scope: PlanScope): Promise<Result<PlanOverview, AppError>>;
  readOperations(query: OperationQuery, range: WindowRange): Promise<Result<OperationWindow, AppError>>;
  /** Without a reason: included again. */
  excludeOperations(
    scope: PlanScope,
    selection: OperationSelection,
    reason: string | undefined
  ): Promise<Result<PlanOverview, AppError>>;
  /** Without a reason: they stop a commit again. */
  leaveOutUndecided(appId: AppId, reason: string | undefined): Promise<Result<undefined, AppError>>;
  checkPlan(scope: PlanScope, target: CommitTarget): Promise<Result<PlanCheck, AppError>>;
  readProblems(
    scope: PlanScope,
    target: CommitTarget,
    rules: readonly PlanRule[],
    range: WindowRange
  ): Promise<Result<ProblemWindow, AppError>>;
  /** Writes into the sink; nothing is noted as committed. */
  handOver(request: HandOverRequest, sink: FileSink, onProgress: OnProgress): Promise<JobOutcome<HandedOver>>;

  /** Refused while accounts are undecided, checks find errors, or deletions are beyond the ceiling. */
  startCommit(request: CommitRequest): Promise<Result<Commit, AppError>>;
  commits(scope: PlanScope): Promise<Result<readonly Commit[], AppError>>;
  nextOperations(id: CommitId, most: number): Promise<Result<CommitBatch, AppError>>;
  noteOutcomes(id: CommitId, outcomes: readonly OperationOutcome[]): Promise<Result<Commit, AppError>>;
  setCommitPaused(id: CommitId, isPaused: boolean): Promise<Result<Commit, AppError>>;
  /** What was not attempted is left out; what was done stays done. */
  cancelCommit(id: CommitId): Promise<Result<Commit, AppError>>;
  /** Failed operations are waiting again, with what was mended since. */
  retryFailed(id: CommitId, places: readonly number[] | undefined): Promise<Result<Commit, AppError>>;
  readCommitted(
    id: CommitId,
    states: readonly OperationState[],
    range: WindowRange
  ): Promise<Result<CommittedWindow, AppError>>;
  /** The operations that take back what was done by this commit, in one format. */
  inverseOf(id: CommitId, format: FileFormat, sink: FileSink): Promise<JobOutcome<HandedOver>>;
}
