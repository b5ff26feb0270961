import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';

/** What Chromium browsers have beyond the DOM's typings: a file's place can be kept and read again later. */
interface PermittedHandle extends FileSystemFileHandle {
  queryPermission?: (wanted: { mode: 'read' }) => Promise<PermissionState>;
  requestPermission?: (wanted: { mode: 'read' }) => Promise<PermissionState>;
}

interface PickerWindow {
  showOpenFilePicker?: (options: object) => Promise<readonly FileSystemFileHandle[]>;
}

interface HandleItem {
  getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

function picker(): PickerWindow['showOpenFilePicker'] {
  return (globalThis as PickerWindow).showOpenFilePicker;
}

/** Whether this browser can keep the place of a file at all. */
export function canRememberFiles(): boolean {
  return picker() !== undefined;
}

/** The file that the person picks; undefined when the picker was closed. Only on a click, and where `canRememberFiles`. */
export async function pickFileHandle(): Promise<FileSystemFileHandle | undefined> {
  try {
    const handles = await picker()?.({ id: 'muster-source' });
    return handles?.[0];
  } catch {
    // Closed without a choice, or not on a click.
    return undefined;
  }
}

/** The handle of a dropped file. Has to be called while the drop is being handled. */
export async function droppedFileHandle(data: DataTransfer | null): Promise<FileSystemFileHandle | undefined> {
  const item: (DataTransferItem & HandleItem) | undefined = [...(data?.items ?? [])].find(
    ({ kind }) => kind === 'file'
  );
  const handle = await item?.getAsFileSystemHandle?.().catch(() => null);
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : undefined;
}

/** `ask`: on a click, where the browser may put its question. Without, only what was granted before counts. */
export async function readFileHandle(
  handle: FileSystemFileHandle,
  { ask }: { readonly ask: boolean }
): Promise<Result<File, AppError>> {
  try {
    return (await mayRead(handle, ask)) ? ok(await handle.getFile()) : err({ kind: 'source-permission' });
  } catch (error) {
    return err(readError(error));
  }
}

/** A browser without the question lets the file be read. */
async function mayRead(handle: PermittedHandle, ask: boolean): Promise<boolean> {
  const state = await handle.queryPermission?.({ mode: 'read' });
  if (state === undefined || state === 'granted') return true;
  return ask && (await handle.requestPermission?.({ mode: 'read' })) === 'granted';
}

function readError(error: unknown): AppError {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError') return { kind: 'source-missing' };
  if (name === 'NotAllowedError' || name === 'SecurityError') return { kind: 'source-permission' };
  return { kind: 'file-unreadable', cause: error instanceof Error ? error.message : String(error) };
}

/** Asks for a file by the browser's plain dialog, where it cannot keep the place of one. Only on a click. */
export function askForFile(): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]), { once: true });
    input.addEventListener('cancel', () => resolve(undefined), { once: true });
    input.click();
  });
}
