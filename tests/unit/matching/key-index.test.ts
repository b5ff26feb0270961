import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyIndex } from '../../../src/lib/matching/key-index';
import { createKeyHashes } from '../../../src/lib/matching/key-hashes';

test('finds a key among those that share its hash, and none that is not there', () => {
  const hash = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(hash, hash), { maxLength: 40 }), hash, hash, (keys, low, high) => {
      const hashes = createKeyHashes(keys.length);
      keys.forEach(([one, other], row) => {
        hashes.low[row] = one;
        hashes.high[row] = other;
      });
      const index = new KeyIndex(hashes);
      const isThere = (row: number) => keys[row][0] === low && keys[row][1] === high && (low | high) !== 0;
      for (const sought of keys.keys())
        expect(index.has(low, high, { isSame: (row) => row === sought })).toBe(isThere(sought));
      expect(index.has(low, high, { isSame: () => false })).toBe(false);
    })
  );
});
