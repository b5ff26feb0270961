import type { WorkspaceId } from '../model/ids';
import { DUE_CACHE, DUE_NOTE_PATH, readDueNote } from '../schedule/due-note';

/** The note that the service worker reads while no page is open (clients/due-check.ts writes it). */
export async function hasDueNote(id: WorkspaceId): Promise<boolean> {
  return (await noted(id)) !== undefined;
}

/** True if the workspace was in it. */
export async function dropDueNote(id: WorkspaceId): Promise<boolean> {
  const found = await noted(id);
  if (!found) return false;
  const { cache, request, note } = found;
  const rest = Object.fromEntries(Object.entries(note).filter(([other]) => other !== id));
  await cache.put(request, new Response(JSON.stringify(rest), { headers: { 'content-type': 'application/json' } }));
  return true;
}

async function noted(id: WorkspaceId) {
  // Absent where the address is not secure; asking for a cache would make one.
  if (!('caches' in globalThis) || !(await caches.has(DUE_CACHE))) return undefined;
  const cache = await caches.open(DUE_CACHE);
  const request = (await cache.keys()).find(({ url }) => url.endsWith(`/${DUE_NOTE_PATH}`));
  const answer = request && (await cache.match(request));
  const note = answer && readDueNote(await answer.text());
  return note && Object.hasOwn(note, id) ? { cache, request, note } : undefined;
}
