import type { AppError } from '../model/app-error';
import type { BackupApi, BackupStatus } from '../protocol/backup-api';
import type { JobOutcome } from '../protocol/job';
import type { BackupStanding } from './backup-standing.svelte';
import type { RunningJobs } from './running-jobs.svelte';

export interface BackupFolderPort {
  readonly api: Pick<BackupApi, 'setBackupFolder' | 'backupFolder' | 'backUpToFolder'>;
  readonly jobs: Pick<RunningJobs, 'run'>;
  readonly isSupported: () => boolean;
  readonly pick: () => Promise<FileSystemDirectoryHandle | undefined>;
  readonly mayWrite: (folder: FileSystemDirectoryHandle) => Promise<boolean>;
  readonly ask: (folder: FileSystemDirectoryHandle) => Promise<boolean>;
  readonly tell: (error: AppError) => void;
}

/** `asks`: the browser wants to be asked again, once each visit. */
export type FolderStanding = 'unsupported' | 'none' | 'asks' | 'ready';

/** The folder into which backups are written, by themselves too. */
export class BackupFolder {
  readonly #port: BackupFolderPort;
  readonly #standing: BackupStanding;
  #mayWrite = $state(false);
  #isWorking = $state(false);
  #failure = $state.raw<AppError | undefined>(undefined);
  /** The kind of failure that was told in this visit: once is enough, the chip goes on saying it. */
  #told: string | undefined;
  /** Goes up when another workspace is opened: what was begun for the one before says nothing of this one. */
  #visit = 0;

  constructor(port: BackupFolderPort, standing: BackupStanding) {
    this.#port = port;
    this.#standing = standing;
  }

  get name(): string | undefined {
    return this.#standing.status?.folder?.name;
  }

  get standing(): FolderStanding {
    if (!this.#port.isSupported()) return 'unsupported';
    if (this.name === undefined) return 'none';
    return this.#mayWrite ? 'ready' : 'asks';
  }

  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Why the last backup into it was not written; gone with the next that is. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** Another workspace, another folder. */
  leave(): void {
    this.#visit++;
    this.#failure = undefined;
    this.#told = undefined;
    this.#mayWrite = false;
  }

  /** Whether it may be written into now. */
  async look(): Promise<void> {
    const visit = this.#visit;
    const folder = await this.#handle();
    const mayWrite = folder !== undefined && (await this.#port.mayWrite(folder).catch(() => false));
    if (visit === this.#visit) this.#mayWrite = mayWrite;
  }

  /** Only on a click. True when there is a folder now. */
  async choose(): Promise<boolean> {
    const visit = this.#visit;
    const folder = await this.#port.pick();
    return folder !== undefined && visit === this.#visit && (await this.#set(folder));
  }

  async forget(): Promise<void> {
    await this.#set(undefined);
  }

  /** Only on a click: the browser puts its question. */
  async allow(): Promise<boolean> {
    const visit = this.#visit;
    const folder = await this.#handle();
    const mayWrite = folder !== undefined && (await this.#port.ask(folder).catch(() => false));
    if (visit !== this.#visit) return false;
    this.#mayWrite = mayWrite;
    if (this.#mayWrite) this.#failure = undefined;
    return this.#mayWrite;
  }

  /** Written, read back and noted by the engine. */
  async write(): Promise<boolean> {
    const { name } = this;
    if (name === undefined || this.#isWorking) return false;
    const visit = this.#visit;
    this.#isWorking = true;
    const outcome = await this.#port.jobs
      .run<BackupStatus>(`Back up to “${name}”`, (_signal, onProgress) => this.#port.api.backUpToFolder(onProgress), {
        canCancel: false
      })
      .finally(() => (this.#isWorking = false));
    if (visit !== this.#visit) return false;
    this.#take(outcome);
    return outcome.status === 'done';
  }

  #take(outcome: JobOutcome<BackupStatus>): void {
    if (outcome.status === 'done') {
      this.#failure = undefined;
      this.#told = undefined;
      this.#standing.take(outcome.value);
    } else if (outcome.status === 'failed') {
      const { error } = outcome;
      this.#failure = error;
      if (error.kind === 'backup-folder-permission') this.#mayWrite = false;
      if (error.kind !== this.#told) this.#port.tell(error);
      this.#told = error.kind;
    }
  }

  async #handle(): Promise<FileSystemDirectoryHandle | undefined> {
    if (this.name === undefined) return undefined;
    const read = await this.#port.api.backupFolder();
    return read.ok ? read.value : undefined;
  }

  async #set(folder: FileSystemDirectoryHandle | undefined): Promise<boolean> {
    const visit = this.#visit;
    const set = await this.#port.api.setBackupFolder(folder);
    if (visit !== this.#visit) return false;
    if (!set.ok) {
      this.#port.tell(set.error);
      return false;
    }
    this.#failure = undefined;
    this.#standing.take(set.value);
    this.#mayWrite = folder !== undefined && (await this.#port.mayWrite(folder).catch(() => false));
    return folder !== undefined;
  }
}
