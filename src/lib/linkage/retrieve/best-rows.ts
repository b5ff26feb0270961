/** Bins of weights, one per unit; heavier ones share the last. */
const BINS = 2048;

/**
 * Weights that rows collect, and the heaviest of them. Whole numbers, so that the sum does not depend on the order; only
 * rows that collected something are looked at, or cleared.
 */
export class BestRows {
  readonly weights: Uint16Array;
  touched: Uint32Array = new Uint32Array(4096);
  count = 0;
  /** Weight of the heaviest row, but for what was added to `weights` itself since they were weighed. */
  heaviest = 0;
  readonly #bins = new Uint32Array(BINS);

  constructor(rowCount: number) {
    this.weights = new Uint16Array(rowCount);
  }

  /** `isStale`: 1 for rows that are left out. */
  addAll(rows: Uint32Array, range: { from: number; to: number }, weight: number, isStale?: Uint8Array): void {
    const { weights } = this;
    let { heaviest } = this;
    for (let at = range.from; at < range.to; at++) {
      const row = rows[at];
      if (isStale !== undefined && isStale[row] === 1) continue;
      const before = weights[row];
      if (before === 0) this.#touch(row);
      weights[row] = before + weight;
      if (before + weight > heaviest) heaviest = before + weight;
    }
    this.heaviest = heaviest;
  }

  /** Adds to rows that are there, once each; others stay out. */
  addToTouched(rows: Uint32Array, range: { from: number; to: number }, weight: number, isStale?: Uint8Array): void {
    const { weights } = this;
    let { heaviest } = this;
    for (let at = range.from; at < range.to; at++) {
      const row = rows[at];
      const before = weights[row];
      if (before === 0 || (isStale !== undefined && isStale[row] === 1)) continue;
      weights[row] = before + weight;
      if (before + weight > heaviest) heaviest = before + weight;
    }
    this.heaviest = heaviest;
  }

  /** More for a row that is there. */
  raise(row: number, weight: number): void {
    const sum = this.weights[row] + weight;
    this.weights[row] = sum;
    if (sum > this.heaviest) this.heaviest = sum;
  }

  /** Counts how many rows weigh how much; what `heaviest` and `weightOfRank` tell until something is added. */
  weigh(): void {
    const { weights, touched, count } = this;
    const bins = this.#bins;
    bins.fill(0);
    let heaviest = 0;
    for (let i = 0; i < count; i++) {
      const weight = weights[touched[i]];
      bins[weight < BINS ? weight : BINS - 1]++;
      if (weight > heaviest) heaviest = weight;
    }
    this.heaviest = heaviest;
  }

  /** The weight that so many rows reach; 1 where fewer rows are there. */
  weightOfRank(rank: number): number {
    if (this.count <= rank) return 1;
    let left = rank;
    let weight = Math.min(this.heaviest, BINS - 1);
    while (weight > 1 && (left -= this.#bins[weight]) > 0) weight--;
    return weight;
  }

  /** Forgets rows that weigh less. */
  dropBelow(least: number): void {
    const { weights, touched, count } = this;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const row = touched[i];
      if (weights[row] >= least) touched[kept++] = row;
      else weights[row] = 0;
    }
    this.count = kept;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.weights[this.touched[i]] = 0;
    this.count = 0;
    this.heaviest = 0;
  }

  /** The heaviest rows into `out`, equal ones by row; those that have less than `share` 16ths of the first are left out. */
  take(out: Uint32Array, share: number): number {
    this.weigh();
    const { weights, touched, count } = this;
    const limit = Math.max((this.heaviest * share) >> 4, this.weightOfRank(out.length), 1);
    let taken = 0;
    for (let i = 0; i < count; i++) {
      const row = touched[i];
      if (weights[row] < limit) continue;
      taken = this.#insert(out, taken, row);
    }
    return taken;
  }

  /** Keeps `out` in order; it is short. */
  #insert(out: Uint32Array, taken: number, row: number): number {
    const { weights } = this;
    const weight = weights[row];
    let at = taken;
    while (at > 0 && (weights[out[at - 1]] < weight || (weights[out[at - 1]] === weight && out[at - 1] > row))) {
      if (at < out.length) out[at] = out[at - 1];
      at--;
    }
    if (at < out.length) out[at] = row;
    return Math.min(taken + 1, out.length);
  }

  #touch(row: number): void {
    if (this.count === this.touched.length) {
      const larger = new Uint32Array(this.touched.length * 2);
      larger.set(this.touched);
      this.touched = larger;
    }
    this.touched[this.count++] = row;
  }
}
