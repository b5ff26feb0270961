/** The part of navigator.locks that is used; handed in, because not every place that runs the engine has it. */
export interface LockSource {
  request(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal },
    callback: (lock: unknown) => Promise<void> | undefined
  ): Promise<unknown>;
}

/**
 * Asks for the right to write. Resolves to a function that gives it back, or to undefined when another tab has it.
 * `onLost` is called when another tab takes it over later.
 */
export function acquireLock(
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
    locks.request(name, options, hold).catch(onLost);
  });
}
