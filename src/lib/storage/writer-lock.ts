import type { WorkspaceId } from '../model/ids';

/** The part of navigator.locks that is used; handed in, because not every place that runs the engine has it. */
export interface LockSource {
  request(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal },
    callback: (lock: unknown) => Promise<void> | undefined
  ): Promise<unknown>;
}

/** The right to write into a workspace, as long as no other tab takes it over. */
export class WriterHold {
  /** Called when another tab takes it over. */
  onLost: () => void = () => undefined;
  #isLost = false;
  #giveBack: (() => void) | undefined;

  private constructor() {}

  /** Undefined when another tab has it. */
  static async acquire(
    locks: LockSource,
    workspaceId: WorkspaceId,
    mode: 'ask' | 'take-over'
  ): Promise<WriterHold | undefined> {
    const hold = new WriterHold();
    hold.#giveBack = await acquireLock(locks, `muster-workspace-${workspaceId}`, mode, () => hold.#lose());
    return hold.#giveBack && hold;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  release(): void {
    this.#giveBack?.();
  }

  #lose(): void {
    this.#isLost = true;
    this.onLost();
  }
}

/** Resolves to a function that gives the lock back, or to undefined when another tab has it. */
function acquireLock(
  locks: LockSource,
  name: string,
  mode: 'ask' | 'take-over',
  onLost: () => void
): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    const options = mode === 'take-over' ? { steal: true } : { ifAvailable: true };
    const hold = (lock: unknown) => {
      if (lock !== null) return new Promise<void>((release) => resolve(release));
      resolve(undefined);
      return undefined;
    };
    // Rejects when the lock is stolen, which is how a take-over arrives.
    locks.request(name, options, hold).catch(() => {
      onLost();
      resolve(undefined);
    });
  });
}
