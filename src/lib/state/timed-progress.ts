import type { JobProgress } from '../protocol/job';
import type { TimedProgress } from './import-phase';

/** Notes with each report when its phase began. */
export function timed(onTimed: (timed: TimedProgress) => void): (progress: JobProgress) => void {
  let phase: string | undefined;
  let startedAt = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase !== phase) {
      phase = progress.phase;
      startedAt = now;
    }
    onTimed({ progress, startedAt, now });
  };
}
