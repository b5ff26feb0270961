import type { WorkspaceId } from '../model/ids';
import { CHECK_DUE, DUE_CACHE, DUE_NOTE_PATH, DUE_TAG, readDueNote, type DueNote } from '../schedule/due-note';

/** Browsers decide by themselves how often it really happens; hourly is the most that is of use. */
const EVERY_MS = 60 * 60 * 1000;

interface PeriodicRegistration extends ServiceWorkerRegistration {
  periodicSync?: { register: (tag: string, options: { minInterval: number }) => Promise<void> };
}

/** Asks the browser to look at the clock while Muster is closed. Nothing happens where it does not grant that. */
export async function registerDueCheck(): Promise<boolean> {
  try {
    // Only Chromium knows the name.
    const name = 'periodic-background-sync' as PermissionName;
    const { state } = await navigator.permissions.query({ name });
    if (state !== 'granted' || !('serviceWorker' in navigator)) return false;
    const registration: PeriodicRegistration = await navigator.serviceWorker.ready;
    await registration.periodicSync?.register(DUE_TAG, { minInterval: EVERY_MS });
    return registration.periodicSync !== undefined;
  } catch {
    return false;
  }
}

/** Calls back when the service worker asks open pages to look. Returns the function that stops listening. */
export function onDueCheck(check: () => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  const listen = (event: MessageEvent) => {
    if (event.data?.type === CHECK_DUE) check();
  };
  serviceWorker.addEventListener('message', listen);
  return () => serviceWorker.removeEventListener('message', listen);
}

/** Tells the service worker when the workspace's next import comes due; those of removed workspaces are dropped. */
export async function noteNextDue(
  workspace: WorkspaceId,
  at: number | undefined,
  known: readonly WorkspaceId[]
): Promise<void> {
  // Absent where the address is not secure.
  if (!('caches' in globalThis)) return;
  const cache = await caches.open(DUE_CACHE);
  const key = new URL(DUE_NOTE_PATH, document.baseURI);
  const before = await cache.match(key);
  const old = before ? readDueNote(await before.text()) : {};
  const kept = Object.entries(old).filter(([id]) => id !== workspace && known.some((other) => other === id));
  const note: DueNote = Object.fromEntries(at === undefined ? kept : [...kept, [workspace, at]]);
  await cache.put(key, new Response(JSON.stringify(note), { headers: { 'content-type': 'application/json' } }));
  if ('clearAppBadge' in navigator) await navigator.clearAppBadge();
}
