import { newId, type RunId } from '../model/ids';
import type { ImportRun } from '../model/import-run';

type RunOrigin = Pick<ImportRun, 'target' | 'mode' | 'trigger' | 'fileName' | 'fileBytes' | 'fileHash' | 'startedAt'>;

/** A run that has brought nothing yet. */
export function blankRun(origin: RunOrigin): ImportRun {
  return {
    ...origin,
    id: newId<RunId>(),
    status: 'running',
    endedAt: undefined,
    rows: { created: 0, updated: 0, unchanged: 0, skipped: 0, vanished: 0 },
    groups: 0,
    confirmed: 0,
    usersCreated: 0,
    issues: [],
    holds: [],
    reason: undefined,
    settings: undefined,
    failure: undefined
  };
}
