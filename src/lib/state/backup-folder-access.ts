/** What Chromium browsers have beyond the DOM's typings: a folder that may be written into again, by permission. */
interface PermittedFolder extends FileSystemDirectoryHandle {
  queryPermission?: (wanted: { mode: 'readwrite' }) => Promise<PermissionState>;
  requestPermission?: (wanted: { mode: 'readwrite' }) => Promise<PermissionState>;
}

interface FolderWindow {
  showDirectoryPicker?: (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
}

/** Whether this browser can keep the place of a folder at all. */
export function canRememberFolders(): boolean {
  return (globalThis as FolderWindow).showDirectoryPicker !== undefined;
}

/** The folder that the person picks; undefined when the picker was closed or the folder refused. Only on a click. */
export async function pickFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (globalThis as FolderWindow).showDirectoryPicker?.({ id: 'muster-backups', mode: 'readwrite' });
  } catch {
    // Closed without a choice, or a folder that the browser keeps to itself.
    return undefined;
  }
}

/** Whether it may be written into now. A browser without the question lets it be. */
export async function mayWriteInto(folder: PermittedFolder): Promise<boolean> {
  const state = await folder.queryPermission?.({ mode: 'readwrite' });
  return state === undefined || state === 'granted';
}

/** Lets the browser put its question. Only on a click. */
export async function askToWriteInto(folder: PermittedFolder): Promise<boolean> {
  if (await mayWriteInto(folder)) return true;
  return (await folder.requestPermission?.({ mode: 'readwrite' })) === 'granted';
}
