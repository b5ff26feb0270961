import { mixedBits } from './mixed-bits';

/** Numbers that look drawn by chance and are the same each time: pairs are sampled by them, so that a score is repeatable. */
export class SeededSequence {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number in [0, end). A Weyl sequence, mixed. */
  below(end: number): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return Math.floor((mixedBits(this.#state) / 2 ** 32) * end);
  }
}
