import Dexie from 'dexie';
import { writeEntry } from '../backup/backup-entry';
import { damaged } from '../backup/backup-fault';
import type { BackupAbout } from '../backup/backup-about';
import { ContentHash } from '../backup/content-hash';
import type { BackupNote } from '../model/backup';
import { backupNoteRow } from '../storage/backup-note-row';
import { sealSegments } from '../storage/sealed-segment';
import { sealTables } from '../storage/sealed-tables';
import type { StoredVault } from '../storage/vault';
import { WORKSPACE_FORMAT, WorkspaceDatabase, type MetaRow } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import { rowEntries, segmentEntries } from './backup-contents';
import { lastsOf } from './backup-summary';
import { readBackup, type BackupSource, type ReadBackup } from './backup-reading';

/** Large transactions, each on the disk before the next; what is in memory at a time. */
const BATCH_BYTES = 8 * 2 ** 20;
const BATCH_ROWS = 256;

/** What the restored workspace is sealed under, where the backup was sealed. */
export interface RestoredLock {
  readonly vault: StoredVault;
  readonly keys: WorkspaceKeys;
}

export interface Restoring {
  readonly source: BackupSource;
  /** What the check found: what is written has to be the same. */
  readonly checked: ReadBackup;
  readonly lock: RestoredLock | undefined;
  /** Into a new workspace, which the registry names once all of it is there. */
  readonly isUnnamed?: boolean;
}

/** Writes the contents of the file into an empty database. What says what the database is comes after the check. */
export async function fillFromBackup(name: string, { source, checked, lock }: Restoring): Promise<void> {
  const db = databaseOf(name, checked.about, lock?.keys);
  try {
    const batches = new Batches(db, lock?.keys);
    const onProgress: BackupSource['onProgress'] = (progress) => source.onProgress({ ...progress, phase: 'saving' });
    const { end } = await readBackup(
      { ...source, onProgress },
      {
        onRow: (table, row, byteCount) => batches.addRow(table, row, byteCount),
        onSegment: (number, bytes) => batches.addSegment(number, bytes)
      }
    );
    if (end.contentHash !== checked.end.contentHash) throw damaged(0, 'The file changed while it was read.');
    await batches.finish();
    await db.table<MetaRow>('meta').bulkPut(await metaOf({ source, checked, lock }));
  } finally {
    db.close();
  }
}

/**
 * Reads the new database back, as it will be opened. Rejects unless it holds what the backup holds; says what the database
 * is once it does, so that one whose check was ended counts as a left-over (sweep-databases.ts).
 */
export async function checkRestored(name: string, { source, checked, lock, isUnnamed }: Restoring): Promise<void> {
  const db = databaseOf(name, checked.about, lock?.keys);
  try {
    const hash = new ContentHash();
    const { entries } = checked.end;
    const numbers = await db.table<ArrayBuffer, number>('segments').toCollection().primaryKeys();
    for (const part of [rowEntries({ db }), segmentEntries({ db, keys: lock?.keys }, numbers)])
      for await (const entry of part) {
        await hash.add(writeEntry(entry));
        source.onProgress({ phase: 'checking', done: hash.entries, total: entries, rows: 0 });
      }
    if ((await hash.finish()) !== checked.end.contentHash)
      throw new Error('What was written does not read back as it was.');
    await db
      .table<MetaRow>('meta')
      .bulkPut([
        ...(isUnnamed ? [{ key: 'unnamed' as const, value: true as const }] : []),
        { key: 'format', value: checked.about.format }
      ]);
  } finally {
    db.close();
  }
}

/** The registry names it by now: should that be lost one day, it stays. Opening it does the same, were this ended. */
export async function noteNamed(name: string, { checked, lock }: Restoring): Promise<void> {
  const db = databaseOf(name, checked.about, lock?.keys);
  try {
    await db.table<MetaRow>('meta').delete('unnamed');
  } finally {
    db.close();
  }
}

/** Of an earlier format: as it was then. Opening it upgrades it, like every other. */
function databaseOf(name: string, { format, tables }: BackupAbout, keys: WorkspaceKeys | undefined): Dexie {
  if (format === WORKSPACE_FORMAT) return new WorkspaceDatabase(name, keys);
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  sealTables(db, () => keys);
  db.version(format).stores({ ...tables });
  return db;
}

/** The file is a backup of what was restored from it. */
async function metaOf({
  source: { file },
  checked: { about, tally, end },
  lock
}: Restoring): Promise<readonly MetaRow[]> {
  const lasts = lastsOf(tally);
  const note: BackupNote = {
    at: about.madeAt,
    to: 'file',
    fileName: file instanceof File ? file.name : '',
    bytes: file.size,
    contentHash: end.contentHash,
    wasReadBack: true,
    ...lasts,
    lastStepAt: tally.steps.find(({ id }) => id === lasts.lastStepId)?.at
  };
  return [
    ...(lock ? [{ key: 'vault' as const, value: lock.vault }] : []),
    ...(file instanceof File ? [await backupNoteRow(note, lock?.keys)] : [])
  ];
}

/** Rows and segments as they come, written as soon as there are enough of them. */
class Batches {
  readonly #db: Dexie;
  readonly #keys: WorkspaceKeys | undefined;
  #table = '';
  #rows: unknown[] = [];
  #segments: { readonly number: number; readonly segment: ArrayBuffer }[] = [];
  #bytes = 0;

  constructor(db: Dexie, keys: WorkspaceKeys | undefined) {
    this.#db = db;
    this.#keys = keys;
  }

  async addRow(table: string, row: unknown, byteCount: number): Promise<void> {
    if (table !== this.#table || this.#rows.length >= BATCH_ROWS) await this.finish();
    this.#table = table;
    this.#rows.push(row);
    await this.#count(byteCount);
  }

  async addSegment(number: number, bytes: Uint8Array): Promise<void> {
    this.#segments.push({ number, segment: bytes.slice().buffer });
    await this.#count(bytes.length);
  }

  async finish(): Promise<void> {
    const [rows, segments] = [this.#rows, this.#segments];
    this.#rows = [];
    this.#segments = [];
    this.#bytes = 0;
    if (rows.length > 0) await this.#db.table(this.#table).bulkAdd(rows);
    if (segments.length === 0) return;
    const numbers = segments.map(({ number }) => number);
    const sealed = await sealSegments(
      this.#keys?.segments,
      numbers,
      segments.map(({ segment }) => segment)
    );
    await this.#db.table('segments').bulkAdd([...sealed], numbers);
  }

  async #count(byteCount: number): Promise<void> {
    this.#bytes += byteCount;
    if (this.#bytes >= BATCH_BYTES) await this.finish();
  }
}
