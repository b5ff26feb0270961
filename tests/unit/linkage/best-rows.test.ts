import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BestRows } from '../../../src/lib/linkage/retrieve/best-rows';

const ROWS = 30;
const list = fc.record({
  rows: fc.uniqueArray(fc.nat({ max: ROWS - 1 }), { maxLength: 20 }),
  weight: fc.integer({ min: 1, max: 900 }),
  isWaiting: fc.boolean()
});

/** The same with plain objects and a sort. */
function expected(
  lists: readonly { rows: number[]; weight: number; isWaiting: boolean }[],
  least: number,
  most: number
) {
  const weights = new Map<number, number>();
  for (const { rows, weight, isWaiting } of lists) {
    for (const row of rows) {
      if (!isWaiting || weights.has(row)) weights.set(row, (weights.get(row) ?? 0) + weight);
    }
  }
  const kept = [...weights].filter(([, weight]) => weight >= least);
  const heaviest = Math.max(0, ...kept.map(([, weight]) => weight));
  return kept
    .filter(([, weight]) => weight >= heaviest >> 2)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, most)
    .map(([row]) => row);
}

test('the heaviest rows in their order, again and again', () => {
  const best = new BestRows(ROWS);
  fc.assert(
    fc.property(fc.array(list, { maxLength: 8 }), fc.nat({ max: 1500 }), (lists, least) => {
      for (const { rows, weight, isWaiting } of lists) {
        const range = { from: 0, to: rows.length };
        if (isWaiting) best.addToTouched(Uint32Array.from(rows), range, weight);
        else best.addAll(Uint32Array.from(rows), range, weight);
      }
      best.dropBelow(least);
      const out = new Uint32Array(5);
      const found = [...out.subarray(0, best.take(out, 4))];
      best.clear();
      expect(found).toEqual(expected(lists, least, out.length));
      expect(best.weights.every((weight) => weight === 0)).toBe(true);
    })
  );
});
