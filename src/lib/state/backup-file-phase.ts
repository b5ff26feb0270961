import type { AppError } from '../model/app-error';
import type { JobOutcome, JobProgress } from '../protocol/job';

/** A backup that was given, until what is in it can be shown: to be restored, or to be merged. */
export type BackupFilePhase =
  | { readonly status: 'choosing' }
  | { readonly status: 'reading'; readonly file: File; readonly progress: JobProgress | undefined }
  | SealedPhase
  | { readonly status: 'refused'; readonly file: File; readonly error: AppError };

/** A passphrase is needed; `refusal` where the one that was given is another one. */
interface SealedPhase {
  readonly status: 'sealed';
  readonly file: File;
  readonly refusal: AppError | undefined;
  /** Of the file; or of the workspace that it takes the place of, which stays protected by it. */
  readonly whose: 'file' | 'workspace';
}

/** Undefined where no passphrase would help. */
export function askedAgain(file: File, error: AppError, whose: SealedPhase['whose']): SealedPhase | undefined {
  if (error.kind === 'passphrase-missing') return { status: 'sealed', file, refusal: undefined, whose };
  if (error.kind === 'passphrase-wrong' || error.kind === 'passphrase-short')
    return { status: 'sealed', file, refusal: error, whose };
  return undefined;
}

/** What became of a file that could not be read. */
export function notRead(file: File, error: AppError): BackupFilePhase {
  return askedAgain(file, error, 'file') ?? { status: 'refused', file, error };
}

export function backupFailure(outcome: Exclude<JobOutcome<unknown>, { status: 'done' }>): AppError {
  if (outcome.status === 'failed') return outcome.error;
  return { kind: 'backup-damaged', atByte: 0, cause: 'It was not read to its end.' };
}
