import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { BackupNote } from '../model/backup';
import { err, ok, type Result } from '../model/result';
import type { BackupApi, BackupStatus } from '../protocol/backup-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import type { LockSource } from '../storage/writer-lock';
import type { BackupSource } from './backup-reading';
import { backupStatus, noteBackup } from './backup-status';
import { ExportCalls } from './export-calls';
import type { Merges } from './merges';
import type { OpenWorkspace } from './open-workspace';
import type { Session } from './session';

const NO_FOLDER: AppError = { kind: 'not-found', what: 'The backup folder' };
const OTHER_WORKSPACE: AppError = { kind: 'not-found', what: 'The workspace of this backup' };

/** The part of the engine's contract that is about backups (protocol/backup-api.ts). */
export abstract class BackupCalls extends ExportCalls implements BackupApi {
  protected abstract readonly locks: LockSource;
  /** Of workspaces whose passphrase was given. */
  protected readonly keys = new Map<WorkspaceId, WorkspaceKeys>();
  #merges: Merges | undefined;

  readonly backupStatus: BackupApi['backupStatus'] = () =>
    this.inSession(({ workspace }) => backupStatus(workspace, this.registry));

  readonly writeBackup: BackupApi['writeBackup'] = (sink, passphrase, onProgress) =>
    this.job(async ({ workspace }) => {
      const { writeBackup } = await import('./backup-writing');
      return writeBackup({ workspace, sink, passphrase, onProgress });
    });

  readonly noteBackup: BackupApi['noteBackup'] = (workspaceId, note) =>
    this.inSession(async ({ workspace }) => {
      if (workspace.workspace.id !== workspaceId) return err(OTHER_WORKSPACE);
      return this.#noted(workspace, note);
    });

  readonly setBackupFolder: BackupApi['setBackupFolder'] = (handle) =>
    this.inSession(async ({ workspace }) => {
      await this.registry.setBackupFolder(workspace.workspace.id, handle);
      return backupStatus(workspace, this.registry);
    });

  readonly backupFolder: BackupApi['backupFolder'] = () =>
    this.inSession(async ({ workspace }) => ok((await this.registry.backupFolder(workspace.workspace.id))?.handle));

  readonly backUpToFolder: BackupApi['backUpToFolder'] = (onProgress) =>
    this.job(async ({ workspace }) => {
      const folder = await this.registry.backupFolder(workspace.workspace.id);
      if (!folder) return { status: 'failed', error: NO_FOLDER };
      const { backUpToFolder } = await import('./backup-folder');
      const written = await backUpToFolder({ workspace, folder: folder.handle, onProgress });
      if (written.status !== 'done') return written;
      const status = await this.#noted(workspace, written.value);
      return status.ok ? { status: 'done', value: status.value } : { status: 'failed', error: status.error };
    });

  readonly checkBackup: BackupApi['checkBackup'] = (file, passphrase, onProgress) =>
    this.anywhere(async () => {
      const { checkBackup } = await import('./backup-reading');
      return checkBackup(this.#source(file, passphrase, onProgress));
    });

  readonly restoreBackup: BackupApi['restoreBackup'] = (file, passphrase, target, onProgress) =>
    this.anywhere(async () => {
      const { restoreBackup } = await import('./restore-backup');
      const source = this.#source(file, passphrase, onProgress);
      const { registry, locks } = this;
      const restored = await restoreBackup({ source, target, registry, locks, open: () => this.session?.workspace });
      if (restored.status !== 'done') return restored;
      const { workspace, keys } = restored.value;
      const open = this.session?.workspace.workspace;
      // What is open was replaced, and has to be opened again; unless it was already, or is another one by now.
      if (open?.id === workspace.id && open.database !== workspace.database) this.closeSession();
      if (keys) this.keys.set(workspace.id, keys);
      else this.keys.delete(workspace.id);
      return { status: 'done', value: workspace };
    });

  readonly previewMerge: BackupApi['previewMerge'] = (file, passphrase, onProgress) =>
    this.job(async (session) => (await this.#mergesOf(session)).preview(this.#source(file, passphrase, onProgress)));
  readonly applyMerge: BackupApi['applyMerge'] = (...given) =>
    this.inSession(async (session) => (await this.#mergesOf(session)).apply(...given));

  async discardMerge(previewId: string): Promise<void> {
    this.#merges?.discard(previewId);
  }

  /** A job that needs no open workspace. */
  protected async anywhere<Value>(work: () => Promise<JobOutcome<Value>>): Promise<JobOutcome<Value>> {
    const outcome = await this.guarded(async () => ok(await work()));
    return outcome.ok ? outcome.value : { status: 'failed', error: outcome.error };
  }

  /** Those of the session that is open, made when they are first asked for. */
  async #mergesOf({ workspace, decisions }: Session): Promise<Merges> {
    const { Merges } = await import('./merges');
    if (this.#merges?.workspace !== workspace) this.#merges = new Merges(workspace, decisions);
    return this.#merges;
  }

  /** The backup is made all the same where there is no right, or no room, to say so. */
  async #noted(workspace: OpenWorkspace, note: BackupNote): Promise<Result<BackupStatus, AppError>> {
    const noted = await noteBackup(workspace, note);
    const isRefused = !noted.ok && noted.error.kind !== 'workspace-read-only' && noted.error.kind !== 'storage-full';
    return isRefused ? noted : backupStatus(workspace, this.registry);
  }

  #source(file: Blob, passphrase: string | undefined, onProgress: OnProgress): BackupSource {
    const open = this.session?.workspace.db.keys;
    return { file, passphrase, known: [...(open ? [open] : []), ...this.keys.values()], onProgress };
  }
}
