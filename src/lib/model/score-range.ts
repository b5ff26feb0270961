/** Scores in whole percent, both ends included. */
export interface ScoreRange {
  readonly from: number;
  readonly to: number;
}

/** What is asked for by score: a range, or the accounts for which nobody was found. */
export type ScoreFilter = ScoreRange | 'nobody';

/** Best users from here on may be accepted many at a time, in whole percent. */
export const SURE_PERCENT = 98;

/** Bins of the histogram of best scores: bin i is [5i, 5i + 5) percent, the last one with 100 in it. */
export const SCORE_BINS = 20;

/** Places behind the bins in a list of counts: nobody found, not scored, and of the last bin those of SURE_PERCENT or more. */
export const COUNT_OF_NOBODY = SCORE_BINS;
export const COUNT_OF_NOT_SCORED = SCORE_BINS + 1;
export const COUNT_OF_SURE = SCORE_BINS + 2;

/** Code in a score column of an account that was not scored, or for which nobody was found. */
export const NOT_SCORED = 255;
export const NOBODY_FOUND = 254;
