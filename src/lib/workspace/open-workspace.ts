import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { must } from '../model/assert';
import type { AppId, IdentityDomainId, RunId } from '../model/ids';
import { isUnderWay, type ImportRun, type ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { IdentityDomain, Workspace } from '../model/workspace';
import type { Access, WorkspaceEvent, WorkspaceOverview } from '../protocol/engine-api';
import { DatabaseWatch, type DatabaseFate } from '../storage/database-watch';
import { listId } from '../storage/list-head';
import { isNew } from '../storage/is-new';
import { SegmentStore } from '../storage/segment-store';
import { MovedAway, storageError } from '../storage/storage-error';
import { WorkspaceDatabase, workspaceDatabaseName } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import { WriteGuard } from '../storage/write-guard';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { currentDatabase, isElsewhereNow } from './current-database';
import { History } from './history';
import { Lists } from './lists';
import { nothingTaken } from './nothing-taken';
import { otherDatabases, removeLeftOvers } from './sweep-databases';
import { unlockDatabase } from './unlock-database';
import { overviewOf } from './workspace-overview';
import { WriteQueue } from './write-queue';

export interface OpenRequest {
  readonly workspace: Workspace;
  readonly mode: 'ask' | 'take-over';
  readonly locks: LockSource;
  readonly onEvent: (event: WorkspaceEvent) => void;
  /** Where its passphrase was given. */
  readonly keys?: WorkspaceKeys | undefined;
}

/** The open workspace: its database, its lists, its small rows in memory, and the right to write, or not. */
export class OpenWorkspace {
  readonly workspace: Workspace;
  readonly db: WorkspaceDatabase;
  readonly store: SegmentStore;
  readonly history: History;
  lists: Lists;
  /** By this tab itself, which is not told of it as of another's doing. */
  isBeingReplaced = false;
  /** Told when it is closed, by whomever. */
  onClosed: () => void = () => undefined;
  readonly #guard: WriteGuard;
  readonly #watch: DatabaseWatch;
  readonly #queue = new WriteQueue();
  readonly #onEvent: (event: WorkspaceEvent) => void;
  readonly #channel: BroadcastChannel;
  #domains: readonly IdentityDomain[] = [];
  #apps: readonly App[] = [];
  #runs: readonly ImportRun[] = [];
  #access: Access = 'reader';
  #hold: WriterHold | undefined;
  #isReloading = false;
  #isOutdated = false;

  private constructor({ workspace, onEvent }: OpenRequest) {
    this.workspace = workspace;
    this.db = new WorkspaceDatabase(workspaceDatabaseName(workspace));
    this.store = new SegmentStore(this.db);
    this.history = new History(this.db);
    this.lists = new Lists(this.db, this.store);
    this.#watch = new DatabaseWatch(this.db, (fate) => this.#losesDatabase(fate));
    this.#guard = new WriteGuard(this.db, this.#watch);
    this.#onEvent = onEvent;
    this.#channel = new BroadcastChannel(`muster-${workspace.id}`);
  }

  /** Rejects with what storage throws; nothing is left open then. */
  static async open(request: OpenRequest): Promise<OpenWorkspace> {
    const { workspace, hold } = await currentDatabase(request);
    const opened = new OpenWorkspace({ ...request, workspace });
    try {
      await opened.#guard.checkFormat(isNew(workspace));
      await unlockDatabase(opened, request.keys);
      await opened.#acquire(request, hold);
      await opened.#load(opened.lists);
      if (opened.#access === 'writer') await opened.#unlessFull(() => opened.#tidy());
    } catch (error) {
      hold?.release();
      opened.close();
      // It moved in the moment between looking and opening: it is looked for once more.
      if (error instanceof MovedAway || (await isElsewhereNow(error, workspace))) return OpenWorkspace.open(request);
      throw error;
    }
    opened.#channel.onmessage = ({ data }) =>
      void (data === 'replaced' ? opened.#losesDatabase({ kind: 'replaced' }) : opened.#reload());
    opened.#watch.start();
    return opened;
  }

  get access(): Access {
    return this.#access;
  }

  get domains(): readonly IdentityDomain[] {
    return this.#domains;
  }

  get apps(): readonly App[] {
    return this.#apps;
  }

  app(id: AppId): App | undefined {
    return this.#apps.find((app) => app.id === id);
  }

  runs(target: ImportTarget): readonly ImportRun[] {
    return this.#runs.filter((run) => listId(run.target) === listId(target));
  }

  run(id: RunId): ImportRun | undefined {
    return this.#runs.find((run) => run.id === id);
  }

  /** An import into the list is queued or running. */
  isImporting(target: ImportTarget): boolean {
    return this.runs(target).some(isUnderWay);
  }

  /** A change that comes now has to wait for another one. */
  get isChanging(): boolean {
    return this.#queue.isBusy;
  }

  /** A change is under way that may have touched what is in memory and may still be taken back. Imports touch nothing before they are stored. */
  get isDeciding(): boolean {
    return this.#queue.isDeciding;
  }

  get overview(): WorkspaceOverview {
    return overviewOf(this);
  }

  /**
   * Makes one change: `work` computes and calls `commit` with what is to be stored, in one transaction. Changes run one
   * after the other. Expected failures come back as values; memory is as `work` left it, so it changes memory last.
   * What only goes into the journal of a commit is not announced.
   */
  change<Value>(
    work: () => Promise<Result<Value, AppError>>,
    kind: 'decision' | 'import' | 'journal' = 'decision'
  ): Promise<Result<Value, AppError>> {
    return this.#queue.run(async () => {
      if (this.#access !== 'writer') return err<AppError>({ kind: 'workspace-read-only' });
      try {
        const result = await work();
        if (result.ok && kind !== 'journal') this.announce();
        return result;
      } catch (error) {
        const failure = storageError(error);
        if (failure.kind === 'writer-lost') this.#lose();
        return err(failure);
      }
    }, kind !== 'decision');
  }

  commit<Value>(transaction: () => Promise<Value>): Promise<Value> {
    return this.#guard.write(transaction);
  }

  /** Stores segments ahead of the head that will name them. */
  addPinned(buffers: readonly ArrayBuffer[], journal?: () => Promise<unknown>): Promise<number[]> {
    return this.store.addPinned(this.#guard, buffers, journal);
  }

  saveDomain(domain: IdentityDomain): Promise<Result<IdentityDomain, AppError>> {
    return this.change(async () => {
      await this.commit(() => this.db.domains.put(domain));
      this.#domains = [...this.#domains.filter(({ id }) => id !== domain.id), domain];
      return ok(domain);
    });
  }

  addApp(app: App): Promise<Result<App, AppError>> {
    return this.change(() => this.#storeApp(app));
  }

  /** Reads the app inside the change: two changes at once do not undo each other. */
  updateApp(id: AppId, update: (app: App) => App): Promise<Result<App, AppError>> {
    return this.change(async () => {
      const app = this.app(id);
      return app ? this.#storeApp(update(app)) : err({ kind: 'not-found', what: 'The app' });
    });
  }

  async #storeApp(app: App): Promise<Result<App, AppError>> {
    await this.commit(() => this.db.apps.put(app));
    this.noteApp(app);
    return ok(app);
  }

  /** Takes note of rows that a larger transaction stored. */
  noteApp(app: App): void {
    const isKnown = this.#apps.some(({ id }) => id === app.id);
    this.#apps = isKnown ? this.#apps.map((known) => (known.id === app.id ? app : known)) : [...this.#apps, app];
  }

  noteDomain(domain: IdentityDomain): void {
    this.#domains = this.#domains.map((known) => (known.id === domain.id ? domain : known));
  }

  noteRun(run: ImportRun): void {
    this.#runs = newestFirst([run, ...this.#runs.filter(({ id }) => id !== run.id)]);
  }

  /** When a run starts that starts now: no two runs at the same time, so that their order is known. */
  nextRunStart(): number {
    return Math.max(Date.now(), (this.#runs[0]?.startedAt ?? 0) + 1);
  }

  /** Tells this page and the other tabs that something changed. */
  announce(): void {
    this.#onEvent({ kind: 'changed' });
    this.#channel.postMessage('changed');
  }

  emit(event: WorkspaceEvent): void {
    this.#onEvent(event);
  }

  close(): void {
    this.onClosed();
    this.#watch.stop();
    this.#channel.onmessage = null;
    this.#channel.close();
    this.#access = 'reader';
    this.#hold?.release();
    this.db.close();
  }

  async #acquire({ mode, locks }: OpenRequest, held: WriterHold | undefined): Promise<void> {
    const hold = held ?? (await WriterHold.acquire(locks, this.workspace.id, mode));
    this.#hold = hold;
    if (!hold || hold.isLost) return;
    hold.onLost = () => this.#lose();
    this.#access = 'writer';
    await this.#unlessFull(() => this.#guard.claim());
  }

  /** Where there is no room to write a byte, it opens to be read, and backed up. Opening it anew tries again. */
  async #unlessFull(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (thrown) {
      const error = storageError(thrown);
      if (error.kind !== 'storage-full') throw thrown;
      this.#access = 'reader';
      this.#hold?.release();
      this.#onEvent({ kind: 'failed', error });
    }
  }

  /** Left by the browser, not by us: nothing more is written, and no empty one is made in its place. */
  #losesDatabase(fate: Exclude<DatabaseFate, { kind: 'back' }>): void {
    this.close();
    if (!this.isBeingReplaced) this.#onEvent(fate);
  }

  #lose(): void {
    if (this.#access === 'reader') return;
    this.#access = 'reader';
    this.#onEvent({ kind: 'access', access: 'reader' });
  }

  /** The lists take their place when their heads are known: whoever asks before that gets the ones before. */
  async #load(lists: Lists): Promise<void> {
    const [domains, apps, runs] = await Promise.all([
      this.db.domains.toArray(),
      this.db.apps.toArray(),
      this.db.runs.toArray(),
      lists.open(),
      this.history.open(),
      this.store.open()
    ]);
    this.lists = lists;
    this.#domains = domains.toSorted((a, b) => a.createdAt - b.createdAt);
    this.#apps = apps.toSorted((a, b) => a.createdAt - b.createdAt);
    this.#runs = newestFirst(runs);
  }

  /**
   * What a tab that ended in the middle of its work left behind: runs that never ended, segments that nothing names,
   * copies of the whole. A held run that was being allowed is held as before.
   */
  async #tidy(): Promise<void> {
    const leftOvers = await otherDatabases(this.workspace);
    const held = new Set<RunId>(await this.db.holds.toCollection().primaryKeys());
    const left = this.#runs.filter(isUnderWay).map((run) => leftBehind(run, held.has(run.id)));
    await this.#guard.write(async () => {
      await this.db.runs.bulkPut(left);
      await this.store.removeUnreferenced();
    });
    for (const run of left) this.noteRun(run);
    void removeLeftOvers(this.workspace, leftOvers, () => this.#access === 'writer');
  }

  /** Another tab wrote: everything is read anew when it is next needed. One reading at a time, so that the newest is the last. */
  async #reload(): Promise<void> {
    this.#isOutdated = true;
    if (this.#isReloading) return;
    this.#isReloading = true;
    try {
      while (this.#isOutdated) {
        this.#isOutdated = false;
        await this.#load(new Lists(this.db, this.store));
        this.#onEvent({ kind: 'changed' });
      }
    } catch (error) {
      this.#onEvent({ kind: 'failed', error: storageError(error) });
    } finally {
      this.#isReloading = false;
    }
  }

  domainOf(appId: AppId): IdentityDomainId {
    return must(this.app(appId), 'the app exists').domainId;
  }
}

function newestFirst(runs: readonly ImportRun[]): readonly ImportRun[] {
  return runs.toSorted((a, b) => b.startedAt - a.startedAt);
}

function leftBehind(run: ImportRun, isHeld: boolean): ImportRun {
  if (isHeld) return { ...run, status: 'held', reason: undefined, endedAt: undefined };
  return { ...run, status: 'interrupted', endedAt: Date.now(), rows: nothingTaken(run.rows) };
}
