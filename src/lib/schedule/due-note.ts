/**
 * What the service worker may know while no page is open: when the next import of each workspace comes due. Ids and times,
 * nothing else; kept in the cache storage, because the worker does not open databases.
 */
export type DueNote = Readonly<Record<string, number>>;

export const DUE_CACHE = 'muster-due';
/** Relative to the folder that Muster lies in. */
export const DUE_NOTE_PATH = 'due-imports.json';
/** Name of the periodic background sync. */
export const DUE_TAG = 'muster-due-imports';
/** Sent by the service worker to open pages: look whether something is due. */
export const CHECK_DUE = 'CHECK_DUE_IMPORTS';

export function readDueNote(text: string): DueNote {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(Object.entries(found).filter(([, at]) => typeof at === 'number'));
  } catch {
    return {};
  }
}

export function countDue(note: DueNote, now: number): number {
  return Object.values(note).filter((at) => at <= now).length;
}
