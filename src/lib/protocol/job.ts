import type { AppError } from '../model/app-error';

/**
 * Long work between page and workers. A job is started with an id drawn by the caller, reports at most ten times a
 * second, and ends in exactly one outcome. Cancelling an id that has ended does nothing.
 */
export type JobPhase = 'reading' | 'checking' | 'matching' | 'saving';

export interface JobProgress {
  readonly phase: JobPhase;
  readonly done: number;
  /** Unknown while a stream has no length. Same unit as `done`: rows, or bytes while reading. */
  readonly total: number | undefined;
  /** Rows seen so far, whatever the unit of `done`. */
  readonly rows: number;
}

export type OnProgress = (progress: JobProgress) => void;

export type JobOutcome<Value> =
  | { readonly status: 'done'; readonly value: Value }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: AppError };
