import type { WorkspaceId } from '../model/ids';
import { errorMessage } from './error-message';
import type { Muster } from './muster.svelte';

/** The unlock screen: stands in the place of a workspace whose passphrase was not given yet. */
export class LockDoor {
  readonly #muster: Pick<Muster, 'protection' | 'workspaces'>;
  readonly #id: WorkspaceId;
  readonly #onUnlocked: () => Promise<void>;
  #isWorking = $state(false);
  #problem = $state<string>();

  constructor(muster: Pick<Muster, 'protection' | 'workspaces'>, id: WorkspaceId, onUnlocked: () => Promise<void>) {
    this.#muster = muster;
    this.#id = id;
    this.#onUnlocked = onUnlocked;
  }

  get workspaceName(): string {
    return this.#muster.workspaces?.find(({ id }) => id === this.#id)?.name ?? '';
  }

  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Of a passphrase that was refused no more than that. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** False: it has to be typed again. */
  async unlock(passphrase: string): Promise<boolean> {
    if (this.#isWorking || passphrase === '') return false;
    this.#isWorking = true;
    try {
      const unlocked = await this.#muster.protection.unlockWorkspace(this.#id, passphrase);
      if (unlocked.ok) {
        await this.#onUnlocked();
        return true;
      }
      const { title, remedy } = errorMessage(unlocked.error);
      this.#problem =
        unlocked.error.kind === 'passphrase-wrong'
          ? 'That passphrase does not open this workspace.'
          : `${title} ${remedy}`;
      return false;
    } finally {
      this.#isWorking = false;
    }
  }
}
