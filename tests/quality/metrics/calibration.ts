const BINS = 20;

export interface ReliabilityBin {
  readonly from: number;
  readonly count: number;
  readonly meanProbability: number;
  readonly shareRight: number;
}

/** What was said of suggestions against what became of them. */
export class Calibration {
  readonly #counts = new Float64Array(BINS);
  readonly #sums = new Float64Array(BINS);
  readonly #rights = new Float64Array(BINS);
  #sureCount = 0;
  #sureRight = 0;

  add(probability: number, isRight: boolean): void {
    const bin = Math.min(BINS - 1, Math.floor(probability * BINS));
    this.#counts[bin]++;
    this.#sums[bin] += probability;
    this.#rights[bin] += Number(isRight);
    if (probability < 0.9) return;
    this.#sureCount++;
    this.#sureRight += Number(isRight);
  }

  /** Of what was shown at 90 % or more. */
  get sureShareRight(): number {
    return this.#sureCount === 0 ? 1 : this.#sureRight / this.#sureCount;
  }

  get sureCount(): number {
    return this.#sureCount;
  }

  /** Mean distance between what was said and what was right, over bins of 5 %, by their size. */
  get expectedError(): number {
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    if (total === 0) return 0;
    return this.#sums.reduce((sum, said, bin) => sum + Math.abs(said - this.#rights[bin]), 0) / total;
  }

  bins(): readonly ReliabilityBin[] {
    return Array.from(this.#counts, (count, bin) => ({
      from: bin / BINS,
      count,
      meanProbability: count === 0 ? 0 : this.#sums[bin] / count,
      shareRight: count === 0 ? 0 : this.#rights[bin] / count
    }));
  }
}
