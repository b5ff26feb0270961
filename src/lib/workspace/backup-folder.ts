import { BackupFault } from '../backup/backup-fault';
import { headerOfFile } from '../backup/backup-reader';
import type { AppError } from '../model/app-error';
import type { BackupNote } from '../model/backup';
import { err, ok, type Result } from '../model/result';
import type { WrittenBackup } from '../protocol/backup-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import { backupFileName, isBackupFileName } from './backup-file-name';
import { checkBackup, openBackup } from './backup-reading';
import { writeBackup } from './backup-writing';
import type { OpenWorkspace } from './open-workspace';

/** Of one workspace; the one that was just written among them. */
const KEPT = 5;
/** Before an empty file is taken for left: another tab, or another computer, may be about to write into it. A day. */
const LEAST_AGE_MS = 86_400_000;

export interface FolderBackup {
  readonly workspace: OpenWorkspace;
  readonly folder: FileSystemDirectoryHandle;
  readonly onProgress: OnProgress;
}

/** Gives what is to be noted. What was not read back whole is removed, and no older one is. */
export async function backUpToFolder(backup: FolderBackup): Promise<JobOutcome<BackupNote>> {
  const { folder } = backup;
  const made = await inFolder(folder, () => newFile(folder, backup.workspace.workspace.name));
  if (!made.ok) return { status: 'failed', error: made.error };
  const file = made.value;
  const written = await inFolder(folder, async () => ok(await writeInto(file, backup)));
  const outcome = written.ok ? written.value : ({ status: 'failed', error: written.error } as const);
  const noted = outcome.status === 'done' ? await readBack(file, outcome.value, backup) : outcome;
  if (noted.status !== 'done') await removed(folder, file.name);
  else await removeOlder(backup, file.name);
  return noted;
}

async function writeInto(file: FileSystemFileHandle, { workspace, onProgress }: FolderBackup) {
  // The browser writes beside the file and puts it in its place when it is closed.
  const stream = await file.createWritable();
  const written = await writeBackup({
    workspace,
    sink: { write: (bytes) => stream.write(bytes) },
    passphrase: undefined,
    onProgress
  });
  await (written.status === 'done' ? stream.close() : stream.abort());
  return written;
}

async function readBack(
  file: FileSystemFileHandle,
  { summary, lastStepId, lastRunAt }: WrittenBackup,
  { workspace: { db }, folder, onProgress }: FolderBackup
): Promise<JobOutcome<BackupNote>> {
  const read = await inFolder(folder, async () => ok(await file.getFile()));
  if (!read.ok) return { status: 'failed', error: read.error };
  const known = db.keys ? [db.keys] : [];
  const checked = await checkBackup({ file: read.value, passphrase: undefined, known, onProgress });
  if (checked.status === 'cancelled') return checked;
  const isSame = checked.status === 'done' && checked.value.contentHash === summary.contentHash;
  if (!isSame) {
    const cause = checked.status === 'failed' ? causeOf(checked.error) : 'It holds something else.';
    return { status: 'failed', error: { kind: 'backup-not-verified', cause } };
  }
  const { contentHash } = summary;
  const note: BackupNote = {
    at: Date.now(),
    to: 'folder',
    fileName: file.name,
    folderName: folder.name,
    bytes: read.value.size,
    contentHash,
    wasReadBack: true,
    lastStepId,
    lastRunAt
  };
  return { status: 'done', value: note };
}

function causeOf(error: AppError): string {
  return 'cause' in error && typeof error.cause === 'string' ? error.cause : 'It ends too early.';
}

/** A name that is free: a second backup within a minute does not take the place of the first. */
async function newFile(
  folder: FileSystemDirectoryHandle,
  workspaceName: string
): Promise<Result<FileSystemFileHandle, AppError>> {
  const wanted = backupFileName(workspaceName, new Date());
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : wanted.replace(/\.muster$/, ` (${number}).muster`);
    if (!(await isThere(folder, name))) return ok(await folder.getFileHandle(name, { create: true }));
  }
}

async function isThere(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (nameOf(error) === 'NotFoundError') return false;
    if (nameOf(error) === 'TypeMismatchError') return true;
    throw error;
  }
}

/**
 * Of this workspace only: told by what is in them, or, where they are sealed under a key that it no longer has, by their
 * headers. Files of its names that are empty are what a browser that ended left of a beginning. Whatever goes wrong here,
 * the backup that was just read back is whole.
 */
async function removeOlder({ workspace, folder }: FolderBackup, justWritten: string): Promise<void> {
  const own: OwnFile[] = [];
  try {
    for await (const handle of folder.values()) {
      if (handle.kind !== 'file' || !handle.name.endsWith('.muster') || handle.name === justWritten) continue;
      const found = await ownFile(handle, workspace).catch(() => undefined);
      if (found) own.push(found);
    }
  } catch {
    return;
  }
  const whole = own.filter(({ isEmpty }) => !isEmpty).toSorted((a, b) => b.madeAt - a.madeAt);
  const leftOver = [...own.filter(({ isEmpty }) => isEmpty), ...whole.slice(KEPT - 1)];
  for (const { name } of leftOver) await folder.removeEntry(name).catch(() => undefined);
}

interface OwnFile {
  readonly name: string;
  readonly madeAt: number;
  readonly isEmpty: boolean;
}

/** Undefined for what is of others, or no backup. */
async function ownFile(handle: FileSystemFileHandle, { workspace, db }: OpenWorkspace): Promise<OwnFile | undefined> {
  const { name } = handle;
  const file = await handle.getFile();
  if (file.size === 0) {
    const isLeft = isBackupFileName(name, workspace.name) && Date.now() - file.lastModified > LEAST_AGE_MS;
    return isLeft ? { name, madeAt: 0, isEmpty: true } : undefined;
  }
  try {
    const { about } = await openBackup({ file, passphrase: undefined, known: db.keys ? [db.keys] : [] });
    return about.workspaceId === workspace.id ? { name, madeAt: about.madeAt, isEmpty: false } : undefined;
  } catch (error) {
    const isSealed = error instanceof BackupFault && error.error.kind === 'passphrase-missing';
    const isOwn = isSealed && (await headerOfFile(file)).workspaceId === workspace.id;
    return isOwn ? { name, madeAt: file.lastModified, isEmpty: false } : undefined;
  }
}

async function removed(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** What the browser says of a folder becomes a value. */
async function inFolder<Value>(
  { name }: FileSystemDirectoryHandle,
  work: () => Promise<Result<Value, AppError>>
): Promise<Result<Value, AppError>> {
  try {
    return await work();
  } catch (error) {
    switch (nameOf(error)) {
      case 'NotFoundError':
      case 'InvalidStateError':
        return err({ kind: 'backup-folder-gone', name });
      case 'NotAllowedError':
      case 'SecurityError':
      case 'NoModificationAllowedError':
        return err({ kind: 'backup-folder-permission', name });
      case 'QuotaExceededError':
        return err({ kind: 'storage-full', neededBytes: undefined });
      default:
        return err({ kind: 'file-not-written', cause: error instanceof Error ? error.message : String(error) });
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
