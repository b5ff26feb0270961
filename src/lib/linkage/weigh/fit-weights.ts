import type { LinkageModel } from '../../model/linkage-model';
import { makeMonotone } from './monotone-levels';
import { PatternCells } from './pattern-cells';
import { posterior } from './posterior';
import type { CandidatePairs, ChancePairs } from './sample-pairs';
import { CELLS_PER_ROW, cellWeights, comparisonWeights, type CellWeights, type WeightCells } from './weight-cells';

/**
 * Weights of Fellegi and Sunter (1969), fitted to two lists without knowing a single owner, by expectation and maximization
 * (Dempster, Laird and Rubin 1977; Winkler 1988 for linkage):
 *
 *     m    from the candidates, each counted as much as it is likely to be the owner
 *     u    from pairs drawn by chance; of what few users have, which chance never draws, from candidates who are not it
 *
 * An account has one owner or none, so its candidates compete with each other and with "nobody": that keeps pairs which
 * were found because they agree from passing for agreement of people. In lists where a person stands more than once
 * (`isExclusive` false) each pair stands for itself. The weights that there were before count as some accounts more
 * (Dirichlet), so that short or odd lists do not run away.
 */
export interface FitInput {
  readonly cells: WeightCells;
  readonly candidates: CandidatePairs;
  readonly chance: ChancePairs;
  readonly userCount: number;
  /** As delivered; without it as expected of any comparison. */
  readonly prior: LinkageModel | undefined;
  readonly isExclusive: boolean;
  /** Pair of the owner per account, -1 for none: where owners are known, as they are of generated lists. */
  readonly owners?: Int32Array;
}

/** Accounts that the weights of before count as. */
const PRIOR_ACCOUNTS = 20;
/** Chance agreements: accounts that the expected rate counts as; of levels without shares, pairs. */
const PRIOR_EXPOSURE = 10;
const PRIOR_PAIRS = 100;
const MOST_ROUNDS = 40;
/** Bits; a weight that changes less has been found. */
const SMALLEST_CHANGE = 0.01;
const LEAST = 1e-9;
/** Between two yields, each a fraction of a millisecond. */
const SLICE_ACCOUNTS = 128;
const SLICE_AGREEMENTS = 16_384;

export function* fitWeights(input: FitInput): Generator<void, LinkageModel> {
  const fit = new Fit(input);
  const rounds = input.owners ? 2 : MOST_ROUNDS;
  yield* fit.begin();
  for (let round = 0; round < rounds; round++) {
    yield* fit.expect();
    const change = yield* fit.maximize();
    if (change < SMALLEST_CHANGE) break;
  }
  return {
    ...comparisonWeights(input.cells, fit.weights),
    ownerShare: Number(fit.ownerShare.toFixed(6)),
    origin: 'fitted',
    learntFrom: 0
  };
}

class Fit {
  readonly weights: CellWeights;
  ownerShare: number;
  readonly #input: FitInput;
  readonly #prior: CellWeights;
  readonly #priorShare: number;
  /** That a pair is one person; and the same, and its opposite, summed by pattern. */
  readonly #probability: Float64Array;
  readonly #same: Float64Array;
  readonly #other: Float64Array;
  readonly #patternBits: Float64Array;
  readonly #cellsOf: PatternCells;
  readonly #most: Float64Array;
  /** Sum of the probabilities. */
  #owned = 0;

  constructor(input: FitInput) {
    const { cells, candidates } = input;
    this.#input = input;
    this.#prior = cellWeights(cells, input.prior);
    this.weights = cellWeights(cells, input.prior);
    this.#priorShare = input.prior?.ownerShare ?? 0.7;
    this.ownerShare = this.#priorShare;
    this.#probability = new Float64Array(candidates.users.length);
    this.#same = new Float64Array(candidates.patterns.length);
    this.#other = new Float64Array(candidates.patterns.length);
    this.#patternBits = new Float64Array(candidates.patterns.length);
    this.#cellsOf = new PatternCells(cells, candidates.patterns);
    this.#most = new Float64Array(longest(candidates.starts));
  }

  *begin(): Generator<void, void> {
    yield* this.#cellsOf.fill();
    yield* this.#takeTypicalShares();
  }

  /**
   * The share that u stands for is the typical one here; u follows, so that the chance per share stays. Levels that are
   * seen, but never with a share, and those whose rarity the names tell already, have none.
   */
  *#takeTypicalShares(): Generator<void, void> {
    const { bitsSum, bitsCount, patterns } = this.#input.candidates;
    const { cells } = this.#input;
    const seen = yield* this.#cellsOf.sums(patterns.counts.subarray(0, patterns.length));
    for (let cell = 0; cell < cells.cellCount; cell++) {
      const typical = bitsCount[cell] > 0 ? 2 ** (-bitsSum[cell] / bitsCount[cell]) : 0;
      const isRarityKnown = cells.isRarityKnown(Math.floor(cell / CELLS_PER_ROW));
      for (const weights of [this.#prior, this.weights]) {
        if (isRarityKnown || (typical === 0 && seen[cell] > 0)) weights.share[cell] = 0;
        if (isRarityKnown || typical === 0) continue;
        if (weights.share[cell] > 0) weights.u[cell] = Math.min(1, (weights.u[cell] * typical) / weights.share[cell]);
        weights.share[cell] = typical;
      }
    }
  }

  /** E: how likely each pair is one person, by the weights as they are. */
  *expect(): Generator<void, void> {
    const { candidates, isExclusive, userCount } = this.#input;
    const { starts } = candidates;
    yield* this.#cellsOf.addUp(this.#bitsByCell(), this.#patternBits);
    const share = Math.min(isExclusive ? 0.98 : Infinity, this.ownerShare);
    const prior = Math.log2(share / (isExclusive ? 1 - share : 1) / userCount);
    this.#same.fill(0);
    this.#other.fill(0);
    this.#owned = 0;
    for (let account = 0; account + 1 < starts.length; account++) {
      this.#expectOf(account, prior);
      if (account % SLICE_ACCOUNTS === SLICE_ACCOUNTS - 1) yield;
    }
  }

  #expectOf(account: number, prior: number): void {
    const { candidates, isExclusive, owners } = this.#input;
    const { patternOf, rarityBits, starts } = candidates;
    const start = starts[account];
    const count = starts[account + 1] - start;
    const most = this.#most;
    for (let at = 0; at < count; at++) {
      most[at] = prior + this.#patternBits[patternOf[start + at]] + rarityBits[start + at];
    }
    if (owners) for (let at = 0; at < count; at++) most[at] = start + at === owners[account] ? 1 : 0;
    else if (isExclusive) posterior(most, count);
    else for (let at = 0; at < count; at++) most[at] = 1 / (1 + 2 ** -most[at]);
    for (let at = 0; at < count; at++) {
      const pattern = patternOf[start + at];
      this.#probability[start + at] = most[at];
      this.#same[pattern] += most[at];
      this.#other[pattern] += 1 - most[at];
      this.#owned += most[at];
    }
  }

  #bitsByCell(): Float64Array {
    const { m, u, share } = this.weights;
    return m.map((value, cell) => {
      const chance = share[cell] > 0 ? u[cell] / share[cell] : u[cell];
      return Math.log2(Math.max(value, LEAST) / Math.max(chance, LEAST));
    });
  }

  /** M: the weights that make what was expected likeliest. Gives the greatest change of a weight that matters. */
  *maximize(): Generator<void, number> {
    const { cells, candidates } = this.#input;
    const accounts = Math.max(1, candidates.starts.length - 1);
    const before = Float64Array.from(this.weights.m, (m, cell) => m / Math.max(LEAST, this.weights.u[cell]));
    const same = yield* this.#cellsOf.sums(this.#same);
    const other = yield* this.#cellsOf.sums(this.#other);
    this.ownerShare = (this.#owned + PRIOR_ACCOUNTS * this.#priorShare) / (accounts + PRIOR_ACCOUNTS);
    const rare = yield* this.#rareChance();
    for (let row = 0; row < cells.rowCount; row++) {
      this.#fitM(row, same);
      this.#fitU(row, { same, other, rare, accounts });
      const levels = cells.compared[cells.comparisonOf[row]].levels.length;
      const start = row * CELLS_PER_ROW + 1;
      const end = row * CELLS_PER_ROW + levels;
      makeMonotone(this.weights.m.subarray(start, end), this.weights.u.subarray(start, end));
    }
    let change = 0;
    for (let cell = 0; cell < cells.cellCount; cell++) {
      if (same[cell] < 1 || this.weights.m[cell] < 1e-4) continue;
      const quotient = this.weights.m[cell] / Math.max(LEAST, this.weights.u[cell]) / Math.max(LEAST, before[cell]);
      change = Math.max(change, Math.abs(Math.log2(quotient)));
    }
    return change;
  }

  /** Chance agreements of candidates on what few have, each counted by how few. */
  *#rareChance(): Generator<void, Float64Array> {
    const { pairs, cells, weights } = this.#input.candidates.rare;
    const sums = new Float64Array(this.#input.cells.cellCount);
    for (let at = 0; at < pairs.length; at++) {
      sums[cells[at]] += weights[at] * (1 - this.#probability[pairs[at]]);
      if (at % SLICE_AGREEMENTS === SLICE_AGREEMENTS - 1) yield;
    }
    return sums;
  }

  #fitM(row: number, same: Float64Array): void {
    const start = row * CELLS_PER_ROW;
    let all = PRIOR_ACCOUNTS;
    for (let cell = start; cell < start + CELLS_PER_ROW; cell++) all += same[cell];
    for (let cell = start; cell < start + CELLS_PER_ROW; cell++) {
      this.weights.m[cell] = (same[cell] + PRIOR_ACCOUNTS * this.#prior.m[cell]) / all;
    }
  }

  #fitU(row: number, counts: Counts): void {
    const { chance, cells, userCount } = this.#input;
    const start = row * CELLS_PER_ROW;
    const known = chance.known[row];
    // One pair in as many as there are users is the same person even by chance.
    const owned = (chance.count * Math.min(1, this.ownerShare)) / userCount;
    const isRarityKnown = cells.isRarityKnown(row);
    let others = 0;
    for (let cell = start; cell < start + CELLS_PER_ROW; cell++) others += counts.other[cell];
    for (let cell = start; cell < start + CELLS_PER_ROW; cell++) {
      if (this.#prior.u[cell] === 0) continue;
      const sameHere = Math.min(chance.seen[cell], (owned * counts.same[cell]) / counts.accounts);
      const seen = chance.seen[cell] - sameHere;
      const all = known + PRIOR_PAIRS;
      if (this.weights.share[cell] > 0) {
        const inverse = chance.seen[cell] > 0 ? chance.inverse[cell] * (seen / chance.seen[cell]) : 0;
        const exposed = chance.count > 0 ? (counts.accounts * known) / chance.count : 0;
        const expected = this.#prior.u[cell] / this.#prior.share[cell];
        const found = (known > 0 ? (exposed * inverse) / known : 0) + counts.rare[cell];
        const rate = (found + PRIOR_EXPOSURE * expected) / (exposed + PRIOR_EXPOSURE);
        this.weights.u[cell] = Math.min(1, rate * this.weights.share[cell]);
      } else if (isRarityKnown) {
        const chances = seen + counts.other[cell] + PRIOR_ACCOUNTS * this.#prior.u[cell];
        this.weights.u[cell] = chances / (known + others + PRIOR_ACCOUNTS);
      } else this.weights.u[cell] = Math.max(0.3 / all, (seen + PRIOR_PAIRS * this.#prior.u[cell]) / all);
    }
  }
}

interface Counts {
  readonly same: Float64Array;
  readonly other: Float64Array;
  readonly rare: Float64Array;
  readonly accounts: number;
}

function longest(starts: Uint32Array): number {
  let most = 1;
  for (let at = 0; at + 1 < starts.length; at++) most = Math.max(most, starts[at + 1] - starts[at]);
  return most;
}
