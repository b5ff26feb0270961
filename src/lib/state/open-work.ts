import type { Muster } from './muster.svelte';

/** Work is running that a reload or a lock would end. An engine that has died does none, whatever waits for its answer. */
export function isWorking({ jobs, fatal }: Pick<Muster, 'jobs' | 'fatal'>): boolean {
  return jobs.isAny && fatal === undefined;
}

/** Something that a reload would lose without asking. */
export function hasUnsavedWork(muster: Pick<Muster, 'jobs' | 'fatal'>): boolean {
  return isWorking(muster) || hasOpenDialog();
}

/** Something may be half filled in. */
export function hasOpenDialog(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}
