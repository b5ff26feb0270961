import type { BackupAbout, BackupEnd } from '../backup/backup-about';
import { BackupWriter, type BackupSeal } from '../backup/backup-writer';
import type { AppError } from '../model/app-error';
import { MUSTER_VERSION } from '../model/muster-version';
import { LEAST_PASSPHRASE_CHARS } from '../model/passphrase';
import { err, ok, type Result } from '../model/result';
import type { WrittenBackup } from '../protocol/backup-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink } from '../protocol/plan-api';
import { MissingData } from '../storage/damaged-data';
import { sameValue } from '../storage/same-value';
import { storageError } from '../storage/storage-error';
import { makeWorkspaceVault } from '../storage/vault';
import { vaultOf, WORKSPACE_FORMAT } from '../storage/workspace-database';
import { leftOutOf, rowEntries, schemasOf, segmentEntries } from './backup-contents';
import { backupFileName } from './backup-file-name';
import { lastsOf, summaryOf } from './backup-summary';
import { BackupTally } from './backup-tally';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { SinkWriter } from './sink-writer';

export interface BackupWriting {
  readonly workspace: OpenWorkspace;
  readonly sink: FileSink;
  readonly passphrase: string | undefined;
  readonly onProgress: OnProgress;
}

interface Snapshot {
  readonly writer: BackupWriter;
  readonly about: BackupAbout;
  readonly tally: BackupTally;
  /** Lets the segments go that were kept for it. */
  readonly release: () => void;
}

/**
 * Writes the open workspace as one file. Rows are written first, and no change gets in between: milliseconds to a second.
 * Segments never change under their number, so people go on deciding while they are written; those that are replaced
 * meanwhile stay until the backup is through.
 */
export async function writeBackup(writing: BackupWriting): Promise<JobOutcome<WrittenBackup>> {
  const { workspace, passphrase, sink } = writing;
  const seal = await sealOf(workspace, passphrase);
  if (!seal.ok) return { status: 'failed', error: seal.error };
  const output = new SinkWriter(sink);
  try {
    const rows = () => writeRows(workspace, output, seal.value);
    const begun = await (workspace.access === 'writer' ? workspace.change(rows, 'journal') : asReader(workspace, rows));
    if (!begun.ok) return output.refusal ?? { status: 'failed', error: begun.error };
    const { tally, about } = begun.value;
    const end = await writeSegments(writing, begun.value);
    const summary = summaryOf(about, tally, end, { bytes: output.bytes, isSealed: seal.value !== undefined });
    const value: WrittenBackup = {
      fileName: backupFileName(about.workspaceName, new Date(about.madeAt)),
      summary,
      ...lastsOf(tally)
    };
    return { status: 'done', value };
  } catch (error) {
    if (output.refusal) return output.refusal;
    if (error instanceof MissingData && (await isTakenOver(workspace)))
      return { status: 'failed', error: { kind: 'writer-lost' } };
    throw error;
  }
}

/**
 * Nobody keeps a reader waiting, and it keeps nobody from writing: where another tab wrote while the rows were read, what
 * was read does not hang together.
 */
async function asReader(
  { db }: OpenWorkspace,
  read: () => Promise<Result<Snapshot, AppError>>
): Promise<Result<Snapshot, AppError>> {
  try {
    const before = await db.meta.get('writer');
    const begun = await read();
    if (!begun.ok || sameValue(before, await db.meta.get('writer'))) return begun;
    begun.value.release();
    return err({ kind: 'workspace-read-only' });
  } catch (error) {
    return err(storageError(error));
  }
}

/** Then the other tab has removed, as left-overs, what was kept for this. Looked up: a tab that slept was not told. */
async function isTakenOver(workspace: OpenWorkspace): Promise<boolean> {
  const written = await workspace.change(() => workspace.commit(async () => ok(undefined)), 'journal');
  return !written.ok && (written.error.kind === 'writer-lost' || written.error.kind === 'workspace-read-only');
}

/** The workspace's own lock, else one for this file. */
async function sealOf(
  { db }: OpenWorkspace,
  passphrase: string | undefined
): Promise<Result<BackupSeal | undefined, AppError>> {
  const own = await vaultOf(db);
  const { keys } = db;
  if (keys && own) return ok({ lock: own, keyOf: (id) => keys.backup(id) });
  if (passphrase === undefined) return ok(undefined);
  if (passphrase.length < LEAST_PASSPHRASE_CHARS)
    return err({ kind: 'passphrase-short', least: LEAST_PASSPHRASE_CHARS });
  const made = await makeWorkspaceVault(passphrase);
  return ok({ lock: made.vault, keyOf: (id) => made.keys.backup(id) });
}

async function writeRows(
  { db, store, workspace }: OpenWorkspace,
  output: SinkWriter,
  seal: BackupSeal | undefined
): Promise<Result<Snapshot, AppError>> {
  const tables = schemasOf(db);
  const about: BackupAbout = {
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    kind: workspace.kind,
    madeAt: Date.now(),
    musterVersion: MUSTER_VERSION,
    format: WORKSPACE_FORMAT,
    tables,
    leftOut: await leftOutOf(db)
  };
  const writer = await BackupWriter.start((bytes) => output.write(bytes), about, seal);
  const tally = new BackupTally(tables);
  for await (const entry of rowEntries({ db }, (table, row) => tally.seeRow(table, row))) await writer.add(entry);
  return ok({ writer, about, tally, release: store.keep(tally.referenced) });
}

async function writeSegments({ workspace: { db }, onProgress }: BackupWriting, snapshot: Snapshot): Promise<BackupEnd> {
  const { writer, tally, release } = snapshot;
  const report = new ProgressReport(onProgress);
  const total = tally.referenced.length;
  let done = 0;
  try {
    for await (const entry of segmentEntries({ db, keys: db.keys }, tally.referenced)) {
      await writer.add(entry);
      tally.seeSegment(entry.number);
      report.report({ phase: 'saving', done: ++done, total, rows: 0 });
    }
    return await writer.finish();
  } finally {
    release();
  }
}
