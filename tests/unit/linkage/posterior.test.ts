import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  calibratedPosterior,
  fitCalibration,
  UNCALIBRATED,
  type KnownAccount
} from '../../../src/lib/linkage/weigh/calibration';
import { makeMonotone } from '../../../src/lib/linkage/weigh/monotone-levels';
import { posterior, priorBits } from '../../../src/lib/linkage/weigh/posterior';
import { SeededSequence } from '../../../src/lib/linkage/weigh/seeded-sequence';

const someBits = fc.array(fc.double({ min: -80, max: 80, noNaN: true }), { maxLength: 40 });

describe('probabilities', () => {
  test('of all candidates and nobody add up to 1, the better one more', () => {
    fc.assert(
      fc.property(someBits, fc.boolean(), (bits, isCalibrated) => {
        const values = Float64Array.from(bits);
        const line = { slope: 0.6, shift: -1, computed: [0, 0.4, 0.9, 1], observed: [0, 0.55, 0.8, 1] };
        const nobody = calibratedPosterior(values, values.length, isCalibrated ? line : UNCALIBRATED);
        expect(values.reduce((sum, value) => sum + value, nobody)).toBeCloseTo(1, 9);
        expect(nobody).toBeGreaterThanOrEqual(0);
        bits.forEach((one, a) => {
          bits.forEach((other, b) => {
            if (one > other) expect(values[a]).toBeGreaterThanOrEqual(values[b] - 1e-12);
          });
        });
      })
    );
  });

  test('of one user among a thousand, before anything is known, are a thousandth of the share of owners', () => {
    const values = new Float64Array(1000).fill(priorBits(0.7, 1000));
    expect(posterior(values, 1000)).toBeCloseTo(0.3, 9);
    expect(values[0]).toBeCloseTo(0.0007, 9);
  });
});

test('what is too sure of itself is put right', () => {
  const sequence = new SeededSequence(11);
  const accounts = Array.from({ length: 6000 }, (): KnownAccount => {
    const bits = (sequence.below(2000) - 1000) / 100;
    // In truth half the bits.
    const isOwner = sequence.below(1e6) / 1e6 < 1 / (1 + 2 ** (-bits / 2));
    return { bits: [bits], owner: isOwner ? 0 : -1 };
  });
  const calibration = fitCalibration(accounts.slice(0, 3000));
  expect(calibration.slope).toBeGreaterThan(0.4);
  expect(calibration.slope).toBeLessThan(0.6);
  const shown = accounts.slice(3000).map(({ bits, owner }) => {
    const values = Float64Array.from(bits);
    calibratedPosterior(values, 1, calibration);
    return { value: values[0], isRight: owner === 0 ? 1 : 0 };
  });
  for (let bin = 0; bin < 10; bin++) {
    const part = shown.filter(({ value }) => Math.min(9, Math.floor(value * 10)) === bin);
    if (part.length < 100) continue;
    const said = part.reduce((sum, { value }) => sum + value, 0) / part.length;
    const right = part.reduce((sum, { isRight }) => sum + isRight, 0) / part.length;
    expect(Math.abs(said - right)).toBeLessThan(0.08);
  }
});

test('levels out of order share one weight, sums stay', () => {
  const cell = fc.record({
    // Shares of counted pairs: nothing between none and one in a million millions.
    m: fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1, noNaN: true })),
    u: fc.double({ min: 1e-6, max: 1, noNaN: true })
  });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
      const m = Float64Array.from(cells, (value) => value.m);
      const u = Float64Array.from(cells, (value) => value.u);
      const before = m.reduce((sum, value) => sum + value, 0);
      makeMonotone(m, u);
      expect(m.reduce((sum, value) => sum + value, 0)).toBeCloseTo(before, 9);
      for (let at = 1; at < m.length; at++) {
        expect(m[at] / u[at]).toBeGreaterThanOrEqual((m[at - 1] / u[at - 1]) * (1 - 1e-9));
      }
    })
  );
});
