/** A device that slept knows nothing of the time meanwhile until its clock is looked at. */
const LOOK_MS = 1000;

/** Waits that can be held up. */
export class PausableClock {
  #resumed: Promise<void> | undefined;
  #resume: () => void = () => undefined;

  get isPaused(): boolean {
    return this.#resumed !== undefined;
  }

  setPaused(isPaused: boolean): void {
    if (isPaused === this.isPaused) return;
    if (isPaused) this.#resumed = new Promise((resolve) => (this.#resume = resolve));
    else {
      this.#resumed = undefined;
      this.#resume();
    }
  }

  /** Resolves when the time has come and nothing is paused; rejects with the signal's reason. */
  async passed(time: number, signal: AbortSignal): Promise<void> {
    await untilTime(time, signal);
    while (this.#resumed) await orAborted(this.#resumed, signal);
    signal.throwIfAborted();
  }
}

/** By the clock on the wall, in case the device sleeps; set back meanwhile, by what went by since. */
async function untilTime(time: number, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const longest = time - Date.now();
  for (;;) {
    const left = Math.min(time - Date.now(), longest - (performance.now() - startedAt));
    if (left <= 0) return;
    await elapsed(Math.min(left, LOOK_MS), signal);
  }
}

function elapsed(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const work = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return orAborted(work, signal).finally(() => clearTimeout(timer));
}

function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
