import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isShared, lookUpKeys, NOBODY, slotOf } from '../../../src/lib/matching/look-up-keys';
import { RecordKeys } from '../../../src/lib/matching/record-keys';
import { finish, records } from '../../fixtures/records';

const names = fc.array(fc.constantFrom('', 'ann', 'Ann', 'bo', 'cy', 'zoë', 'ZOË'), { maxLength: 20 });

function keysOf(values: readonly string[], distinctHashes: number): RecordKeys {
  const keys = new RecordKeys(
    records(
      ['userName'],
      values.map((value) => [value])
    ),
    ['userName'],
    false
  );
  finish(keys.hash());
  // As bad as a hash can be: different keys share it.
  for (let row = 0; row < values.length; row++) {
    if (!keys.hasKey(row)) continue;
    keys.hashes.low[row] = 1 + (keys.hashes.low[row] % distinctHashes);
    keys.hashes.high[row] = 0;
  }
  return keys;
}

test('keys that share a hash are told apart by their bytes', () => {
  fc.assert(
    fc.property(names, names, fc.constantFrom(1, 2, 1000), (users, accounts, distinctHashes) => {
      const indexed = keysOf(users, distinctHashes);
      const sought = keysOf(accounts, distinctHashes);
      const index = finish(indexed.index());
      const hits = finish(lookUpKeys(index, indexed, sought, () => true));
      accounts.forEach((name, row) => {
        const same = [...users.keys()].filter(
          (user) => name !== '' && users[user].toLowerCase() === name.toLowerCase()
        );
        if (same.length === 0) expect(hits[row]).toBe(NOBODY);
        else if (same.length === 1) expect(hits[row]).toBe(same[0]);
        else expect(isShared(hits[row]) && index.rowCount(slotOf(hits[row]))).toBe(same.length);
      });
      const isRepeat = (user: number) =>
        users[user] !== '' && users.findIndex((name) => name.toLowerCase() === users[user].toLowerCase()) < user;
      expect(index.repeats).toEqual([...users.keys()].filter(isRepeat));
    }),
    { numRuns: 500 }
  );
});

test('only what is asked for is looked up', () => {
  const keys = keysOf(['ann', 'bo'], 1000);
  const hits = finish(lookUpKeys(finish(keys.index()), keys, keys, (row) => row === 1));
  expect([...hits]).toEqual([NOBODY, 1]);
});
