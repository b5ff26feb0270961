import { untrack } from 'svelte';
import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { Muster } from './muster.svelte';

export type DoorState =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly id: WorkspaceId }
  | { readonly status: 'failed'; readonly error: AppError };

/** Opens the workspace of the address. Only the last one asked for counts. */
export class WorkspaceDoor {
  readonly #muster: Muster;
  #state = $state.raw<DoorState>({ status: 'opening' });
  #wanted: WorkspaceId | undefined;

  constructor(muster: Muster) {
    this.#muster = muster;
  }

  get state(): DoorState {
    return this.#state;
  }

  async open(id: WorkspaceId, mode: 'ask' | 'take-over' = 'ask'): Promise<void> {
    this.#wanted = id;
    if (mode === 'ask') this.#state = { status: 'opening' };
    const opened = await untrack(() => this.#muster.openWorkspace(id, mode));
    if (this.#wanted !== id) return;
    this.#state = opened.ok ? { status: 'open', id } : { status: 'failed', error: opened.error };
  }
}
