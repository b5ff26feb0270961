import { createContext } from 'svelte';
import { BackupClient } from '../clients/backup-client';
import type { WorkspaceId } from '../model/ids';
import type { BackupApi } from '../protocol/backup-api';
import type { WorkspaceOverview } from '../protocol/engine-api';
import { BackupFolder } from './backup-folder.svelte';
import { askToWriteInto, canRememberFolders, mayWriteInto, pickFolder } from './backup-folder-access';
import { BackupPutOffs } from './backup-put-off';
import { isBackupDue, isReminderDue } from './backup-rule';
import { BackupStanding } from './backup-standing.svelte';
import { BackupWriter } from './backup-writer.svelte';
import { hasOpenDialog } from './open-work';
import { openSaveSink } from './hand-over-sink';
import type { Muster } from './muster.svelte';

/** After a backup that failed: nothing is gained by trying at once. */
const RETRY_AFTER_MS = 5 * 60_000;
/** A backup is the whole workspace each time: it may keep the engine and the disk busy for a twentieth of the time. */
const REST_FACTOR = 19;

/** What they need of the page around them; tests bring their own. */
export interface BackupSurroundings {
  readonly api: BackupApi;
  readonly standing: BackupStanding;
  readonly writer: BackupWriter;
  readonly folder: BackupFolder;
  readonly overview: () => WorkspaceOverview | undefined;
  /** No job runs, no dialog is open. */
  readonly isQuiet: () => boolean;
  readonly clock: () => number;
}

/**
 * Backups of the open workspace: written on demand, by themselves where there is a folder for them, else reminded of. The
 * sample workspace is left alone: it can be made again any time.
 */
export class Backups {
  readonly api: BackupApi;
  readonly standing: BackupStanding;
  readonly writer: BackupWriter;
  readonly folder: BackupFolder;
  readonly #around: BackupSurroundings;
  readonly #putOffs = new BackupPutOffs();
  #putOffCount = $state(0);
  #openId: WorkspaceId | undefined;
  /** When this tab first saw a change that no backup has. */
  #since: number | undefined;
  /** When the newest import that a backup has, or that was there before, had begun. */
  #seenImport = 0;
  /** Nothing is written by itself before. */
  #restUntil = -Infinity;

  constructor(around: BackupSurroundings) {
    this.#around = around;
    this.api = around.api;
    this.standing = around.standing;
    this.writer = around.writer;
    this.folder = around.folder;
  }

  get #workspace() {
    return this.#around.overview()?.workspace;
  }

  get isFailing(): boolean {
    return this.folder.failure !== undefined;
  }

  /** For the quiet bar: only where nothing is written by itself, and nobody said "Later". */
  get isReminding(): boolean {
    void this.#putOffCount;
    const { status, now } = this.standing;
    const workspace = this.#workspace;
    if (!status || workspace?.kind !== 'real' || this.#around.overview()?.access !== 'writer') return false;
    if (this.folder.standing === 'ready' && !this.isFailing) return false;
    if (this.writer.isBusy || this.folder.isWorking) return false;
    return isReminderDue(status, this.#putOffs.of(workspace.id), now);
  }

  /** Where the next one goes and what seals it is settled: a click is all that is needed, from any page. */
  get isSettled(): boolean {
    return this.folder.standing === 'ready' || this.#workspace?.isProtected === true;
  }

  putOff(): void {
    const { status } = this.standing;
    const workspace = this.#workspace;
    if (!status || !workspace) return;
    this.#putOffs.put(workspace.id, { changes: status.changes, at: this.#around.clock() });
    this.#putOffCount++;
  }

  /** The workspaces of this device, as they are now. */
  forgetOthers(ids: readonly WorkspaceId[]): void {
    this.#putOffs.keepOnly(new Set(ids));
  }

  /** Something changed: in the open workspace, or another one is open now. */
  async follow(): Promise<void> {
    const id = this.#workspace?.id;
    if (id === undefined) {
      if (this.#openId !== undefined) this.#leave();
      return;
    }
    if (id !== this.#openId) this.#change(id);
    const isNew = this.standing.status === undefined;
    await this.standing.refresh();
    if (isNew) await this.folder.look();
    this.#note();
    await this.backUpIfDue();
  }

  /** Into the folder where there is one that may be written into, else where the person says. Only on a click. */
  async backUpNow(passphrase?: string): Promise<void> {
    const workspace = this.#workspace;
    if (!workspace) return;
    if (this.folder.standing === 'asks') await this.folder.allow();
    if (this.folder.standing === 'ready') await this.#writeToFolder();
    else await this.writer.write(workspace.name, passphrase);
  }

  /** Where the person says, whatever folder there is. Only on a click. */
  async backUpToFile(passphrase?: string): Promise<void> {
    const workspace = this.#workspace;
    if (workspace) await this.writer.write(workspace.name, passphrase);
  }

  /** Called when something has changed, and every few seconds. Never in the middle of other work. */
  async backUpIfDue(): Promise<void> {
    const { status } = this.standing;
    if (!status || status.changes === 0 || this.folder.standing !== 'ready') return;
    const now = this.#around.clock();
    const hasLeftImport = this.#newestImport() > this.#seenImport;
    const isDue = isBackupDue({ changes: status.changes, since: this.#since, hasLeftImport }, now);
    if (isDue && this.#mayStart(now)) await this.#writeToFolder();
  }

  #mayStart(now: number): boolean {
    if (this.#workspace?.kind !== 'real' || this.#around.overview()?.access !== 'writer') return false;
    return !this.writer.isBusy && this.#around.isQuiet() && now >= this.#restUntil;
  }

  async #writeToFolder(): Promise<void> {
    const startedAt = this.#around.clock();
    const newest = this.#newestImport();
    const id = this.#openId;
    const isWritten = await this.folder.write();
    if (id !== this.#openId) return;
    const endedAt = this.#around.clock();
    this.#restUntil = endedAt + (isWritten ? REST_FACTOR * Math.max(0, endedAt - startedAt) : RETRY_AFTER_MS);
    if (!isWritten) return;
    this.#seenImport = newest;
    this.#note();
  }

  #change(id: WorkspaceId): void {
    this.#leave();
    this.#openId = id;
    this.#since = undefined;
    this.#restUntil = -Infinity;
    this.#seenImport = this.#newestImport();
  }

  #leave(): void {
    this.#openId = undefined;
    this.standing.take(undefined);
    this.writer.forget();
    this.folder.leave();
  }

  #note(): void {
    const changes = this.standing.status?.changes ?? 0;
    this.#since = changes === 0 ? undefined : (this.#since ?? this.#around.clock());
  }

  #newestImport(): number {
    const { domains = [], apps = [] } = this.#around.overview() ?? {};
    const ended = [...domains, ...apps].flatMap(({ lastImport }) =>
      lastImport?.status === 'succeeded' ? [lastImport.startedAt] : []
    );
    return Math.max(0, ...ended);
  }
}

export function backupsOf(muster: Muster): Backups {
  const api = new BackupClient(muster.engine.api);
  const { jobs } = muster;
  const clock = () => Date.now();
  const standing = new BackupStanding(api, clock);
  return new Backups({
    api,
    standing,
    writer: new BackupWriter({ api, jobs, openSink: (name) => openSaveSink(name, 'muster-backup'), clock }, standing),
    folder: new BackupFolder(
      {
        api,
        jobs,
        isSupported: canRememberFolders,
        pick: pickFolder,
        mayWrite: mayWriteInto,
        ask: askToWriteInto,
        tell: (error) => muster.notices.failed(error)
      },
      standing
    ),
    overview: () => muster.overview,
    isQuiet: () => !jobs.isAny && !hasOpenDialog(),
    clock
  });
}

export const [getBackups, setBackups] = createContext<Backups>();
