import type { JobPhase, JobProgress, OnProgress } from '../protocol/job';

const INTERVAL_MS = 100;

/** Passes progress on at most ten times a second, and every change of phase at once. */
export class ProgressReport {
  readonly #onProgress: OnProgress;
  #lastAt = -INTERVAL_MS;
  #lastPhase: JobPhase | undefined;

  constructor(onProgress: OnProgress) {
    this.#onProgress = onProgress;
  }

  report(progress: JobProgress): void {
    const now = performance.now();
    if (progress.phase === this.#lastPhase && now - this.#lastAt < INTERVAL_MS) return;
    this.#lastAt = now;
    this.#lastPhase = progress.phase;
    this.#onProgress(progress);
  }
}
