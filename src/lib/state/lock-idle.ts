export interface Clocks {
  /** Goes on while the device sleeps, and may be set by anybody. */
  readonly wall: number;
  /** Never goes back, and may stand still while the device sleeps. */
  readonly steady: number;
}

export type IdleVerdict = 'active' | 'warn' | 'lock';

export const WARN_BEFORE_MS = 60_000;

/**
 * How long nobody has touched anything. By both clocks, whichever says more: a device that slept has been idle, and a clock
 * that was set back does not make it busy.
 */
export class IdleTime {
  readonly #read: () => Clocks;
  #last: Clocks;
  /** Work that held the lock off is not followed by it at once: there is a minute to stay. */
  #isHeldOff = false;

  constructor(read: () => Clocks) {
    this.#read = read;
    this.#last = read();
  }

  get ms(): number {
    const now = this.#read();
    return Math.max(now.wall - this.#last.wall, now.steady - this.#last.steady);
  }

  touch(): void {
    this.#last = this.#read();
    this.#isHeldOff = false;
  }

  /** What is to be done now. `isBusy`: work is running that must not be ended by a lock. */
  judge(limitMs: number | undefined, isBusy: boolean): IdleVerdict {
    if (limitMs === undefined || this.ms < limitMs - WARN_BEFORE_MS) return 'active';
    if (isBusy) {
      this.#isHeldOff = true;
      return 'active';
    }
    if (this.#isHeldOff) this.#standAt(limitMs - WARN_BEFORE_MS);
    return this.ms < limitMs ? 'warn' : 'lock';
  }

  #standAt(idleMs: number): void {
    const now = this.#read();
    this.#last = { wall: now.wall - idleMs, steady: now.steady - idleMs };
    this.#isHeldOff = false;
  }
}
