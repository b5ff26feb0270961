import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyRows, RarePostings } from '../../../src/lib/linkage/retrieve/rare-postings';
import { finish } from '../../fixtures/records';

const pair = fc.tuple(fc.constantFrom(0, 1, 17, 33, 0xffffffff, 0x80000010), fc.nat({ max: 50 }));

test('rows of a key are those that were put in, whichever way it is built', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
      const sorted = [...pairs].sort((a, b) => a[1] - b[1]);
      const into = new KeyRows();
      for (const [key, row] of sorted) into.push(key, row);
      const out = new Uint32Array(64);
      for (const postings of [new RarePostings(into), finish(RarePostings.build(into))]) {
        for (const key of [0, 1, 2, 17, 33, 0xffffffff, 0x80000010]) {
          const found = [...out.subarray(0, postings.find(key, out))];
          expect(found).toEqual(sorted.filter(([other]) => other === key).map(([, row]) => row));
        }
      }
    })
  );
});
