import type { TimedProgress } from './import-phase';
import { formatCount, formatCountOf, formatSeconds } from './format';
import { PHASE_LABEL } from './phase-label';

/** Below this a rate says more about the start than about the work. */
const SETTLED_MS = 500;

export interface ProgressWords {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  /** "312,000 rows · 1,020,000 rows/s · 2 s left". */
  readonly detail: string;
}

export function progressWords(timed: TimedProgress | undefined, label: string): ProgressWords {
  if (!timed) return { label, done: 0, total: undefined, detail: '' };
  const { progress, startedAt, now } = timed;
  const elapsedMs = now - startedAt;
  const parts = [formatCountOf(progress.rows, 'row', 'rows')];
  if (elapsedMs >= SETTLED_MS && progress.rows > 0) {
    parts.push(`${formatCount(Math.round((progress.rows * 1000) / elapsedMs))} rows/s`);
    const left = progress.total === undefined || progress.done === 0 ? undefined : progress.total - progress.done;
    if (left !== undefined && left > 0) parts.push(`${formatSeconds((elapsedMs * left) / progress.done)} left`);
  }
  return { label: PHASE_LABEL[progress.phase], done: progress.done, total: progress.total, detail: parts.join(' · ') };
}
