import type { AgreementLevel } from '../../model/agreement';
import type { LevelWeights } from '../../model/linkage-model';

/**
 * What is expected of a comparison that nobody has seen yet, a column of any list: how often the same person agrees on
 * this level, how often different ones do, and of what share values are. Only a beginning: lists correct it soon.
 */
const EXPECTED: Record<AgreementLevel, readonly [m: number, u: number, share: number]> = {
  missing: [0, 0, 0],
  different: [0.06, 0.97, 0],
  exact: [0.8, 0.004, 0.004],
  folded: [0.06, 0.0004, 0.004],
  nickname: [0.04, 0.004, 0.004],
  initial: [0.03, 0.02, 0.06],
  'one-of-several': [0.04, 0.004, 0.004],
  near: [0.06, 0.006, 0.003],
  'sounds-alike': [0.02, 0.01, 0.004],
  swapped: [0.02, 0.001, 0.004],
  pattern: [0.2, 0.002, 0.002],
  contains: [0.05, 0.008, 0.004],
  transposed: [0.03, 0.002, 0.001],
  'part-of-date': [0.03, 0.02, 0.02]
};

/** `levels` as a comparison names them, `missing` first. Sums of m and u are 1. */
export function defaultWeights(levels: readonly AgreementLevel[]): LevelWeights[] {
  const known = levels.slice(1);
  const mSum = known.reduce((sum, level) => sum + EXPECTED[level][0], 0) || 1;
  const uSum = known.reduce((sum, level) => sum + EXPECTED[level][1], 0) || 1;
  return known.map((level) => {
    const [m, u, share] = EXPECTED[level];
    return { level, m: m / mSum, u: u / uSum, ...(share > 0 && { share }) };
  });
}
