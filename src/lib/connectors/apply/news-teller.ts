import type { ApplyNews } from '../../protocol/apply-api';
import type { OperationOutcome } from '../../protocol/plan-api';
import type { PausableClock } from '../pausable-clock';

/** Outcomes that come thick and fast, as those of a Bulk answer, are told together. */
const TOGETHER_MS = 50;

/** Tells what becomes known, in the order in which it does. */
export class NewsTeller {
  listener: ((news: ApplyNews) => void) | undefined;
  readonly #clock: PausableClock;
  #untold: OperationOutcome[] = [];
  #wait: ApplyNews['wait'];
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(clock: PausableClock) {
    this.#clock = clock;
  }

  tellOutcome(outcome: OperationOutcome): void {
    this.#untold.push(outcome);
    const left = this.#toldAt + TOGETHER_MS - performance.now();
    if (left <= 0) this.tell();
    else this.#timer ??= setTimeout(() => this.tell(), left);
  }

  tellWait(wait: ApplyNews['wait']): void {
    this.#wait = wait;
    this.tell();
  }

  tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const outcomes = this.#untold;
    this.#untold = [];
    this.#toldAt = performance.now();
    this.listener?.({ outcomes, wait: this.#wait, isPaused: this.#clock.isPaused });
  }
}
