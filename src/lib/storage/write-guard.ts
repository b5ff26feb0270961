import type { DBCoreTransaction } from 'dexie';
import type { WorkspaceDatabase } from './workspace-database';
import { WORKSPACE_FORMAT } from './workspace-database';
import type { DatabaseWatch } from './database-watch';
import { layOver } from './table-layer';
import { isConnectionLost, mayPass, MovedAway, NewerFormat, StorageFailure, WriterLost } from './storage-error';

type Connection = Pick<DatabaseWatch, 'connection' | 'reconnect'>;

/**
 * The right to write into a workspace. A Web Lock gives it to one tab at a time; a token in the database proves it inside
 * every write transaction, so that a tab that slept through a take-over, runs an older program than the database, or
 * still has the database open that the workspace was in before, finds out before it changes anything.
 *
 * There is no way around it: what is written in a transaction that it did not let through is refused.
 */
export class WriteGuard {
  readonly #db: WorkspaceDatabase;
  readonly #token = crypto.randomUUID();
  readonly #letThrough = new WeakSet<DBCoreTransaction>();
  readonly #watch: Connection;
  #writes = 0;

  /** Before the database is opened for the first time. */
  constructor(db: WorkspaceDatabase, watch: Connection) {
    this.#db = db;
    this.#watch = watch;
    refuseOtherWrites(db, this.#letThrough);
  }

  /** Refuses a database of a later format, and what a workspace left behind; gives a new one its format. */
  async checkFormat(isNew: boolean): Promise<void> {
    const [format, moved] = await this.#db.meta.bulkGet(['format', 'moved']);
    if (moved) throw new MovedAway();
    // Removed in the moment between looking and opening.
    if (!format && !isNew) throw new StorageFailure({ kind: 'safety-data-removed' });
    if (!format) await this.#meta(() => this.#db.meta.put({ key: 'format', value: WORKSPACE_FORMAT }));
    else if (format.key === 'format' && format.value > WORKSPACE_FORMAT)
      throw new NewerFormat(format.value, WORKSPACE_FORMAT);
  }

  /** Called once the lock is held: from now on transactions with another token fail. Rejects with MovedAway. */
  async claim(): Promise<void> {
    await this.#meta(async () => {
      if (await this.#db.meta.get('moved')) throw new MovedAway();
      await this.#db.meta.put({ key: 'writer', value: this.#token });
      // The registry led here.
      await this.#db.meta.delete('unnamed');
    });
  }

  /**
   * Runs `change` in one strict transaction over the whole workspace: all of it is stored, or nothing. Rejects with
   * WriterLost, MovedAway or NewerFormat, or says that the data are gone, before `change` runs. Where storage fails in a way
   * that may pass, `change` runs a second time, so it changes nothing but the database. What was stored before its answer
   * was lost is not stored twice.
   */
  async write<Value>(change: () => Promise<Value>): Promise<Value> {
    const number = ++this.#writes;
    const { connection } = this.#watch;
    let made: { readonly value: Value } | undefined;
    const noted = async () => {
      made = { value: await change() };
      return made.value;
    };
    try {
      return await this.#transact(number, noted);
    } catch (error) {
      if (!mayPass(error)) throw error;
      // Others read and write by the same connection: it is not dropped for one request that failed.
      const isLost = isConnectionLost(error) && !(await this.#answers());
      if (isLost && (await this.#watch.reconnect(connection)).kind !== 'back') throw error;
      return made && (await this.#isStored(number)) ? made.value : this.#transact(number, change);
    }
  }

  #answers(): Promise<boolean> {
    return this.#db.meta.get('format').then(
      () => true,
      () => false
    );
  }

  async #isStored(number: number): Promise<boolean> {
    const writer = await this.#db.meta.get('writer');
    return writer?.key === 'writer' && writer.value === this.#token && writer.writes === number;
  }

  #transact<Value>(number: number, change: () => Promise<Value>): Promise<Value> {
    const db = this.#db;
    return db.transaction('rw', db.tables, async (transaction) => {
      const [format, writer, moved] = await db.meta.bulkGet(['format', 'writer', 'moved']);
      if (moved) throw new MovedAway();
      // Removed under the open tab, and made anew without anything in it.
      if (!format) throw new StorageFailure({ kind: 'safety-data-removed' });
      if (format.key === 'format' && format.value !== WORKSPACE_FORMAT)
        throw new NewerFormat(format.value, WORKSPACE_FORMAT);
      if (writer?.value !== this.#token) throw new WriterLost();
      this.#letThrough.add(transaction.idbtrans);
      await db.meta.put({ key: 'writer', value: this.#token, writes: number });
      return change();
    });
  }

  #meta(change: () => Promise<unknown>): Promise<unknown> {
    return this.#db.transaction('rw', this.#db.meta, (transaction) => {
      this.#letThrough.add(transaction.idbtrans);
      return change();
    });
  }
}

function refuseOtherWrites(db: WorkspaceDatabase, letThrough: WeakSet<DBCoreTransaction>): void {
  layOver(db, {
    name: 'write-guard',
    // Next to the browser's storage, below the seal.
    level: -20,
    tableOver: (table, name) => ({
      ...table,
      mutate: (request) =>
        letThrough.has(request.trans)
          ? table.mutate(request)
          : Promise.reject(new Error(`A write into “${name}” that did not come through the guard.`))
    })
  });
}
