import type { ImportMode, ImportRun } from '../model/import-run';

export const MODE_LABEL: Record<ImportMode, string> = { full: 'Full', incremental: 'Incremental' };

/** What the choice means, in a sentence each. */
export function modeSentence(mode: ImportMode, noun: 'users' | 'accounts'): string {
  return mode === 'full'
    ? `The file is the whole list: ${noun} that are missing from it have vanished.`
    : `The file holds changes only: what is missing from it means nothing.`;
}

export const TRIGGER_LABEL: Record<ImportRun['trigger'], string> = { manual: 'By hand', schedule: 'By schedule' };
