import type { JobPhase } from '../protocol/job';

/** What a job is doing, as said beside its progress. */
export const PHASE_LABEL: Record<JobPhase, string> = {
  reading: 'Reading',
  checking: 'Checking',
  matching: 'Matching',
  saving: 'Saving'
};
