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
  readonly #bins = new Uint32Array(BINS);

  constructor(rowCount: number) {
    this.weights = new Uint16Array(rowCount);
  }

  add(row: number, weight: number): void {
    if (this.weights[row] === 0) this.#touch(row);
    this.weights[row] += weight;
  }

  /** `isStale`: 1 for rows that are left out. */
  addAll(rows: Uint32Array, range: { from: number; to: number }, weight: number, isStale?: Uint8Array): void {
    const { weights } = this;
    for (let at = range.from; at < range.to; at++) {
      const row = rows[at];
      if (isStale !== undefined && isStale[row] === 1) continue;
      if (weights[row] === 0) this.#touch(row);
      weights[row] += weight;
    }
  }

  /** The weight that so many rows reach; 1 where fewer rows are there. */
  weightOfRank(rank: number): number {
    const { weights, touched, count } = this;
    if (count <= rank) return 1;
    const bins = this.#bins;
    let heaviest = 0;
    for (let i = 0; i < count; i++) {
      const weight = Math.min(weights[touched[i]], BINS - 1);
      bins[weight]++;
      if (weight > heaviest) heaviest = weight;
    }
    let left = rank;
    let weight = heaviest;
    while (weight > 1 && (left -= bins[weight]) > 0) weight--;
    bins.fill(0, 0, heaviest + 1);
    return weight;
  }

  get heaviest(): number {
    let heaviest = 0;
    for (let i = 0; i < this.count; i++) heaviest = Math.max(heaviest, this.weights[this.touched[i]]);
    return heaviest;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.weights[this.touched[i]] = 0;
    this.count = 0;
  }

  /** The heaviest rows into `out`, equal ones by row; rows that have less than `least` are left out. */
  take(out: Uint32Array, least: number): number {
    const { weights, touched, count } = this;
    const limit = Math.max(least, this.weightOfRank(out.length), 1);
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
