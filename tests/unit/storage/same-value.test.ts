import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from '../../../src/lib/storage/same-value';

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;

test.each<readonly [string, unknown, unknown]>([
  ['a bit of a buffer', bytes(1, 2, 3, 4, 5), bytes(1, 2, 3, 4, 4)],
  ['a bit of a whole word', bytes(1, 2, 3, 4), bytes(1, 2, 3, 5)],
  ['length of a buffer', bytes(1, 2, 3, 4), bytes(1, 2, 3, 4, 0)],
  ['kind of array', Uint8Array.of(1), Int8Array.of(1)],
  ['a field that is undefined and one that is missing', { a: undefined }, {}],
  ['field', { a: 1, b: 2 }, { a: 1, c: 2 }],
  ['sign of zero', { a: 0 }, { a: -0 }],
  ['date', new Date(1), new Date(2)],
  ['map', new Map([[1, 'a']]), new Map([[1, 'b']])],
  ['set', new Set([1]), new Set([2])],
  ['list and object', [], {}],
  ['null', null, {}],
  ['text and number', '1', 1]
])('tells another %s', (_, a, b) => {
  expect(sameValue(a, b)).toBe(false);
  expect(sameValue({ deep: [a] }, { deep: [b] })).toBe(false);
});

test('knows a copy by the browser for the same, whatever it holds', () => {
  const row = fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true });
  fc.assert(
    fc.property(row, (value) => {
      expect(sameValue(value, structuredClone(value))).toBe(true);
    })
  );
});

test('compares views by what they show', () => {
  const shared = Uint8Array.of(9, 1, 2, 3, 9);
  expect(sameValue(shared.subarray(1, 4), Uint8Array.of(1, 2, 3))).toBe(true);
  expect(sameValue(shared.subarray(1, 4), Uint8Array.of(1, 2, 4))).toBe(false);
});
