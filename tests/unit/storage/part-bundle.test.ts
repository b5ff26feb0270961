import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleParts, partOf } from '../../../src/lib/storage/part-bundle';

const words = fc.array(fc.nat(0xffffffff), { maxLength: 20 }).map((values) => Uint32Array.from(values));

test('every part of a bundle is found by its segment', () => {
  const parts = fc.uniqueArray(fc.record({ segment: fc.nat(200), words }), {
    selector: ({ segment }) => segment,
    maxLength: 12
  });
  fc.assert(
    fc.property(parts, (bundled) => {
      const stored = bundleParts(bundled);
      for (const part of bundled) expect(partOf(stored, part.segment)).toEqual(part.words);
    })
  );
});

test('a part that stands alone in its value is the part of any segment', () => {
  const alone = Int32Array.of(-1, 12, 40_000);
  expect([...new Int32Array(partOf(alone.buffer, 7).slice().buffer)]).toEqual([...alone]);
});

test('a segment that the bundle does not have is a mistake of this program, and told', () => {
  expect(() => partOf(bundleParts([{ segment: 2, words: Uint32Array.of(1) }]), 3)).toThrow('segment 3');
});
