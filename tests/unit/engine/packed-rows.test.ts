import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows, unpackRows } from '../../../src/lib/engine/packed-rows';

test('rows come back as they went in, few or many of them', () => {
  const rows = fc.record({
    first: fc.nat(4_000_000),
    gaps: fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 90 })), { maxLength: 200 })
  });
  fc.assert(
    fc.property(rows, ({ first, gaps }) => {
      const ascending = Uint32Array.from(gaps.keys(), (i) => gaps.slice(0, i).reduce((row, gap) => row + gap, first));
      expect([...unpackRows(packRows(ascending))]).toEqual([...ascending]);
    })
  );
});

test('a million rows next to each other take 125 KB, a few apart no more than they are', () => {
  const all = packRows(Uint32Array.from({ length: 1_000_000 }, (_, row) => row));
  expect('bits' in all && all.bits.byteLength).toBe(125_000);
  expect(packRows(Uint32Array.of(3, 900_000))).toEqual(Uint32Array.of(3, 900_000));
});
