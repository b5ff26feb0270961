import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { Watermark } from '../model/connection';
import type { HoldCause, HoldKind } from '../model/hold-cause';
import type { RunId, StageId } from '../model/ids';
import type { ColumnMapping } from '../model/import-recipe';
import type { ImportMode, ImportRun, ImportTarget, RowTally } from '../model/import-run';
import type { ManagerTally } from '../model/manager-tally';
import type { FileReading } from '../model/remembered-mapping';
import type { Result } from '../model/result';
import type { RowIssueTally } from '../model/row-issue';
import type { ShownSituation } from '../model/situation';
import type { JobOutcome, OnProgress } from './job';
import type { ProposedWindow, WindowRange } from './proposed-row';

export interface OpenStageRequest {
  readonly target: ImportTarget;
  readonly mode: ImportMode;
  readonly attributes: readonly Attribute[];
  /** Rows that the list does not have are left out, and told: a list of memberships creates nobody. */
  readonly isKnownOnly?: boolean;
}

/** What reading the file left out, and why. */
export interface StageNotes {
  readonly issues: readonly RowIssueTally[];
  readonly skipped: number;
}

/** What an import would do, found out before anything is written. */
export interface ImportCheck {
  readonly mode: ImportMode;
  readonly rows: RowTally;
  readonly issues: readonly RowIssueTally[];
  /** Situations that matching would give; all zero for users. */
  readonly situations: Readonly<Record<ShownSituation, number>>;
  /** Attribute that tells known from new rows. */
  readonly key: Attribute | undefined;
  /** Distinct groups in the file. */
  readonly groups: number;
  /** Accounts that would be confirmed by themselves, and users that would be made for accounts without a match. */
  readonly confirms: number;
  readonly newUsers: number;
  /** Undefined where no row of the file names a manager. */
  readonly managers: ManagerTally | undefined;
  /** Safeguards that would hold the run. */
  readonly holds: readonly HoldCause[];
}

export interface CommitStageRequest {
  readonly stageId: StageId;
  readonly fileName: string;
  readonly fileBytes: number;
  /** Undefined for a large file: noted later. */
  readonly fileHash: string | undefined;
  readonly trigger: ImportRun['trigger'];
  readonly mapping: readonly ColumnMapping[];
  /** How the file was read: remembered with the mapping. */
  readonly reading?: FileReading | undefined;
  /** Of the list that came from a system: kept with the connection in the same switch. */
  readonly watermark?: Watermark | undefined;
  /** Keys of `stagedNewUsers` whose boxes were unticked: these accounts stay without a user. */
  readonly untickedNewUsers: readonly number[];
}

/** An import that ended before it had rows: a list that did not come whole from its system. */
export interface FailedRunNote extends Pick<ImportRun, 'target' | 'mode' | 'trigger' | 'fileName'> {
  readonly error: AppError;
}

/** Import runs: prepared as a stage, checked, then carried out, or held by a safeguard until a person decides. */
export interface RunApi {
  /**
   * Opens a stage: rows with these attributes arrive through `intake` (see SegmentIntake) and are seen by nobody yet.
   * What matching needs of the users is made ready meanwhile.
   */
  openStage(request: OpenStageRequest, intake: MessagePort): Promise<Result<StageId, AppError>>;
  /** Compares and matches the staged rows with what is there. Changes nothing. */
  checkStage(stageId: StageId, notes: StageNotes, onProgress: OnProgress): Promise<JobOutcome<ImportCheck>>;
  /** Accounts for which the import would make users, after a check. */
  stagedNewUsers(stageId: StageId, range: WindowRange): Promise<Result<ProposedWindow, AppError>>;
  /**
   * Writes the stage and makes it visible by one last switch. Cancelled or failed, everything is as it was before. Where
   * a safeguard trips, the run that comes back is held: stored with its rows, nothing of it visible.
   */
  commitStage(request: CommitStageRequest, onProgress: OnProgress): Promise<JobOutcome<ImportRun>>;
  /** Ends the stage's work, whatever it is doing, and forgets its rows. */
  discardStage(stageId: StageId): Promise<void>;

  /** SHA-256 of the file that a run came from, where it had none yet. */
  noteFileHash(runId: RunId, hash: string): Promise<Result<undefined, AppError>>;

  noteFailedRun(note: FailedRunNote): Promise<Result<ImportRun, AppError>>;

  /** Newest first. */
  importRuns(target: ImportTarget): Promise<Result<readonly ImportRun[], AppError>>;
  /** Exactly the rows that tripped a safeguard. */
  heldRows(runId: RunId, cause: HoldKind, range: WindowRange): Promise<Result<ProposedWindow, AppError>>;
  /** Carries a held run out in spite of the safeguards. Needs a reason. */
  allowRun(runId: RunId, reason: string, onProgress: OnProgress): Promise<JobOutcome<ImportRun>>;
  /** Ends a held run as cancelled; its rows are forgotten. Needs a reason. */
  rejectRun(runId: RunId, reason: string): Promise<Result<ImportRun, AppError>>;
}
