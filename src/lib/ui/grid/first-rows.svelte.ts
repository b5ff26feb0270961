import { inTurn } from '../in-turn';

/** Together with what else their arrival changes. */
const ROWS_AT_ONCE = 3;
const ROWS_PER_TURN = 5;

/** The first rows of a grid come a few with each frame; from then on only those that scroll in are made, all at once. */
export class FirstRows {
  #made = $state(ROWS_AT_ONCE);

  constructor(total: () => number, pageRows: () => number) {
    $effect(() => {
      if (total() === 0 || this.#made === Infinity) return;
      return inTurn(() => (this.#made = this.#made < pageRows() ? this.#made + ROWS_PER_TURN : Infinity));
    });
  }

  /** How many rows may be there by now. */
  get made(): number {
    return this.#made;
  }
}
