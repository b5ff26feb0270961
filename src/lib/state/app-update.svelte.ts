import { PwaUpdate } from '../clients/pwa-update';
import type { RunningJobs } from './running-jobs.svelte';

const LOOK_EVERY_MS = 60 * 60 * 1000;

/** A newer build of Muster: offered quietly, never in the middle of a job. */
export class AppUpdate {
  readonly #jobs: RunningJobs;
  readonly #update: PwaUpdate;
  #isWaiting = $state(false);
  #isPutOff = $state(false);

  constructor(version: string, jobs: RunningJobs) {
    this.#update = new PwaUpdate(version, () => (this.#isWaiting = true));
    this.#jobs = jobs;
  }

  get isOffered(): boolean {
    return this.#isWaiting && !this.#isPutOff && !this.#jobs.isAny;
  }

  /** Returns the function that stops looking. */
  start(): () => void {
    // Without one, Muster works the same while it is open; only a start without network is not possible.
    void this.#update.register().catch(() => undefined);
    const timer = setInterval(() => void this.#update.lookForNewer().catch(() => undefined), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  apply(): void {
    void this.#update.apply();
  }

  putOff(): void {
    this.#isPutOff = true;
  }
}
