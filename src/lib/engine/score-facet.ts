import { NOBODY_FOUND, NOT_SCORED, SCORE_BINS, SURE_PERCENT, type ScoreFilter } from '../model/score-range';
import { STATUS_CODE } from '../model/status';
import type { ScoreColumns } from './score-columns';

const CODES = 256;
const MOST_PERCENT = 100;

/** Of what is decided nobody asks who it could be. */
const { unconfirmed } = STATUS_CODE;

/** What is counted and wanted of scores in a view. A code is a percentage, NOBODY_FOUND or NOT_SCORED. */
export class ScoreFacet {
  /** Rows per code. */
  readonly counts = new Uint32Array(CODES);
  /** Per code. */
  readonly isWanted: Uint8Array;
  /** False: nothing is scored, and no score is asked for. Then nothing need be counted. */
  readonly isAsked: boolean;
  /** Undefined while nothing is scored. */
  readonly percent: Uint8Array | undefined;

  constructor(scores: Pick<ScoreColumns, 'percent'> | undefined, wanted: ScoreFilter | undefined) {
    this.percent = scores?.percent;
    this.isAsked = scores !== undefined || wanted !== undefined;
    this.isWanted = new Uint8Array(CODES).fill(wanted ? 0 : 1);
    if (wanted === 'nobody') this.isWanted[NOBODY_FOUND] = 1;
    else if (wanted) this.isWanted.fill(1, Math.max(0, wanted.from), Math.min(MOST_PERCENT, wanted.to) + 1);
  }

  /**
   * A count per bin of the histogram, then for nobody, for what is not scored, and of what is sure (model/score-range.ts).
   * `rowCount`: rows of the view.
   */
  bins(rowCount: number): number[] {
    const bins = new Array<number>(SCORE_BINS + 2).fill(0);
    if (!this.isAsked) bins[SCORE_BINS + 1] = rowCount;
    this.counts.forEach((count, code) => (bins[binOf(code)] += count));
    const sure = this.counts.subarray(SURE_PERCENT, MOST_PERCENT + 1).reduce((sum, count) => sum + count, 0);
    return [...bins, sure];
  }
}

/** `percent` undefined: nothing is scored. */
export function scoreCode(percent: Uint8Array | undefined, status: Uint8Array, row: number): number {
  return percent !== undefined && status[row] === unconfirmed ? percent[row] : NOT_SCORED;
}

function binOf(code: number): number {
  if (code === NOBODY_FOUND) return SCORE_BINS;
  if (code > MOST_PERCENT) return SCORE_BINS + 1;
  return Math.min(SCORE_BINS - 1, Math.floor((code * SCORE_BINS) / MOST_PERCENT));
}

/** Rows with the best score first, equal ones in their order; those without one last. 3 ns per row. */
export function rowsByScore(
  rows: Uint32Array,
  percent: Uint8Array | undefined,
  status: Uint8Array
): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(CODES);
  const place = (row: number) => placeOf(scoreCode(percent, status, row));
  for (const row of rows) starts[place(row)]++;
  let start = 0;
  for (let at = 0; at < CODES; at++) {
    const count = starts[at];
    starts[at] = start;
    start += count;
  }
  const ordered = new Uint32Array(rows.length);
  for (const row of rows) ordered[starts[place(row)]++] = row;
  return ordered;
}

/** 100 % is the first place; codes that are no percentage come after 0 %. */
function placeOf(code: number): number {
  return code <= MOST_PERCENT ? MOST_PERCENT - code : code;
}
