import { proxy, type Remote } from 'comlink';
import type { AppError } from '../model/app-error';
import type { BackupNote, BackupSummary } from '../model/backup';
import type { WorkspaceId } from '../model/ids';
import type { Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { BackupApi, BackupStatus, RestoreTarget, WrittenBackup } from '../protocol/backup-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { MergeChoice, MergePreview } from '../protocol/merge-api';
import type { FileSink } from '../protocol/plan-api';
import type { StepOutcome } from '../protocol/step-outcome';

/** What the engine is asked about backups. Sinks and reports go through proxies of their own; folders and files as they are. */
export class BackupClient implements BackupApi {
  readonly #remote: Remote<BackupApi>;

  constructor(remote: Remote<BackupApi>) {
    this.#remote = remote;
  }

  backupStatus(): Promise<Result<BackupStatus, AppError>> {
    return this.#remote.backupStatus();
  }

  writeBackup(
    sink: FileSink,
    passphrase: string | undefined,
    onProgress: OnProgress
  ): Promise<JobOutcome<WrittenBackup>> {
    return this.#remote.writeBackup(proxy(sink), passphrase, proxy(onProgress));
  }

  noteBackup(workspaceId: WorkspaceId, note: BackupNote): Promise<Result<BackupStatus, AppError>> {
    return this.#remote.noteBackup(workspaceId, note);
  }

  setBackupFolder(handle: FileSystemDirectoryHandle | undefined): Promise<Result<BackupStatus, AppError>> {
    return this.#remote.setBackupFolder(handle);
  }

  backupFolder(): Promise<Result<FileSystemDirectoryHandle | undefined, AppError>> {
    return this.#remote.backupFolder();
  }

  backUpToFolder(onProgress: OnProgress): Promise<JobOutcome<BackupStatus>> {
    return this.#remote.backUpToFolder(proxy(onProgress));
  }

  checkBackup(file: Blob, passphrase: string | undefined, onProgress: OnProgress): Promise<JobOutcome<BackupSummary>> {
    return this.#remote.checkBackup(file, passphrase, proxy(onProgress));
  }

  restoreBackup(
    file: Blob,
    passphrase: string | undefined,
    target: RestoreTarget,
    onProgress: OnProgress
  ): Promise<JobOutcome<Workspace>> {
    return this.#remote.restoreBackup(file, passphrase, target, proxy(onProgress));
  }

  previewMerge(file: Blob, passphrase: string | undefined, onProgress: OnProgress): Promise<JobOutcome<MergePreview>> {
    return this.#remote.previewMerge(file, passphrase, proxy(onProgress));
  }

  applyMerge(previewId: string, choice: MergeChoice): Promise<Result<StepOutcome, AppError>> {
    return this.#remote.applyMerge(previewId, choice);
  }

  discardMerge(previewId: string): Promise<void> {
    return this.#remote.discardMerge(previewId);
  }
}
