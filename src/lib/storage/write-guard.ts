import type { WorkspaceDatabase } from './workspace-database';
import { WORKSPACE_FORMAT } from './workspace-database';
import { NewerFormat, WriterLost } from './storage-error';

/**
 * The right to write into a workspace. A Web Lock gives it to one tab at a time; a token in the database proves it inside
 * every write transaction, so that a tab that slept through a take-over, or runs an older program than the database,
 * finds out before it changes anything.
 */
export class WriteGuard {
  readonly #db: WorkspaceDatabase;
  readonly #token = crypto.randomUUID();

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  /** Refuses a database of a later format; gives a new one its format. Earlier ones were taken up when it was opened. */
  async checkFormat(): Promise<void> {
    const format = await this.#db.meta.get('format');
    if (format === undefined) await this.#db.meta.put({ key: 'format', value: WORKSPACE_FORMAT });
    else if (format.key === 'format' && format.value > WORKSPACE_FORMAT)
      throw new NewerFormat(format.value, WORKSPACE_FORMAT);
  }

  /** Called once the lock is held: from now on transactions with another token fail. */
  async claim(): Promise<void> {
    await this.#db.meta.put({ key: 'writer', value: this.#token });
  }

  /**
   * Runs `change` in one strict transaction over the whole workspace: all of it is stored, or nothing. Rejects with
   * WriterLost or NewerFormat before `change` runs.
   */
  async write<Value>(change: () => Promise<Value>): Promise<Value> {
    const db = this.#db;
    return db.transaction('rw', db.tables, async () => {
      const [format, writer] = await db.meta.bulkGet(['format', 'writer']);
      if (format?.key === 'format' && format.value !== WORKSPACE_FORMAT)
        throw new NewerFormat(format.value, WORKSPACE_FORMAT);
      if (writer?.value !== this.#token) throw new WriterLost();
      return change();
    });
  }
}
