import type { Random } from '../../../src/lib/sample/random';

/** Chances that grow with the corruption asked for: `dirt(0.4)` happens in 4 of 10 cases at corruption 1, in none at 0. */
export class Chance {
  readonly random: Random;
  readonly #corruption: number;

  constructor(random: Random, corruption: number) {
    this.random = random;
    this.#corruption = corruption;
  }

  dirt(share: number): boolean {
    return this.random.chance(share * this.#corruption);
  }

  /** A value, or nothing where nobody filled it in. */
  kept(value: string, missingShare: number): string {
    return this.dirt(missingShare) ? '' : value;
  }
}
