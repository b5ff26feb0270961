import type { LinkageModel } from '../../model/linkage-model';
import { posterior, priorBits } from './posterior';
import type { CandidatePairs } from './sample-pairs';
import { cellWeights, comparisonWeights, type WeightCells } from './weight-cells';

/** What people decided, beside the candidates of the accounts that they decided about. */
export interface Decided {
  /** Candidates of each account once. */
  readonly candidates: CandidatePairs;
  /** Per account the pair of its owner, -1 where nobody was confirmed. */
  readonly owners: Int32Array;
  /** Pairs that somebody said are not one person. */
  readonly rejected: readonly number[];
}

/** A weight moves by no more than this, whatever people confirm. */
const MOST_BITS = 3;
/** What was fitted counts as this many decisions that could have gone either way. */
const PRIOR_DECISIONS = 6;
const ROUNDS = 40;
/** Accounts between two yields: half a millisecond. */
const SLICE = 32;

/**
 * Moves weights so that the decisions would have been likelier: owners who were confirmed win against the other candidates
 * of their account, rejected users lose. What the weights say already changes nothing, so that a thousand confirmations of
 * the obvious do not drown three of what is not. Conditional logistic regression, held near what was fitted.
 */
export function* learnWeights(
  cells: WeightCells,
  model: LinkageModel,
  decided: Decided,
  userCount: number
): Generator<void, LinkageModel> {
  const learning = new Learning(cells, model, decided, userCount);
  for (let round = 0; round < ROUNDS; round++) yield* learning.step();
  const learntFrom = decided.owners.reduce((sum, pair) => sum + (pair >= 0 ? 1 : 0), 0);
  const weights = cellWeights(cells, model);
  learning.moved.forEach((bits, cell) => {
    if (bits === 0) return;
    const m = Math.min(1, weights.m[cell] * 2 ** (bits / 2));
    weights.u[cell] = Math.min(1, m / ((weights.m[cell] / weights.u[cell]) * 2 ** bits));
    weights.m[cell] = m;
  });
  return { ...model, ...comparisonWeights(cells, weights), origin: 'learnt', learntFrom };
}

class Learning {
  /** Bits by cell. */
  readonly moved: Float64Array;
  readonly #cells: WeightCells;
  readonly #decided: Decided;
  readonly #base: Float64Array;
  readonly #prior: number;
  readonly #levels: Uint8Array;
  readonly #slope: Float64Array;
  readonly #bend: Float64Array;

  constructor(cells: WeightCells, model: LinkageModel, decided: Decided, userCount: number) {
    const { m, u, share } = cellWeights(cells, model);
    this.#cells = cells;
    this.#decided = decided;
    this.#prior = priorBits(model.ownerShare, userCount);
    this.#levels = new Uint8Array(cells.compared.length);
    this.moved = new Float64Array(cells.cellCount);
    this.#slope = new Float64Array(cells.cellCount);
    this.#bend = new Float64Array(cells.cellCount);
    this.#base = m.map((value, cell) => {
      const chance = share[cell] > 0 ? u[cell] / share[cell] : u[cell];
      return Math.log2(Math.max(1e-9, value) / Math.max(1e-9, chance));
    });
  }

  *step(): Generator<void, void> {
    const { candidates, owners, rejected } = this.#decided;
    this.#slope.fill(0);
    this.#bend.fill(0);
    for (let account = 0; account < owners.length; account++) {
      if (account % SLICE === SLICE - 1) yield;
      if (owners[account] < 0) continue;
      const start = candidates.starts[account];
      const values = Float64Array.from({ length: candidates.starts[account + 1] - start }, (_, at) =>
        this.#bits(start + at)
      );
      posterior(values, values.length);
      values.forEach((value, at) => {
        this.#note(start + at, (start + at === owners[account] ? 1 : 0) - value, value);
      });
    }
    for (const pair of rejected) {
      const value = 1 / (1 + 2 ** -this.#bits(pair));
      this.#note(pair, -value, value);
    }
    this.#move();
  }

  #bits(pair: number): number {
    const { patterns, patternOf, rarityBits } = this.#decided.candidates;
    const levels = patterns.levels(patternOf[pair], this.#levels);
    let sum = this.#prior + rarityBits[pair];
    for (let at = 0; at < levels.length; at++) {
      if (levels[at] === 0) continue;
      const cell = this.#cells.cell(at, levels) + levels[at];
      sum += this.#base[cell] + this.moved[cell];
    }
    return sum;
  }

  #note(pair: number, surprise: number, probability: number): void {
    const { patterns, patternOf } = this.#decided.candidates;
    const levels = patterns.levels(patternOf[pair], this.#levels);
    for (let at = 0; at < levels.length; at++) {
      if (levels[at] === 0) continue;
      const cell = this.#cells.cell(at, levels) + levels[at];
      this.#slope[cell] += surprise;
      this.#bend[cell] += probability * (1 - probability);
    }
  }

  /** Newton's step for each cell alone, shortened: all cells of a pair move at once. */
  #move(): void {
    const together = Math.max(1, this.#levels.length);
    for (let cell = 0; cell < this.moved.length; cell++) {
      const pull = this.#slope[cell] - PRIOR_DECISIONS * 0.25 * Math.LN2 * this.moved[cell];
      const stiffness = Math.LN2 * (this.#bend[cell] + PRIOR_DECISIONS * 0.25);
      const next = this.moved[cell] + pull / stiffness / together;
      this.moved[cell] = Math.max(-MOST_BITS, Math.min(MOST_BITS, next));
    }
  }
}
