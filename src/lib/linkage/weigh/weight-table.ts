import type { LinkageModel } from '../../model/linkage-model';
import type { Rarity } from './frequency-weight';
import { cellWeights, type WeightCells } from './weight-cells';

/** No single comparison says more than this, whatever was counted. */
const MOST_BITS = 20;
const LEAST_BITS = -12;
const LEAST_CHANCE = 1e-9;

/** The weights of a model in bits, by cell: what the fast pass adds up. */
export class WeightTable {
  readonly cells: WeightCells;
  /** log2(m / u) by cell. */
  readonly #flat: Float64Array;
  /** Where rarity counts, what is to be added to the bits of the share; NaN elsewhere. */
  readonly #beforeRarity: Float64Array;
  readonly #rarity: Rarity;

  constructor(cells: WeightCells, model: LinkageModel, rarity: Rarity) {
    const { m, u, share } = cellWeights(cells, model);
    this.cells = cells;
    this.#rarity = rarity;
    this.#flat = m.map((value, cell) => (u[cell] > 0 || value > 0 ? weight(value, u[cell]) : 0));
    this.#beforeRarity = share.map((value, cell) => (value > 0 ? this.#flat[cell] + Math.log2(value) : NaN));
  }

  /** `share` is asked for only where it counts. */
  usesShare(cell: number): boolean {
    return this.#beforeRarity[cell] === this.#beforeRarity[cell];
  }

  bits(cell: number, share: number): number {
    const before = this.#beforeRarity[cell];
    if (share > 0 && before === before) return limited(before + this.#rarity.bits(share));
    return limited(this.#flat[cell]);
  }
}

function weight(m: number, u: number): number {
  return Math.log2(Math.max(m, LEAST_CHANCE) / Math.max(u, LEAST_CHANCE));
}

function limited(bits: number): number {
  return bits > MOST_BITS ? MOST_BITS : bits < LEAST_BITS ? LEAST_BITS : bits;
}
