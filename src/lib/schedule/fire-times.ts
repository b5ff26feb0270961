import { Cron } from 'croner';
import type { CronSchedule } from '../model/synchronization';

/**
 * When a schedule comes due. Clock changes: a time of day that the change skips is taken at the first moment after it, one
 * that occurs twice is taken once; schedules with * or / in minute or hour go by what the clock shows, so they run in both.
 */
export class FireTimes {
  readonly #cron: Cron;

  /** Throws for a schedule that `scheduleProblem` refuses. */
  constructor({ cron, zone }: CronSchedule) {
    this.#cron = new Cron(cron, { mode: '5-part', timezone: zone, fixedTimeRule: 'no-wildcard', paused: true });
  }

  /** The first one later than `after`; milliseconds since 1970. Undefined when there is none in the years ahead. */
  next(after: number): number | undefined {
    return this.#cron.nextRun(new Date(after))?.getTime();
  }

  nextOnes(after: number, count: number): readonly number[] {
    return this.#cron.nextRuns(count, new Date(after)).map((at) => at.getTime());
  }
}
