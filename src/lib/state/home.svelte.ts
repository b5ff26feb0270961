import type { AppError } from '../model/app-error';
import type { Workspace } from '../model/workspace';
import type { WorkspaceId } from '../model/ids';
import type { Result } from '../model/result';
import type { JobProgress } from '../protocol/job';
import type { WipeReceipt } from '../protocol/protection-api';
import type { Muster } from './muster.svelte';
import { forgetDecline } from './protection-urge.svelte';

export type SampleState =
  { readonly status: 'idle' } | { readonly status: 'running'; readonly progress: JobProgress | undefined };

/** The start page: making, opening and removing workspaces. */
export class Home {
  readonly #muster: Muster;
  #sample = $state.raw<SampleState>({ status: 'idle' });

  constructor(muster: Muster) {
    this.#muster = muster;
  }

  get sample(): SampleState {
    return this.#sample;
  }

  /** Newest first; `undefined` until they are known. */
  get workspaces(): readonly Workspace[] | undefined {
    return this.#muster.workspaces?.toSorted((one, other) => other.openedAt - one.openedAt);
  }

  async openSample(): Promise<Workspace | undefined> {
    if (this.#sample.status === 'running') return undefined;
    this.#sample = { status: 'running', progress: undefined };
    try {
      const opened = await this.#muster.jobs.track(
        this.#muster.engine.openSample((progress) => (this.#sample = { status: 'running', progress }))
      );
      if (opened.ok) return opened.value;
      this.#muster.notices.failed(opened.error);
      return undefined;
    } finally {
      this.#sample = { status: 'idle' };
      await this.#muster.listWorkspaces();
    }
  }

  async create(name: string): Promise<Result<Workspace, AppError>> {
    const created = await this.#muster.engine.api.createWorkspace(name.trim());
    await this.#muster.listWorkspaces();
    return created;
  }

  async wipe(id: WorkspaceId): Promise<Result<WipeReceipt, AppError>> {
    const wiped = await this.#muster.jobs.track(this.#muster.protection.wipeWorkspace(id));
    if (wiped.ok) {
      this.#muster.forgetWorkspace(id);
      forgetDecline(id);
    }
    await this.#muster.listWorkspaces();
    return wiped;
  }
}
