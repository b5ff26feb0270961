import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countInCircles } from '../../../src/lib/matching/reference-circles';

test('everybody who leads back to themselves over others is counted, nobody else', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 9 }), { minLength: 10, maxLength: 10 }), (next) => {
      const isInCircle = (row: number) => {
        for (let at = next[row], steps = 0; at >= 0 && steps < next.length; at = next[at], steps++) {
          if (at === row) return next[row] !== row;
        }
        return false;
      };
      expect(countInCircles(Int32Array.from(next))).toBe(next.filter((_, row) => isInCircle(row)).length);
    }),
    { numRuns: 1000 }
  );
});
