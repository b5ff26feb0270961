import type { AgreementLevel, ComparisonId } from './agreement';

/** Share of pairs of the same person (m) and of different ones (u) that agree on this level. Of values both have. */
export interface LevelWeights {
  readonly level: AgreementLevel;
  readonly m: number;
  readonly u: number;
}

export interface ComparisonWeights {
  readonly comparison: ComparisonId;
  /** In the order of the comparison's levels, `missing` left out. */
  readonly levels: readonly LevelWeights[];
}

/** What scores are made with. Plain data: it can be looked at, and sent to a worker. */
export interface LinkageModel {
  readonly comparisons: readonly ComparisonWeights[];
  /** Share of accounts whose owner is among the users. */
  readonly ownerShare: number;
  /** Where it comes from: as it is delivered, fitted to the two lists, and people's confirmations on top. */
  readonly origin: 'delivered' | 'fitted' | 'learnt';
  /** Confirmed links that it was learnt from. */
  readonly learntFrom: number;
}
