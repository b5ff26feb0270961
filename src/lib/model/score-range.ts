/** Scores in whole percent, both ends included. */
export interface ScoreRange {
  readonly from: number;
  readonly to: number;
}

/** Bins of the histogram of best scores: bin i is [5i, 5i + 5) percent, the last one with 100 in it. */
export const SCORE_BINS = 20;

/** Code in a score column of an account that was not scored, or for which nobody was found. */
export const NOT_SCORED = 255;
export const NOBODY_FOUND = 254;
