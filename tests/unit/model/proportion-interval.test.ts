import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaDistribution, proportionInterval } from '../../../src/lib/model/proportion-interval';

// Tables of exact binomial limits (Clopper and Pearson 1934, and textbooks since), 95 %.
test.each([
  [0, 10, 0, 0.3085],
  [1, 10, 0.0025, 0.445],
  [5, 10, 0.1871, 0.8129],
  [10, 10, 0.6915, 1],
  [4, 20, 0.0573, 0.4366],
  [10, 100, 0.049, 0.1762],
  [0, 300, 0, 0.0122]
])('%i of %i: %f to %f', (hits, sample, low, high) => {
  const interval = proportionInterval(hits, sample);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('nothing seen says nothing', () => {
  expect(proportionInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test('each end leaves exactly its tail of the binomial distribution', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 }), (sample, drawn) => {
      const hits = Math.min(drawn, sample);
      const { low, high } = proportionInterval(hits, sample);
      if (hits > 0) expect(1 - binomialUpTo(hits - 1, sample, low)).toBeCloseTo(0.025, 8);
      if (hits < sample) expect(binomialUpTo(hits, sample, high)).toBeCloseTo(0.025, 8);
    })
  );
});

test('the beta distribution of whole numbers is a sum of binomials', () => {
  expect(betaDistribution(0.3, 2, 3)).toBeCloseTo(1 - binomialUpTo(1, 4, 0.3), 12);
  expect(betaDistribution(0.9, 40, 2)).toBeCloseTo(1 - binomialUpTo(39, 41, 0.9), 12);
});

/** Added up term by term. */
function binomialUpTo(hits: number, sample: number, share: number): number {
  let sum = 0;
  for (let k = 0; k <= hits; k++) {
    let logTerm = k * Math.log(share) + (sample - k) * Math.log(1 - share);
    for (let i = 0; i < k; i++) logTerm += Math.log((sample - i) / (k - i));
    sum += Math.exp(logTerm);
  }
  return sum;
}
