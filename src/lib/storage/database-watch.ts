import type { AppError } from '../model/app-error';
import { ownerOf } from './database-names';
import { RegistryDatabase } from './registry-database';
import { storageError } from './storage-error';
import { storedState } from './stored-state';
import { workspaceDatabaseName, type WorkspaceDatabase } from './workspace-database';

/** What became of a database whose connection ended although nobody here ended it. */
export type DatabaseFate =
  /** Only the connection was lost; there is another one. */
  | { readonly kind: 'back' }
  /** The workspace is in another database now. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'gone'; readonly error: AppError };

/** While it clears data away, a browser refuses to open anything. */
const RETRY_AFTER_MS = [200, 1000];
const REMOVED: DatabaseFate = { kind: 'gone', error: { kind: 'safety-data-removed' } };

/**
 * Watches the connection to the database of the open workspace. Browsers end it when site data are cleared, when another
 * tab removes the database, and when their own storage process breaks. Left alone, Dexie would open the database again
 * with the next call, and make an empty one where there is none any more.
 */
export class DatabaseWatch {
  readonly #db: WorkspaceDatabase;
  readonly #tell: (fate: Exclude<DatabaseFate, { kind: 'back' }>) => void;
  #reconnecting: Promise<DatabaseFate> | undefined;
  #connection = 1;
  #isWatching = false;
  #isStopped = false;

  constructor(db: WorkspaceDatabase, tell: (fate: Exclude<DatabaseFate, { kind: 'back' }>) => void) {
    this.#db = db;
    this.#tell = tell;
    db.on('close', () => {
      if (this.#isWatching && !this.#reconnecting) void this.reconnect();
    });
  }

  /** Once it is open. */
  start(): void {
    this.#db._options.autoOpen = false;
    this.#isWatching = true;
  }

  stop(): void {
    this.#isWatching = false;
    this.#isStopped = true;
  }

  /** Another number after each new connection. */
  get connection(): number {
    return this.#connection;
  }

  /**
   * Drops the connection and opens the database once more; several calls at once share one attempt. `lost`: the number of
   * the connection that failed; where there is another one meanwhile, that is kept.
   */
  reconnect(lost = this.#connection): Promise<DatabaseFate> {
    if (this.#isStopped) return Promise.resolve({ kind: 'gone', error: { kind: 'workspace-missing' } });
    if (lost !== this.#connection && this.#db.isOpen()) return Promise.resolve({ kind: 'back' });
    this.#reconnecting ??= this.#reconnect().finally(() => (this.#reconnecting = undefined));
    return this.#reconnecting;
  }

  async #reconnect(): Promise<DatabaseFate> {
    // Dexie is in the middle of closing.
    await Promise.resolve();
    this.#db.close();
    let fate = await this.#reopen();
    for (const wait of RETRY_AFTER_MS) {
      if (fate.kind !== 'gone' || fate.error.kind !== 'safety-connection-lost') break;
      await new Promise((resolve) => setTimeout(resolve, wait));
      fate = await this.#reopen();
    }
    if (this.#isWatching && fate.kind !== 'back') {
      this.#isWatching = false;
      this.#tell(fate);
    }
    return fate;
  }

  async #reopen(): Promise<DatabaseFate> {
    try {
      const { kind } = await storedState(this.#db.name);
      if (kind === 'moved') return { kind: 'replaced' };
      if (kind === 'missing') return (await this.#isReplaced()) ? { kind: 'replaced' } : REMOVED;
      await this.#db.open();
      if (await this.#db.meta.get('format')) {
        this.#connection++;
        return { kind: 'back' };
      }
      this.#db.close();
      return REMOVED;
    } catch (error) {
      this.#db.close();
      const failure = storageError(error);
      if (failure.kind !== 'storage-failed') return { kind: 'gone', error: failure };
      return { kind: 'gone', error: { kind: 'safety-connection-lost', cause: failure.cause } };
    }
  }

  /** The workspace was written anew, and what it was in before is removed already. */
  async #isReplaced(): Promise<boolean> {
    const id = ownerOf(this.#db.name);
    const registry = new RegistryDatabase();
    try {
      const row = id && (await registry.workspaces.get(id));
      return row !== undefined && workspaceDatabaseName(row) !== this.#db.name;
    } finally {
      registry.close();
    }
  }
}
