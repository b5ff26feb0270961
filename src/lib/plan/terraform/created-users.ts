import { hasBit, wordsFor } from '../../engine/row-bits';
import type { PlannedUser } from '../../model/plan-operation';

/** The users whom the file creates, a bit each: only they can be referred to by the name of their resource. */
export class CreatedUsers {
  #bits = new Uint32Array(1024);

  add({ row }: PlannedUser): void {
    if (row >= this.#bits.length * 32) {
      const larger = new Uint32Array(Math.max(this.#bits.length * 2, wordsFor(row + 1)));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#bits[row >> 5] |= 1 << (row & 31);
  }

  has({ row }: PlannedUser): boolean {
    return row < this.#bits.length * 32 && hasBit(this.#bits, row);
  }
}
