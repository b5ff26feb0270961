import type { AgreementLevel, ComparisonId } from './agreement';

/** Share of pairs of the same person (m) and of different ones (u) that agree on this level. Of values both have. */
export interface LevelWeights {
  readonly level: AgreementLevel;
  readonly m: number;
  readonly u: number;
  /**
   * Share of the directory that u stands for, where it matters what both agree on: of a value that has another share, the
   * chance is u times the quotient of both. Left out where it does not matter.
   */
  readonly share?: number;
}

export interface ComparisonWeights {
  readonly comparison: ComparisonId;
  /** In the order of the comparison's levels, `missing` left out. */
  readonly levels: readonly LevelWeights[];
}

/** Weights that hold instead where others agree already: a mailbox is made of a name, and says little once the name agrees. */
export interface CombinedWeights extends ComparisonWeights {
  /** What others agree in, as `linkage/weigh/contexts.ts` numbers it. */
  readonly state: number;
}

/** What scores are made with. Plain data: it can be looked at, and sent to a worker. */
export interface LinkageModel {
  readonly comparisons: readonly ComparisonWeights[];
  readonly combined?: readonly CombinedWeights[];
  /** Share of accounts whose owner is among the users. */
  readonly ownerShare: number;
  /** Where it comes from: as it is delivered, fitted to the two lists, and people's confirmations on top. */
  readonly origin: 'delivered' | 'fitted' | 'learnt';
  /** Confirmed links that it was learnt from. */
  readonly learntFrom: number;
}
