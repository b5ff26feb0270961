import { untrack } from 'svelte';
import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { Muster } from './muster.svelte';

export type DoorState =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly id: WorkspaceId }
  | { readonly status: 'failed'; readonly error: AppError };

const TRY_AGAIN_MS = 2000;

/** Opens the workspace of the address. Only the last one asked for counts. */
export class WorkspaceDoor {
  readonly #muster: Muster;
  #state = $state.raw<DoorState>({ status: 'opening' });
  #wanted: WorkspaceId | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(muster: Muster) {
    this.#muster = muster;
  }

  get state(): DoorState {
    return this.#state;
  }

  /** Its passphrase has to be given first. */
  get isLocked(): boolean {
    return this.#state.status === 'failed' && this.#state.error.kind === 'safety-locked';
  }

  /** Quietly: what is shown stays until it is open. */
  async open(id: WorkspaceId, mode: 'ask' | 'take-over' = 'ask', isQuiet = mode === 'take-over'): Promise<void> {
    this.#wanted = id;
    if (!isQuiet) this.#state = { status: 'opening' };
    const opened = await untrack(() => this.#muster.openWorkspace(id, mode));
    if (this.#wanted !== id) return;
    this.#state = opened.ok ? { status: 'open', id } : { status: 'failed', error: opened.error };
    if (!opened.ok && opened.error.kind === 'safety-upgrade-blocked') this.#openOnceFree(id);
  }

  /** As soon as the other tabs are closed, unless somebody asks for another one meanwhile. */
  #openOnceFree(id: WorkspaceId): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (this.#wanted === id && this.#state.status === 'failed') void this.open(id, 'ask', true);
    }, TRY_AGAIN_MS);
  }
}
