import type { App } from '../model/app';
import type { ImportMode } from '../model/import-run';
import type { CronSchedule } from '../model/synchronization';
import { FireTimes } from './fire-times';
import { cronScheduleProblem } from './schedule-problem';

/** An import that a schedule asks for. However many times were missed, it is one. */
export interface DueRun {
  readonly mode: ImportMode;
  /** The first time that was missed; milliseconds since 1970. */
  readonly dueSince: number;
}

type LastSucceeded = Readonly<Record<ImportMode, number | undefined>>;

/**
 * What is due now. A time counts when it lies after the last import that succeeded in that mode (a full one serves for
 * both) and after the schedule was set and
 * import was available; a full import that is due covers the incremental one.
 */
export function dueRuns(app: App, lastSucceeded: LastSucceeded, now: number): readonly DueRun[] {
  for (const mode of ['full', 'incremental'] as const) {
    const dueSince = nextTime(app, lastSucceeded, mode);
    if (dueSince !== undefined && dueSince <= now) return [{ mode, dueSince }];
  }
  return [];
}

/** When the next import of the app comes due, or since when one is; undefined without a schedule. */
export function nextDue(app: App, lastSucceeded: LastSucceeded): number | undefined {
  const times = (['full', 'incremental'] as const).map((mode) => nextTime(app, lastSucceeded, mode));
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function nextTime(app: App, lastSucceeded: LastSucceeded, mode: ImportMode): number | undefined {
  const schedule = app.synchronization.schedules[mode];
  if (!schedule || cronScheduleProblem(schedule)) return undefined;
  return new FireTimes(schedule).next(startOf(app, schedule, lastSucceeded, mode));
}

function startOf(app: App, schedule: CronSchedule, lastSucceeded: LastSucceeded, mode: ImportMode): number {
  const { full, incremental } = lastSucceeded;
  const succeeded = mode === 'full' ? [full] : [full, incremental];
  return Math.max(schedule.since ?? app.createdAt, app.importsSince ?? 0, ...succeeded.map((at) => at ?? 0));
}
