import type { PatternCounts } from './pattern-counts';
import type { WeightCells } from './weight-cells';

const NO_CELL = 0xffff;
/** Patterns between two yields: a tenth of a millisecond. */
const SLICE = 1024;

/**
 * In which cells each pattern is counted, worked out once: the fit goes through all patterns three times a round.
 *
 *     own      cell of the comparison alone         pattern p, comparison c at p · comparisons + c
 *     inState  cell in the state that it depends on; NO_CELL in both where nothing was compared
 */
export class PatternCells {
  readonly #cells: WeightCells;
  readonly #patterns: PatternCounts;
  readonly #own: Uint16Array;
  readonly #inState: Uint16Array;

  constructor(cells: WeightCells, patterns: PatternCounts) {
    this.#cells = cells;
    this.#patterns = patterns;
    this.#own = new Uint16Array(patterns.length * cells.compared.length).fill(NO_CELL);
    this.#inState = this.#own.slice();
  }

  *fill(): Generator<void, void> {
    const levels = new Uint8Array(this.#cells.compared.length);
    for (let pattern = 0, at = 0; pattern < this.#patterns.length; pattern++) {
      this.#patterns.levels(pattern, levels);
      for (let comparison = 0; comparison < levels.length; comparison++, at++) {
        if (levels[comparison] === 0) continue;
        this.#own[at] = this.#cells.ownCell(comparison) + levels[comparison];
        this.#inState[at] = this.#cells.cell(comparison, levels) + levels[comparison];
      }
      if (pattern % SLICE === SLICE - 1) yield;
    }
  }

  /** The sum of what stands in the cells of a pattern, each in its state. */
  *addUp(byCell: Float64Array, into: Float64Array): Generator<void, void> {
    const width = this.#cells.compared.length;
    for (let pattern = 0; pattern < into.length; pattern++) {
      let sum = 0;
      for (let at = pattern * width; at < (pattern + 1) * width; at++) {
        if (this.#inState[at] !== NO_CELL) sum += byCell[this.#inState[at]];
      }
      into[pattern] = sum;
      if (pattern % SLICE === SLICE - 1) yield;
    }
  }

  /** The other way round: numbers of patterns summed by cell, in the comparison's own and in that of its state. */
  *sums(byPattern: Float64Array): Generator<void, Float64Array> {
    const width = this.#cells.compared.length;
    const sums = new Float64Array(this.#cells.cellCount);
    for (let pattern = 0; pattern < byPattern.length; pattern++) {
      for (let at = pattern * width; at < (pattern + 1) * width; at++) {
        const own = this.#own[at];
        if (own === NO_CELL) continue;
        sums[own] += byPattern[pattern];
        if (this.#inState[at] !== own) sums[this.#inState[at]] += byPattern[pattern];
      }
      if (pattern % SLICE === SLICE - 1) yield;
    }
    return sums;
  }
}
