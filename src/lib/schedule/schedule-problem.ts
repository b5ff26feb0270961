import type { ImportMode } from '../model/import-run';
import type { CronSchedule, Schedules } from '../model/synchronization';
import { cronProblem } from './cron-fields';
import { FireTimes } from './fire-times';

/** Why a schedule is refused, and at which of its fields. */
export interface CronScheduleProblem {
  readonly field: 'cron' | 'zone';
  readonly cause: string;
}

export function cronScheduleProblem(schedule: CronSchedule): CronScheduleProblem | undefined {
  const cause = cronProblem(schedule.cron);
  if (cause !== undefined) return { field: 'cron', cause };
  if (!isZone(schedule.zone)) {
    const zone = schedule.zone.trim();
    return { field: 'zone', cause: zone === '' ? 'A time zone is missing.' : `“${zone}” is no time zone.` };
  }
  // Any moment does: the calendar repeats within the years that are searched.
  if (new FireTimes(schedule).next(0) === undefined) {
    return { field: 'cron', cause: 'No day of the calendar fits it, so it would never come due.' };
  }
  return undefined;
}

/** The first schedule that cannot be read, and why. */
export function scheduleProblem(
  schedules: Schedules
): { readonly which: ImportMode; readonly cause: string } | undefined {
  for (const which of ['full', 'incremental'] as const) {
    const schedule = schedules[which];
    const problem = schedule && cronScheduleProblem(schedule);
    if (problem) return { which, cause: problem.cause };
  }
  return undefined;
}

/** An IANA name that this browser knows. It also knows offsets such as +02:00, which have no clock changes: not meant here. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/u.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
