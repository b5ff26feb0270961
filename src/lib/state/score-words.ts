import {
  COUNT_OF_NOBODY,
  COUNT_OF_SURE,
  SCORE_BINS,
  SURE_PERCENT,
  type ScoreFilter,
  type ScoreRange
} from '../model/score-range';

/** As shown everywhere: whole percent, rounded down, and 99 at most: nothing looks surer than it is. */
export function formatPercent(probability: number): string {
  const percent = Math.floor(100 * probability + 1e-9);
  return percent < 1 ? '< 1 %' : `${Math.min(99, percent)} %`;
}

export interface ScorePreset {
  readonly id: string;
  readonly label: string;
  readonly filter: ScoreFilter;
}

/** The usual piles of work: to be taken in one go, to be looked at, to be searched for. */
export const SCORE_PRESETS: readonly ScorePreset[] = [
  { id: 'sure', label: '98 and more', filter: { from: SURE_PERCENT, to: 100 } },
  { id: 'likely', label: '90 to 98', filter: { from: 90, to: SURE_PERCENT - 1 } },
  { id: 'possible', label: '70 to 90', filter: { from: 70, to: 89 } },
  { id: 'unlikely', label: 'Less', filter: { from: 0, to: 69 } },
  { id: 'nobody', label: 'Nobody found', filter: 'nobody' }
];

/** Rows of a preset, of the counts that a view has (`ViewState.scoreBins`). */
export function presetCount({ filter }: ScorePreset, counts: readonly number[]): number {
  if (filter === 'nobody') return counts[COUNT_OF_NOBODY] ?? 0;
  const sure = counts[COUNT_OF_SURE] ?? 0;
  if (filter.from === SURE_PERCENT) return sure;
  const { start, end } = binsOf(filter);
  const inBins = counts.slice(start, end).reduce((sum, count) => sum + count, 0);
  return filter.to === SURE_PERCENT - 1 ? inBins - sure : inBins;
}

const BIN_PERCENT = 100 / SCORE_BINS;

/** Bins that a range reaches into, [start, end). */
export function binsOf({ from, to }: ScoreRange): { readonly start: number; readonly end: number } {
  return { start: Math.floor(from / BIN_PERCENT), end: Math.min(SCORE_BINS, Math.floor(to / BIN_PERCENT) + 1) };
}

/** The range of bins, both ends included: of the last one with 100 in it. */
export function rangeOfBins(one: number, other: number): ScoreRange {
  const first = Math.min(one, other);
  const last = Math.max(one, other);
  return { from: first * BIN_PERCENT, to: last === SCORE_BINS - 1 ? 100 : (last + 1) * BIN_PERCENT - 1 };
}

export function isSameFilter(one: ScoreFilter | undefined, other: ScoreFilter | undefined): boolean {
  if (one === undefined || other === undefined || one === 'nobody' || other === 'nobody') return one === other;
  return one.from === other.from && one.to === other.to;
}

/** "90 to 97 %", "98 % and more", "nobody found". */
export function scoreFilterWords(filter: ScoreFilter): string {
  if (filter === 'nobody') return 'nobody found';
  const { from, to } = filter;
  if (to >= 100) return from === 0 ? 'any score' : `${from} % and more`;
  return from === 0 ? `${to} % and less` : `${from} to ${to} %`;
}

/** A space at which no line ends. */
const FIXED = '\u00a0';

function tenths(share: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(100 * share).toLocaleString(undefined, digits)}${FIXED}%`;
}

/** "between 0.0 % and 0.7 %, 95 % sure". The ends are rounded outwards: its words may not make an interval narrower. */
export function intervalWords({ low, high }: { readonly low: number; readonly high: number }): string {
  const ceiled = Math.ceil(high * 1000 - 1e-9) / 1000;
  const floored = Math.floor(low * 1000 + 1e-9) / 1000;
  return `between ${tenths(floored)} and ${tenths(Math.min(1, ceiled))}, 95${FIXED}% sure`;
}

/** "+3.4", "−1.2": what a part of a score adds or takes. */
export function formatBits(bits: number): string {
  const size = Math.abs(bits).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return bits < 0 ? `−${size}` : `+${size}`;
}
