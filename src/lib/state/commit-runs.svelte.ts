import type { Commit, CommitId } from '../model/commit';
import { CommitRun, type CommitPort, type CommitWay } from './commit-run.svelte';
import type { RunningJobs } from './running-jobs.svelte';

/** The commits that this tab has carried out, or is carrying out: they go on while other pages are looked at. */
export class CommitRuns {
  readonly #port: CommitPort;
  readonly #jobs: Pick<RunningJobs, 'run'>;
  #runs = $state.raw<ReadonlyMap<CommitId, CommitRun>>(new Map());

  constructor(port: CommitPort, jobs: Pick<RunningJobs, 'run'>) {
    this.#port = port;
    this.#jobs = jobs;
  }

  /** Undefined for a commit that was left by another tab, or before a reload. */
  of(id: CommitId): CommitRun | undefined {
    return this.#runs.get(id);
  }

  add(commit: Commit, way: CommitWay): CommitRun {
    const run = new CommitRun(this.#port, commit, way);
    this.#runs = new Map(this.#runs).set(commit.id, run);
    return run;
  }

  /** Listed among running work until it stands; Cancel there pauses it, so that nothing is left out unasked. */
  work(run: CommitRun, how: () => Promise<void> = () => run.run()): void {
    const { host } = new URL(run.way.connection.address);
    void this.#jobs.run(
      `Commit to ${host}`,
      async (signal) => {
        signal.addEventListener('abort', () => void run.pause(), { once: true });
        await how();
        return { status: 'done', value: undefined };
      },
      { about: run.commit.domainId }
    );
  }
}
