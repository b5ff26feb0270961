import type { BackupAbout, BackupEnd } from '../backup/backup-about';
import type { BackupSummary } from '../model/backup';
import type { WrittenBackup } from '../protocol/backup-api';
import type { BackupTally } from './backup-tally';

export function summaryOf(
  about: BackupAbout,
  tally: BackupTally,
  { contentHash }: BackupEnd,
  file: Pick<BackupSummary, 'bytes' | 'isSealed'>
): BackupSummary {
  const { workspaceId, workspaceName, kind, madeAt, musterVersion, format, leftOut } = about;
  return {
    workspaceId,
    workspaceName,
    kind,
    madeAt,
    musterVersion,
    format,
    leftOut,
    ...file,
    contentHash,
    ...tally.counts
  };
}

/** What changes are counted from. */
export function lastsOf({ steps, runs }: BackupTally): Pick<WrittenBackup, 'lastStepId' | 'lastRunAt'> {
  const done = steps.filter(({ state }) => state === 'done');
  return { lastStepId: lastOf(done.map(({ id }) => id)), lastRunAt: lastOf(runs.map(({ startedAt }) => startedAt)) };
}

function lastOf(numbers: readonly number[]): number {
  return numbers.reduce((last, number) => Math.max(last, number), 0);
}
