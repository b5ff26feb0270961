import type { CronSchedule, Schedules } from '../model/synchronization';

/** Schedules as they are stored: a new or changed one counts from now on, so that saving it makes nothing due at once. */
export function schedulesSince(before: Schedules, saved: Schedules, now: number): Schedules {
  return {
    ...saved,
    full: since(before.full, saved.full, now),
    incremental: since(before.incremental, saved.incremental, now)
  };
}

function since(
  before: CronSchedule | undefined,
  saved: CronSchedule | undefined,
  now: number
): CronSchedule | undefined {
  if (!saved) return undefined;
  const cron = saved.cron.trim().replace(/\s+/gu, ' ');
  if (before && before.cron === cron && before.zone === saved.zone) return before;
  return { cron, zone: saved.zone, since: now };
}
