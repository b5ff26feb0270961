import type { Commit, CommitId } from '../model/commit';
import { CommitRun, type CommitPort, type CommitWay } from './commit-run.svelte';
import type { RunningJobs } from './running-jobs.svelte';

/** So long the answer to a request under way is waited for when the workspace is left. */
const LEAVE_MS = 5000;

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

  /** In the place of an earlier run of the same commit. */
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

  /** Before another workspace is opened: what has come is noted in this one, and nothing more is sent. */
  async leave(): Promise<void> {
    const working = [...this.#runs.values()].filter((run) => run.isWorking);
    await Promise.all(working.map((run) => run.leave(LEAVE_MS)));
    this.#runs = new Map();
  }

  /** Another tab writes by now, and goes on with what has no outcome. */
  endAll(): void {
    for (const run of this.#runs.values()) run.end();
    this.#runs = new Map();
  }
}
