import { posterior } from './posterior';

/**
 * What a computed probability means. Comparisons are less independent than the score takes them to be, so that it is too
 * sure of itself; a few numbers, fitted on lists whose owners are known, put that right: of what is shown as 90 %, nine in
 * ten are to be right. Bits are shrunk and shifted against "nobody" (Platt), and what comes out is led through a rising
 * line (isotonic). Order stays.
 */
export interface Calibration {
  readonly slope: number;
  readonly shift: number;
  /** Points of the line, both rising, from [0, 0] to [1, 1]. */
  readonly computed: readonly number[];
  readonly observed: readonly number[];
}

export const UNCALIBRATED: Calibration = { slope: 1, shift: 0, computed: [0, 1], observed: [0, 1] };

/** Probabilities in place of bits; gives that of nobody. They add up to 1. */
export function calibratedPosterior(bits: Float64Array, count: number, calibration: Calibration): number {
  const { slope, shift } = calibration;
  for (let at = 0; at < count; at++) bits[at] = bits[at] * slope + shift;
  posterior(bits, count);
  let sum = 0;
  for (let at = 0; at < count; at++) {
    bits[at] = onLine(bits[at], calibration);
    sum += bits[at];
  }
  if (sum <= 1) return 1 - sum;
  for (let at = 0; at < count; at++) bits[at] /= sum;
  return 0;
}

function onLine(value: number, { computed, observed }: Calibration): number {
  let at = 1;
  while (at < computed.length - 1 && value > computed[at]) at++;
  const width = computed[at] - computed[at - 1];
  if (width <= 0) return observed[at];
  return observed[at - 1] + ((value - computed[at - 1]) / width) * (observed[at] - observed[at - 1]);
}

/** An account whose owner is known: the bits of its candidates, and which of them it is (-1: none of them). */
export interface KnownAccount {
  readonly bits: readonly number[];
  readonly owner: number;
}

/** Fits on accounts whose owners are known; of generated lists, never of those that it will be measured on. */
export function fitCalibration(accounts: readonly KnownAccount[], points = 12): Calibration {
  const { slope, shift } = fitLine(accounts);
  const plain = { ...UNCALIBRATED, slope, shift };
  const shown = accounts.flatMap(({ bits, owner }) => {
    const values = Float64Array.from(bits);
    calibratedPosterior(values, values.length, plain);
    return Array.from(values, (value, at) => ({ value, isRight: at === owner ? 1 : 0 }));
  });
  return { slope, shift, ...risingLine(shown, points) };
}

type Line = Pick<Calibration, 'slope' | 'shift'>;

/** Least surprise over a grid that narrows: two numbers, and no step that could run away. */
function fitLine(accounts: readonly KnownAccount[]): Line {
  let best: Line = { slope: 1, shift: 0 };
  let least = surprise(accounts, best);
  for (let step = 0.4; step > 0.01;) {
    const next = neighbours(best, step)
      .map((line) => ({ line, value: surprise(accounts, line) }))
      .reduce((one, other) => (other.value < one.value ? other : one));
    if (next.value < least - 1e-9) [best, least] = [next.line, next.value];
    else step /= 2;
  }
  return best;
}

function neighbours({ slope, shift }: Line, step: number): Line[] {
  return [
    { slope: Math.min(2, slope + step), shift },
    { slope: Math.max(0.1, slope - step), shift },
    { slope, shift: Math.min(12, shift + 8 * step) },
    { slope, shift: Math.max(-12, shift - 8 * step) }
  ];
}

function surprise(accounts: readonly KnownAccount[], { slope, shift }: Line): number {
  let sum = 0;
  for (const { bits, owner } of accounts) {
    const values = Float64Array.from(bits, (value) => value * slope + shift);
    const nobody = posterior(values, values.length);
    sum -= Math.log(Math.max(1e-12, owner < 0 ? nobody : values[owner]));
  }
  return sum / Math.max(1, accounts.length);
}

interface Shown {
  readonly value: number;
  readonly isRight: number;
}

/** Groups of equal size by computed probability, pooled until what was observed rises; nearly all are near 0 or 1. */
function risingLine(shown: Shown[], points: number): Pick<Calibration, 'computed' | 'observed'> {
  const wanted = shown.filter(({ value }) => value >= 0.005).sort((a, b) => a.value - b.value);
  const blocks: { computed: number; right: number; count: number }[] = [];
  for (let group = 0; group < points; group++) {
    const part = wanted.filter(({ value }) => Math.min(points - 1, Math.floor(value * points)) === group);
    if (part.length < 30) continue;
    let block = {
      computed: part.reduce((sum, { value }) => sum + value, 0),
      right: part.reduce((sum, { isRight }) => sum + isRight, 0),
      count: part.length
    };
    for (let last = blocks.at(-1); last && last.right * block.count > block.right * last.count; last = blocks.at(-1)) {
      blocks.pop();
      block = {
        computed: block.computed + last.computed,
        right: block.right + last.right,
        count: block.count + last.count
      };
    }
    blocks.push(block);
  }
  return {
    computed: [0, ...blocks.map(({ computed, count }) => rounded(computed / count)), 1],
    observed: [0, ...blocks.map(({ right, count }) => rounded(right / count)), 1]
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
