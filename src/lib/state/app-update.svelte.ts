import { PwaUpdate } from '../clients/pwa-update';
import type { Notices } from './notices.svelte';
import type { RunningJobs } from './running-jobs.svelte';

const LOOK_EVERY_MS = 60 * 60 * 1000;

/** A newer build of Muster: offered quietly, never in the middle of a job. */
export class AppUpdate {
  readonly #jobs: RunningJobs;
  readonly #notices: Notices;
  readonly #update: PwaUpdate;
  #isWaiting = $state(false);
  #isPutOff = $state(false);

  constructor(version: string, jobs: RunningJobs, notices: Notices) {
    this.#update = new PwaUpdate(
      version,
      () => (this.#isWaiting = true),
      () => this.#notKept('Not every file of this version came as it was built.')
    );
    this.#jobs = jobs;
    this.#notices = notices;
  }

  get isOffered(): boolean {
    return this.#isWaiting && !this.#isPutOff && !this.#jobs.isAny;
  }

  /** Returns the function that stops looking. */
  start(): () => void {
    void this.#update.register().catch((error: unknown) => {
      this.#notKept(error instanceof Error ? error.message : String(error));
    });
    // Without a network there is nothing newer to find: the next look finds it.
    const timer = setInterval(() => void this.#update.lookForNewer().catch(() => undefined), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  #notKept(cause: string): void {
    this.#notices.failed({ kind: 'not-kept-offline', cause });
  }

  apply(): void {
    void this.#update.apply();
  }

  putOff(): void {
    this.#isPutOff = true;
  }
}
