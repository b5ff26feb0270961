import type { CombinedWeights, ComparisonWeights, LevelWeights, LinkageModel } from '../../model/linkage-model';
import { Contexts, type ComparedLevels } from './contexts';
import { defaultWeights } from './default-levels';

/** Levels per row of cells: more than any comparison has. */
export const CELLS_PER_ROW = 16;

/**
 * Where the numbers of one level stand, whatever they are: m, u, bits, counts. A comparison has one row of cells for
 * itself, and one per state where it depends on what was compared before it (contexts.ts):
 *
 *     comparison 0          comparison 1             state 0     state 1     …
 *     [16 levels]           [16 levels, alone]      [16 levels] [16 levels]
 */
export class WeightCells {
  readonly compared: readonly ComparedLevels[];
  readonly contexts: Contexts;
  readonly rowCount: number;
  /** Comparison and state by row; -1 is the row of a comparison alone. */
  readonly comparisonOf: Uint8Array;
  readonly stateOf: Int8Array;
  readonly #firstRow: Uint16Array;

  constructor(compared: readonly ComparedLevels[]) {
    this.compared = compared;
    this.contexts = new Contexts(compared);
    this.#firstRow = new Uint16Array(compared.length);
    const comparisonOf: number[] = [];
    const stateOf: number[] = [];
    compared.forEach((_, comparison) => {
      this.#firstRow[comparison] = comparisonOf.length;
      const states = this.contexts.states[comparison];
      for (let state = -1; state < (states > 1 ? states : 0); state++) {
        comparisonOf.push(comparison);
        stateOf.push(state);
      }
    });
    this.rowCount = comparisonOf.length;
    this.comparisonOf = Uint8Array.from(comparisonOf);
    this.stateOf = Int8Array.from(stateOf);
  }

  get cellCount(): number {
    return this.rowCount * CELLS_PER_ROW;
  }

  /** First cell of the row of a comparison alone. */
  ownCell(comparison: number): number {
    return this.#firstRow[comparison] * CELLS_PER_ROW;
  }

  /** First cell of the row that holds for this pair. */
  cell(comparison: number, levels: Uint8Array): number {
    const row = this.#firstRow[comparison];
    if (this.contexts.states[comparison] === 1) return row * CELLS_PER_ROW;
    return (row + 1 + this.contexts.state(comparison, levels)) * CELLS_PER_ROW;
  }

  isDependent(comparison: number): boolean {
    return this.contexts.states[comparison] > 1;
  }

  isRarityKnown(row: number): boolean {
    return this.stateOf[row] >= 0 && this.contexts.isRarityKnown(this.comparisonOf[row], this.stateOf[row]);
  }
}

/** m, u and share by cell; a share of 0 where it does not matter. */
export interface CellWeights {
  readonly m: Float64Array;
  readonly u: Float64Array;
  readonly share: Float64Array;
}

/** The weights of a model by cell; what it does not say is expected as of any comparison. */
export function cellWeights(cells: WeightCells, model: LinkageModel | undefined): CellWeights {
  const size = cells.cellCount;
  const weights = { m: new Float64Array(size), u: new Float64Array(size), share: new Float64Array(size) };
  for (let row = 0; row < cells.rowCount; row++) {
    const { id, levels } = cells.compared[cells.comparisonOf[row]];
    const state = cells.stateOf[row];
    const own = model?.comparisons.find(({ comparison }) => comparison === id)?.levels ?? [];
    const combined = model?.combined?.find((other) => other.comparison === id && other.state === state)?.levels;
    const expected = defaultWeights(levels);
    levels.slice(1).forEach((level, at) => {
      const alone = own.find((other) => other.level === level) ?? expected[at];
      const inState = state < 0 ? undefined : combined?.find((other) => other.level === level);
      put(weights, row * CELLS_PER_ROW + at + 1, inState ?? inContext(alone, cells.isRarityKnown(row)));
    });
  }
  return weights;
}

/** Where names agree already, others of the name would agree here nearly as often. */
function inContext(alone: LevelWeights, isRarityKnown: boolean): LevelWeights {
  if (!isRarityKnown) return alone;
  return { level: alone.level, m: alone.m, u: 0.6 * alone.m + 0.4 * alone.u };
}

function put({ m, u, share }: CellWeights, cell: number, weights: LevelWeights): void {
  m[cell] = weights.m;
  u[cell] = weights.u;
  share[cell] = weights.share ?? 0;
}

/** The other way round: plain data of a model. Rounded, so that the order in which rows were added up leaves no trace. */
export function comparisonWeights(
  cells: WeightCells,
  weights: CellWeights
): { comparisons: ComparisonWeights[]; combined: CombinedWeights[] } {
  const comparisons: ComparisonWeights[] = [];
  const combined: CombinedWeights[] = [];
  for (let row = 0; row < cells.rowCount; row++) {
    const { id, levels } = cells.compared[cells.comparisonOf[row]];
    const state = cells.stateOf[row];
    const entry = {
      comparison: id,
      levels: levels.slice(1).map((level, at): LevelWeights => {
        const cell = row * CELLS_PER_ROW + at + 1;
        const share = rounded(weights.share[cell]);
        return { level, m: rounded(weights.m[cell]), u: rounded(weights.u[cell]), ...(share > 0 && { share }) };
      })
    };
    if (state < 0) comparisons.push(entry);
    else combined.push({ ...entry, state });
  }
  return { comparisons, combined };
}

function rounded(value: number): number {
  return Number(value.toPrecision(8));
}
