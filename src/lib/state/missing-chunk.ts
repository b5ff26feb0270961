import type { AppError } from '../model/app-error';
import { recoveryLink } from './links';

const RELOADED_KEY = 'muster-reloaded';

/** Told by each browser in its own words. */
const WORDS = /dynamically imported module|importing a module script failed|unable to preload/i;

export function isMissingChunk(cause: unknown): boolean {
  return cause instanceof Error && WORDS.test(cause.message);
}

interface Page {
  /** Something runs that a reload would end, or a form may be half filled in. */
  readonly isBusy: boolean;
  readonly version: string;
  readonly tell: (error: AppError) => void;
}

/**
 * A part of the program could not be fetched: its host has a newer build by now, or the copy on this device is not whole.
 * Loading the page anew brings one build or the other, so that is done, once for each build in a tab; what is missing
 * again after that leads to the recovery page. Never over work or a dialog: then it is told, and left to the person.
 */
export function mendMissingChunk({ isBusy, version, tell }: Page): void {
  if (isBusy) return tell({ kind: 'missing-chunk' });
  if (hasReloaded(version)) location.assign(recoveryLink('missing-chunk'));
  else location.reload();
}

/** Notes that it has now. True too where nothing can be noted: rather no reload than one after the other. */
function hasReloaded(version: string): boolean {
  try {
    const noted = sessionStorage.getItem(RELOADED_KEY);
    sessionStorage.setItem(RELOADED_KEY, version);
    return noted === version;
  } catch {
    return true;
  }
}
