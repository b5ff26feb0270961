import type { Commit, CommitId } from '../model/commit';
import type { Connection } from '../model/connection';
import { CommitChoices } from './commit-choices.svelte';
import type { CommitRun } from './commit-run.svelte';
import type { CommitRuns } from './commit-runs.svelte';
import type { Muster } from './muster.svelte';
import type { SystemAccessState } from './system-access.svelte';

interface Surroundings {
  readonly muster: Pick<Muster, 'plans' | 'notices' | 'commitRuns'>;
  readonly access: Pick<SystemAccessState, 'target' | 'take'>;
  readonly connection: () => Connection | undefined;
  /** What is shown has to be read again. */
  readonly onChange: () => Promise<void>;
}

/** What can be done about a commit that is there: go on, pause, cancel, try failed operations again. */
export class CommitActions {
  readonly #choices = new Map<CommitId, CommitChoices>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get #runs(): CommitRuns {
    return this.#around.muster.commitRuns;
  }

  runOf({ id }: Commit): CommitRun | undefined {
    return this.#runs.of(id);
  }

  /** How it goes on: as it was begun, where this tab knows that, until a person chooses otherwise. */
  choicesOf(commit: Commit): CommitChoices {
    const known = this.#choices.get(commit.id) ?? new CommitChoices(this.runOf(commit)?.way.options);
    this.#choices.set(commit.id, known);
    return known;
  }

  /** Why it cannot go on: it would be carried out somewhere else than it was begun. */
  problemOf({ address }: Commit): string | undefined {
    const connection = this.#around.connection();
    if (!connection) return `The connection to ${address} is gone. Set it up again on the Connection page.`;
    if (connection.address === address) return undefined;
    return `It was applied to ${address}, and the connection leads to ${connection.address} by now.`;
  }

  async goOn(commit: Commit): Promise<void> {
    const run = await this.#ready(commit);
    if (run) this.#runs.work(run);
  }

  async retryFailed(commit: Commit): Promise<void> {
    const run = await this.#ready(commit);
    if (run) this.#runs.work(run, () => run.retry());
  }

  async cancel(commit: Commit): Promise<void> {
    const run = this.runOf(commit);
    if (run) await run.cancel();
    else {
      const cancelled = await this.#around.muster.plans.api.cancelCommit(commit.id);
      if (!cancelled.ok) this.#around.muster.notices.failed(cancelled.error);
    }
    await this.#around.onChange();
  }

  async #ready(commit: Commit): Promise<CommitRun | undefined> {
    const connection = this.#around.connection();
    if (!connection || this.problemOf(commit) !== undefined) return undefined;
    await this.#around.access.take();
    if (this.runOf(commit)?.isWorking) return undefined;
    const options = this.choicesOf(commit).toOptions(commit.maxDeletions > 0);
    return this.#runs.add(commit, { target: this.#around.access.target, connection, options });
  }
}
