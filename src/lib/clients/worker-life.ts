/**
 * A worker that is ended by the browser, or ends itself, tells nobody: its calls are never answered. So each holds a Web
 * Lock of its own as long as it lives, and whoever started it waits for that lock. Costs nothing while nothing happens.
 */
interface LifeMessage {
  readonly musterLife: string;
}

/** Of this device, for a sentence. */
export const ENDED = 'The browser ended it, perhaps because memory ran out.';

/** In the worker. Without Web Locks, as over plain http, nobody waits. */
export function holdLife(): void {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return;
  const message: LifeMessage = { musterLife: `muster-life-${crypto.randomUUID()}` };
  void locks.request(message.musterLife, () => {
    postMessage(message);
    return new Promise(() => undefined);
  });
}

/** Resolves when the worker has ended, whoever ended it. */
export function lifeOf(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isLife(data)) void navigator.locks.request(data.musterLife, () => resolve());
    });
  });
}

function isLife(data: unknown): data is LifeMessage {
  return typeof data === 'object' && data !== null && 'musterLife' in data && typeof data.musterLife === 'string';
}
