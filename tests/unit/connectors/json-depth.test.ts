import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeeperThan } from '../../../src/lib/connectors/json-depth';

/** Slow and obvious: what was parsed, looked through. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test('agrees with the parsed value, whatever stands in the texts', () => {
  const text = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', 'a', '\n', 'ß', '😀') });
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      text,
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(text, tie('value'), { maxKeys: 3 })
    )
  }));
  fc.assert(
    fc.property(value, fc.nat({ max: 8 }), fc.constantFrom(0, 2), (parsed, most, indent) => {
      expect(isDeeperThan(JSON.stringify(parsed, null, indent), most)).toBe(depthOf(parsed) > most);
    }),
    { numRuns: 2000 }
  );
});

test('ends for texts that are no JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', 'a') }), (text) => void isDeeperThan(text, 3))
  );
  expect(isDeeperThan('['.repeat(1e6), 64)).toBe(true);
  expect(isDeeperThan(`"${'\\'.repeat(1e6)}`, 64)).toBe(false);
});
