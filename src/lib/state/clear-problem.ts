import { isUnderWay } from '../model/import-run';
import type { AppOverview } from '../protocol/engine-api';

export const READ_ONLY_REASON = 'Open in another tab: nothing can be changed here';

/** Why the import queue of an app cannot be cleared now. */
export function clearProblem(overview: AppOverview | undefined, isReadOnly: boolean): string | undefined {
  if (isReadOnly) return READ_ONLY_REASON;
  if (overview?.lastImport?.status === 'queued') return 'An import of this app waits to begin: clear when it is done';
  if (isUnderWay(overview?.lastImport)) return 'An import of this app is running: clear when it is done';
  return overview?.unconfirmedCount === 0 ? 'No account is unconfirmed' : undefined;
}
