import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PatternCounts } from '../../../src/lib/linkage/weigh/pattern-counts';

test('equal levels are one pattern, counted; its levels are read back', () => {
  const rows = fc
    .integer({ min: 1, max: 19 })
    .chain((width) =>
      fc.array(fc.uint8Array({ minLength: width, maxLength: width, max: 15 }), { minLength: 1, maxLength: 700 })
    );
  fc.assert(
    fc.property(rows, fc.nat(3), (drawn, few) => {
      // Few distinct ones as well, so that they repeat.
      const all = drawn.map((levels, at) => (few > 0 ? (drawn[at % few] ?? levels) : levels));
      const counts = new PatternCounts(all[0].length);
      const numbers = all.map((levels) => counts.add(levels));
      const byText = new Map<string, number>();
      for (const levels of all) byText.set(levels.join(), (byText.get(levels.join()) ?? 0) + 1);
      expect(counts.length).toBe(byText.size);
      all.forEach((levels, at) => {
        expect(counts.levels(numbers[at], new Uint8Array(levels.length))).toEqual(levels);
        expect(counts.counts[numbers[at]]).toBe(byText.get(levels.join()));
      });
    })
  );
});
