import fc from 'fast-check';
import { expect, it } from 'vitest';
import { waterfall } from '../../../src/lib/state/waterfall';
import { part } from '../../fixtures/suggested-users';

const evidence = fc
  .array(fc.double({ min: -15, max: 15, noNaN: true }), { minLength: 1, maxLength: 12 })
  .map((bits) => bits.map((one, place) => (place === 0 ? part('prior', 'missing', one) : part('title', 'near', one))));

it('each bar begins where the one above ended, and the last ends at the sum', () => {
  fc.assert(
    fc.property(evidence, (parts) => {
      const { steps, sum, zero, total } = waterfall(parts);
      expect(sum).toBeCloseTo(
        parts.reduce((all, { bits }) => all + bits, 0),
        9
      );
      const endOf = (place: number) => {
        const { start, width, bits } = steps[place];
        return bits < 0 ? start : start + width;
      };
      steps.forEach(({ start, width, bits }, place) => {
        const from = bits < 0 ? start + width : start;
        expect(from).toBeCloseTo(place === 0 ? zero : endOf(place - 1), 6);
        expect(start).toBeGreaterThanOrEqual(-1e-9);
        expect(start + width).toBeLessThanOrEqual(1 + 1e-9);
      });
      const sumEnd = sum < 0 ? total.start : total.start + total.width;
      expect(sumEnd).toBeCloseTo(endOf(steps.length - 1), 6);
    })
  );
});

it('begins before comparing, climbs by weight, then falls', () => {
  const parts = [
    part('title', 'different', -1),
    part('phone', 'exact', 2),
    part('family-name', 'exact', 9),
    part('prior', 'missing', -14)
  ];
  expect(waterfall(parts).steps.map(({ bits }) => bits)).toEqual([-14, 9, 2, -1]);
});
