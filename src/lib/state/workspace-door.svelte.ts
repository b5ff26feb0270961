import { untrack } from 'svelte';
import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { Muster } from './muster.svelte';

export type DoorState =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly id: WorkspaceId }
  | { readonly status: 'failed'; readonly error: AppError };

const TRY_AGAIN_MS = 2000;
const WAITS_FOR_TABS: readonly AppError['kind'][] = ['safety-upgrade-blocked', 'safety-blocked'];

/** Opens the workspace of the address. Only the last one asked for counts. */
export class WorkspaceDoor {
  readonly #muster: Muster;
  #state = $state.raw<DoorState>({ status: 'opening' });
  #wanted: WorkspaceId | undefined;
  #openings = 0;
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
    const number = ++this.#openings;
    this.#wanted = id;
    if (!isQuiet) this.#state = { status: 'opening' };
    const opened = await untrack(() => this.#muster.openWorkspace(id, mode));
    if (number !== this.#openings) return;
    this.#state = opened.ok ? { status: 'open', id } : { status: 'failed', error: opened.error };
    if (!opened.ok && WAITS_FOR_TABS.includes(opened.error.kind)) this.#openOnceFree(id);
  }

  /** Its page is gone: nothing is opened by itself any more. */
  close(): void {
    clearTimeout(this.#again);
    this.#openings++;
    this.#wanted = undefined;
  }

  /** As soon as the other tabs are closed, unless somebody asks for another one meanwhile. */
  #openOnceFree(id: WorkspaceId): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (this.#wanted === id && this.#state.status === 'failed') void this.open(id, 'ask', true);
    }, TRY_AGAIN_MS);
  }
}
