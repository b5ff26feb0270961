import type { ComparisonWeights, LevelWeights, LinkageModel } from '../model/linkage-model';
import { formatCountOf } from './format';
import { comparisonName, levelWords } from './evidence-words';

/** A level of a comparison as the page shows it. */
export interface WeightRow {
  readonly words: string;
  /** Shares of pairs, from 0 to 1. */
  readonly same: number;
  readonly others: number;
  readonly bits: number;
}

export interface WeightGroup {
  readonly name: string;
  readonly rows: readonly WeightRow[];
}

/** What it adds to a score when two agree on this level: how much more often the same person does than others. */
export function levelBits({ m, u }: LevelWeights): number {
  return Math.log2(Math.max(m, Number.MIN_VALUE) / Math.max(u, Number.MIN_VALUE));
}

/** Comparison by comparison; within each what speaks most for the same person first. */
export function weightGroups(model: LinkageModel): readonly WeightGroup[] {
  return model.comparisons.map(({ comparison, levels }: ComparisonWeights) => ({
    name: comparisonName(comparison),
    rows: levels
      .map((level) => ({
        words: levelWords(comparison, level.level),
        same: level.m,
        others: level.u,
        bits: levelBits(level)
      }))
      .toSorted((one, other) => other.bits - one.bits)
  }));
}

/** Where the weights come from. */
export function originWords({ origin, learntFrom }: LinkageModel): string {
  switch (origin) {
    case 'delivered':
      return 'As delivered: these lists are too short, or were not yet looked at, to fit the weights to them.';
    case 'fitted':
      return 'Fitted to these two lists.';
    case 'learnt':
      return `Fitted to these two lists, and learnt from ${formatCountOf(learntFrom, 'decision', 'decisions')} of people.`;
  }
}

/** "62 %", "0.4 %", "1 in 20,000": shares of very different sizes. */
export function formatShare(share: number): string {
  if (share <= 0) return '0 %';
  if (share < 0.0005) return `1 in ${Math.round(1 / share).toLocaleString()}`;
  const digits = share < 0.1 ? 1 : 0;
  return `${(100 * share).toLocaleString(undefined, { maximumFractionDigits: digits })} %`;
}
