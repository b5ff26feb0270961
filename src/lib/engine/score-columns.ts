import { NOT_SCORED } from '../model/score-range';

/** The best suggested user of each account, as far as they were scored: 6 bytes per account, in memory only. */
export interface ScoreColumns {
  /** Row of the user, -1 for none. */
  readonly user: Int32Array;
  /** Whole percent, rounded down; NOBODY_FOUND, NOT_SCORED (model/score-range.ts). */
  readonly percent: Uint8Array;
  /** Users who were suggested; 255 stands for 255 or more. */
  readonly count: Uint8Array;
}

export function createScoreColumns(rowCount: number): ScoreColumns {
  return {
    user: new Int32Array(rowCount).fill(-1),
    percent: new Uint8Array(rowCount).fill(NOT_SCORED),
    count: new Uint8Array(rowCount)
  };
}
