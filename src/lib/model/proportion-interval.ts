export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The share of a population, told by a random sample of it: the exact interval of Clopper and Pearson (1934), which holds
 * at least as often as `confidence` says, whatever the share. Its ends are quantiles of beta distributions.
 */
export function proportionInterval(hits: number, sample: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: hits <= 0 ? 0 : betaQuantile(tail, hits, sample - hits + 1),
    high: hits >= sample ? 1 : betaQuantile(1 - tail, hits + 1, sample - hits)
  };
}

/** By halving: the distribution rises, and 60 steps are as exact as a number here can be. */
function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (betaDistribution(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularized incomplete beta function: that a beta-distributed value is at most x. */
export function betaDistribution(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  // The fraction below converges fast on this side of the mean only; the other side is its mirror.
  if (x <= (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

const SMALLEST = 1e-300;
const STEPS = 10_000;

/** Abramowitz and Stegun 26.5.8, evaluated from the front (Lentz). */
function continuedFraction(x: number, a: number, b: number): number {
  let upper = 1;
  let lower = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let value = lower;
  for (let m = 1; m < STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    lower = 1 / notZero(1 + even * lower);
    upper = notZero(1 + even / upper);
    value *= upper * lower;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    lower = 1 / notZero(1 + odd * lower);
    upper = notZero(1 + odd / upper);
    const change = upper * lower;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return value;
}

function notZero(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

/** Stirling's series, exact to 1e-14 from 10 on; smaller ones are led there by Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift += Math.log(at);
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
