import type { ImportRun, ImportTarget } from '../model/import-run';
import { HeldRun } from './held-run.svelte';
import { ImportRuns } from './import-runs.svelte';
import type { Muster } from './muster.svelte';

/** One import run as its page shows it; while a safeguard holds it, with the rows that tripped it. */
export class RunPage {
  readonly #runs: ImportRuns;
  readonly #muster: Muster;
  readonly #id: () => string;
  #held: HeldRun | undefined;

  constructor(muster: Muster, target: ImportTarget, id: () => string) {
    this.#muster = muster;
    this.#runs = new ImportRuns(muster, target);
    this.#id = id;
  }

  get run(): ImportRun | undefined {
    return this.#runs.list?.find(({ id }) => id === this.#id());
  }

  get isMissing(): boolean {
    return this.#runs.list !== undefined && this.run === undefined;
  }

  /** One for as long as it is held: its list keeps its place while other things change. */
  readonly held = $derived.by(() => {
    const { run } = this;
    if (run?.status !== 'held') return undefined;
    if (this.#held?.run.id !== run.id) this.#held = new HeldRun(this.#muster, run);
    return this.#held;
  });
}
