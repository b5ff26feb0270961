import type { BackupAbout, BackupEnd } from '../backup/backup-about';
import type { WholeEntry } from '../backup/backup-entry';
import { BackupFault, damaged } from '../backup/backup-fault';
import type { WrappedKey } from '../backup/backup-header';
import { BackupReader } from '../backup/backup-reader';
import type { BackupSummary } from '../model/backup';
import type { JobOutcome, OnProgress } from '../protocol/job';
import { decodeRow } from '../storage/row-codec';
import { openWorkspaceVault } from '../storage/vault';
import { WORKSPACE_FORMAT, WorkspaceDatabase } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import { rowTables, schemasOf } from './backup-contents';
import { BackupTally } from './backup-tally';
import { summaryOf } from './backup-summary';
import { ProgressReport } from './progress-report';

/** A file that somebody says is a backup, and what may open it. */
export interface BackupSource {
  readonly file: Blob;
  readonly passphrase: string | undefined;
  /** Of workspaces that are unlocked: their own backups need no passphrase. */
  readonly known: readonly WorkspaceKeys[];
  readonly onProgress: OnProgress;
}

/** What an entry is, once it was looked at. */
export interface EntryVisitor {
  readonly onRow?: (table: string, row: unknown, byteCount: number) => Promise<void> | void;
  readonly onSegment?: (number: number, bytes: Uint8Array) => Promise<void> | void;
}

export interface ReadBackup {
  readonly about: BackupAbout;
  readonly tally: BackupTally;
  readonly end: BackupEnd;
  /** Undefined for a file that is not sealed. */
  readonly lock: WrappedKey | undefined;
}

export async function checkBackup(source: BackupSource): Promise<JobOutcome<BackupSummary>> {
  return outcomeOf(async () => {
    const { about, tally, end, lock } = await readBackup(source);
    const file = { bytes: source.file.size, isSealed: lock !== undefined };
    return { status: 'done', value: summaryOf(about, tally, end, file) };
  });
}

/** What is wrong with the file becomes a value. */
export async function outcomeOf<Value>(work: () => Promise<JobOutcome<Value>>): Promise<JobOutcome<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupFault) return { status: 'failed', error: error.error };
    throw error;
  }
}

/**
 * Reads all of the file, from its first byte to its last, and throws a BackupFault unless all of it is as it was written,
 * hangs together and can be restored here. The visitor sees what comes before that is known.
 */
export async function readBackup(source: BackupSource, visitor: EntryVisitor = {}): Promise<ReadBackup> {
  const { file, onProgress } = source;
  const reader = await openBackup(source);
  const { about } = reader;
  const tally = new BackupTally(knownSchemas(about));
  const tables = new Set(rowTables(Object.keys(about.tables)));
  const report = new ProgressReport(onProgress);
  const entries = reader.entries();
  for (;;) {
    const step = await entries.next();
    report.report({ phase: 'checking', done: reader.at, total: file.size, rows: 0 });
    if (step.done) {
      sentences(file.size, () => tally.finish());
      return { about, tally, end: step.value, lock: reader.lock };
    }
    const row = sentences(reader.at, () => seen(step.value, tables, tally));
    if (step.value.table === 'segments') await visitor.onSegment?.(step.value.number, step.value.bytes);
    else await visitor.onRow?.(step.value.table, row, step.value.bytes.length);
  }
}

/** As far as its first frame: where it comes from. */
export async function openBackup({ file, passphrase, known }: Omit<BackupSource, 'onProgress'>): Promise<BackupReader> {
  const reader = await BackupReader.open(file, (lock, id) => keyOf(lock, id, { passphrase, known }));
  const { format } = reader.about;
  if (format > WORKSPACE_FORMAT)
    throw new BackupFault({ kind: 'backup-newer', found: format, known: WORKSPACE_FORMAT });
  return reader;
}

async function keyOf(
  lock: WrappedKey,
  id: string,
  { passphrase, known }: Pick<BackupSource, 'passphrase' | 'known'>
): Promise<CryptoKey | undefined> {
  const atHand = known.find(({ keyId }) => keyId === lock.keyId);
  if (atHand && passphrase === undefined) return atHand.backup(id);
  if (passphrase === undefined) throw new BackupFault({ kind: 'passphrase-missing' });
  const keys = await openWorkspaceVault(lock, passphrase);
  return keys?.backup(id);
}

function seen({ table, number, bytes }: WholeEntry, tables: ReadonlySet<string>, tally: BackupTally): unknown {
  if (table === 'segments') {
    tally.seeSegment(number);
    return undefined;
  }
  if (!tables.has(table) || number !== 0) throw new Error(`“${table}” is no table of this format.`);
  const row = decodeRow(bytes);
  tally.seeRow(table, row);
  return row;
}

/** Of the format of now they are known; those of an earlier one are as the file says, and upgraded after they are restored. */
function knownSchemas({ format, tables }: BackupAbout): Readonly<Record<string, string>> {
  if (format !== WORKSPACE_FORMAT) return tables;
  const known = schemasOf(new WorkspaceDatabase('of no workspace'));
  const isSame =
    Object.keys(known).length === Object.keys(tables).length &&
    Object.entries(known).every(([name, schema]) => tables[name] === schema);
  if (!isSame) throw damaged(0, 'Its tables are not those of its format.');
  return known;
}

function sentences<Value>(atByte: number, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    throw damaged(atByte, cause instanceof Error ? cause.message : String(cause));
  }
}
