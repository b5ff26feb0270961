import type { CronSchedule } from '../model/synchronization';
import { FireTimes } from '../schedule/fire-times';
import { cronScheduleProblem } from '../schedule/schedule-problem';

/** One of the next times of a schedule, in words. */
export interface UpcomingRun {
  readonly at: number;
  /** In the schedule's own zone, with the name of the offset. */
  readonly there: string;
  /** On this device's clock. */
  readonly here: string;
  /** The zone's clock was changed since the time before. */
  readonly isAfterClockChange: boolean;
}

const SHOWN = 5;

export function upcomingRuns(schedule: CronSchedule, now: number): readonly UpcomingRun[] {
  if (cronScheduleProblem(schedule)) return [];
  const { zone } = schedule;
  const there = dayAndTime({ timeZone: zone, timeZoneName: 'short' });
  const here = dayAndTime({});
  let offset = offsetOf(zone, now);
  return new FireTimes(schedule).nextOnes(now, SHOWN).map((at) => {
    const before = offset;
    offset = offsetOf(zone, at);
    return { at, there: there.format(at), here: here.format(at), isAfterClockChange: offset !== before };
  });
}

/** The zone of this device's clock. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone that this browser knows by name. */
export function knownZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

function dayAndTime(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...options
  });
}

function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
