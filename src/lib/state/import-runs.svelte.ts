import { untrack } from 'svelte';
import type { ImportRun, ImportTarget } from '../model/import-run';
import type { Muster } from './muster.svelte';

/** The import runs of an app or of a domain's users, newest first; read again with every change of the workspace. */
export class ImportRuns {
  #list = $state.raw<readonly ImportRun[] | undefined>(undefined);

  constructor(muster: Pick<Muster, 'engine' | 'notices' | 'revision'>, target: ImportTarget) {
    // The engine's list of runs.
    $effect(() => {
      if (muster.revision >= 0) untrack(() => void this.#load(muster, target));
    });
  }

  /** Undefined before it is read. */
  get list(): readonly ImportRun[] | undefined {
    return this.#list;
  }

  async #load(muster: Pick<Muster, 'engine' | 'notices'>, target: ImportTarget): Promise<void> {
    const read = await muster.engine.api.importRuns(target);
    if (read.ok) this.#list = read.value;
    else muster.notices.failed(read.error);
  }
}
