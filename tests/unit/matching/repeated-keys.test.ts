import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordKeys } from '../../../src/lib/matching/record-keys';
import { repeatedKeys } from '../../../src/lib/matching/repeated-keys';
import { finish, records } from '../../fixtures/records';

function keysOf(values: readonly string[]): RecordKeys {
  const keys = new RecordKeys(
    records(
      ['userName'],
      values.map((value) => [value])
    ),
    ['userName'],
    false
  );
  finish(keys.hash());
  return keys;
}

test('finds every row whose key an earlier row has, whatever the hashes are', () => {
  const names = fc.array(fc.constantFrom('', 'ann', 'Ann', 'bo', 'cy', 'zoë', 'ZOË'), { maxLength: 20 });
  fc.assert(
    fc.property(names, fc.constantFrom(1, 2, 1000), (values, distinctHashes) => {
      const keys = keysOf(values);
      // As bad as a hash can be: different keys share it.
      for (let row = 0; row < values.length; row++) {
        if (!keys.hasKey(row)) continue;
        keys.hashes.low[row] = 1 + (keys.hashes.low[row] % distinctHashes);
        keys.hashes.high[row] = 0;
      }
      const isRepeat = (row: number) =>
        values[row] !== '' && values.findIndex((value) => value.toLowerCase() === values[row].toLowerCase()) < row;
      expect([...finish(repeatedKeys(keys))]).toEqual([...values.keys()].filter(isRepeat));
    }),
    { numRuns: 500 }
  );
});

test('in a list of many partitions', () => {
  const values = Array.from({ length: 40_000 }, (_, i) => (i % 10 === 9 ? `user ${i - 9}` : `user ${i}`));
  const repeats = finish(repeatedKeys(keysOf(values)));
  expect(repeats.length).toBe(4000);
  expect(repeats.every((row, i) => row === i * 10 + 9)).toBe(true);
});
