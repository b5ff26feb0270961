import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import { MUSTER_VERSION } from '../model/muster-version';
import { err, ok, type Result } from '../model/result';
import type { WipeReceipt } from '../protocol/protection-api';
import { databasesOf } from '../storage/database-names';
import { sweepListings } from '../storage/listing-store';
import { removeDatabase } from '../storage/raw-database';
import { WriterHold, type LockSource } from '../storage/writer-lock';
import { dropDueNote, hasDueNote } from './due-note-cache';
import { storedTables, type StoredTables } from './stored-tables';
import type { WorkspaceRegistry } from './workspace-registry';

type Removed = WipeReceipt['removed'][number];

export interface Wiping {
  readonly id: WorkspaceId;
  readonly registry: WorkspaceRegistry;
  readonly locks: LockSource;
  /** This tab had the right to write until just now: the lock is its own, even if it is not free yet. */
  readonly wasWriter: boolean;
}

const LISTINGS = 'muster-listing';
const DUE_NOTE = 'Note of the next scheduled import';
const NOT_COVERED = [
  'Backups and exported files, wherever they were saved.',
  'The files that lists were imported from.',
  'The browser’s own history and list of downloads, with the names of pages and files: clear them in the browser.',
  'Copies of this browser profile or device that were made before.',
  'What the device keeps below the browser: a removed file is not overwritten at once.'
];

/**
 * Removes everything of a workspace from this device, counted before and looked for afterwards. The registry's row goes
 * last: as long as another tab keeps a database from being removed, the workspace is listed and can be wiped again.
 */
export async function wipeWorkspace(wiping: Wiping): Promise<Result<WipeReceipt, AppError>> {
  const { id, registry, locks, wasWriter } = wiping;
  const startedAt = Date.now();
  const known = await registry.find(id);
  if (!known.ok) return known;
  const hold = await WriterHold.acquire(locks, id, wasWriter ? 'take-over' : 'ask');
  if (!hold) return err({ kind: 'workspace-read-only' });
  try {
    const removed = [
      ...(await removeDatabases(id)),
      ...(await removeListings(locks)),
      ...(await removeEntries(wiping))
    ];
    return ok({
      workspaceName: known.value.name,
      musterVersion: MUSTER_VERSION,
      startedAt,
      endedAt: Date.now(),
      removed,
      foundAfterwards: await findLeft(wiping),
      notCovered: NOT_COVERED
    });
  } finally {
    hold.release();
  }
}

/** That which is in use, those that replacements left behind, and what keeps old programs out. */
async function removeDatabases(id: WorkspaceId): Promise<readonly Removed[]> {
  const removed: Removed[] = [];
  for (const name of await databasesOf(id)) {
    const counted = await storedTables(name);
    if (await removeDatabase(name)) removed.push({ name, kind: 'database', ...counted });
  }
  return removed;
}

/** Of lists whose worker has ended; nobody can tell whose they were. */
async function removeListings(locks: LockSource): Promise<readonly Removed[]> {
  const before = await storedTables(LISTINGS);
  if (rowsOf(before) === 0) return [];
  await sweepListings(locks);
  const after = await storedTables(LISTINGS);
  const rows = rowsOf(before) - rowsOf(after);
  if (rows === 0) return [];
  return [{ name: LISTINGS, kind: 'entry', tables: [{ name: 'parts', rows }], bytes: before.bytes - after.bytes }];
}

async function removeEntries({ id, registry }: Wiping): Promise<readonly Removed[]> {
  const removed: Removed[] = [];
  if (await dropDueNote(id)) removed.push({ name: DUE_NOTE, kind: 'entry', tables: [], bytes: 0 });
  if ((await databasesOf(id)).length > 0) return removed;
  const folder = await registry.backupFolder(id);
  const forgotten = await registry.forget(id);
  if (!forgotten.ok) return removed;
  if (folder) removed.push({ name: folder.handle.name, kind: 'folder', tables: [], bytes: 0 });
  return [...removed, { name: 'muster', kind: 'entry', tables: [{ name: 'workspaces', rows: 1 }], bytes: 0 }];
}

async function findLeft({ id, registry }: Wiping): Promise<readonly string[]> {
  const row = await registry.find(id);
  return [
    ...(await databasesOf(id)),
    ...(row.ok ? ['muster'] : []),
    ...((await registry.backupFolder(id)) ? ['muster backupFolders'] : []),
    ...((await hasDueNote(id)) ? [DUE_NOTE] : [])
  ];
}

function rowsOf({ tables }: StoredTables): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
