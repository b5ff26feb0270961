import type { AppError } from '../model/app-error';
import type { BackupNote, BackupSummary } from '../model/backup';
import type { WorkspaceId } from '../model/ids';
import type { Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { JobOutcome, OnProgress } from './job';
import type { MergeApi } from './merge-api';
import type { FileSink } from './plan-api';

/** A backup that was written and not yet noted: the page says where it went. */
export interface WrittenBackup {
  readonly fileName: string;
  readonly summary: BackupSummary;
  readonly lastStepId: number;
  readonly lastRunAt: number;
}

/** How the open workspace stands. */
export interface BackupStatus {
  readonly last: BackupNote | undefined;
  /** Steps and imports since the last backup; of a workspace without one: all. */
  readonly changes: number;
  readonly folder: { readonly name: string } | undefined;
}

export type RestoreTarget =
  | { readonly kind: 'new'; readonly name: string }
  /** It stays as it is until the new contents were read back; then it is gone. */
  | { readonly kind: 'replace'; readonly id: WorkspaceId };

/** Part of what the engine worker answers: whole workspaces as files. A `file` is a `.muster` file. */
export interface BackupApi extends MergeApi {
  backupStatus(): Promise<Result<BackupStatus, AppError>>;
  /**
   * The open workspace, history and undo included, piece by piece. Sealed by the workspace's passphrase where it has one
   * that protects it, else by `passphrase`, else not at all.
   */
  writeBackup(
    sink: FileSink,
    passphrase: string | undefined,
    onProgress: OnProgress
  ): Promise<JobOutcome<WrittenBackup>>;
  /** Refused where another workspace is open than the one that was written. */
  noteBackup(workspaceId: WorkspaceId, note: BackupNote): Promise<Result<BackupStatus, AppError>>;

  /** Remembers the folder; its permission is the page's to ask for. Undefined forgets it. */
  setBackupFolder(handle: FileSystemDirectoryHandle | undefined): Promise<Result<BackupStatus, AppError>>;
  /** For asking for permission again. */
  backupFolder(): Promise<Result<FileSystemDirectoryHandle | undefined, AppError>>;
  /** Written, read back and noted. Older ones of this workspace beyond the newest five are removed. */
  backUpToFolder(onProgress: OnProgress): Promise<JobOutcome<BackupStatus>>;

  /** Reads everything and checks it; writes nothing. `passphrase` for a sealed one, else `passphrase-missing`. */
  checkBackup(file: Blob, passphrase: string | undefined, onProgress: OnProgress): Promise<JobOutcome<BackupSummary>>;
  /** Checks everything first, whatever was checked before. */
  restoreBackup(
    file: Blob,
    passphrase: string | undefined,
    target: RestoreTarget,
    onProgress: OnProgress
  ): Promise<JobOutcome<Workspace>>;
}
