import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../../src/lib/model/attribute';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { RecordKeys } from '../../../src/lib/matching/record-keys';
import { SameRows } from '../../../src/lib/matching/same-rows';
import { records } from '../../fixtures/records';

const ATTRIBUTES: readonly Attribute[] = ['givenName', 'familyName'];

test('says of each pair of rows whether their normalized values are the same', () => {
  const name = fc.constantFrom('', 'ann', 'Ann', ' ann', 'anne', 'a long name of more than a word', 'zoë', 'ZOË');
  const rows = fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, rows, fc.boolean(), (mine, theirs, isCaseSensitive) => {
      const pairs = mine.flatMap((_, left) => theirs.map((__, right) => [left, right] as const));
      const keys = (values: readonly (readonly string[])[]) =>
        new RecordKeys(records(ATTRIBUTES, values), ATTRIBUTES, isCaseSensitive);
      const rows = (place: 0 | 1) => Int32Array.from(pairs, (pair) => pair[place]);
      const isSame = new Uint8Array(pairs.length);
      new SameRows(keys(mine), keys(theirs)).compare(rows(0), rows(1), isSame);
      const keyOf = (values: readonly string[]) =>
        JSON.stringify(values.map((value) => normalizeKey(value, isCaseSensitive)));
      pairs.forEach(([left, right], i) => expect(isSame[i] === 1).toBe(keyOf(mine[left]) === keyOf(theirs[right])));
    }),
    { numRuns: 500 }
  );
});

test('over segments and blocks, in any order', () => {
  const values = Array.from({ length: 70_000 }, (_, i) => [`Name ${i}`, i % 2 ? 'Alder' : '']);
  const keys = new RecordKeys(records(ATTRIBUTES, values), ATTRIBUTES, false);
  const left = Int32Array.from(values, (_, i) => (i * 7919) % values.length);
  const right = left.map((row, i) => (i % 5 === 0 ? (row + 1) % values.length : row));
  const isSame = new Uint8Array(left.length);
  new SameRows(keys, keys).compare(left, right, isSame);
  expect(isSame.every((same, i) => (same === 1) === (i % 5 !== 0))).toBe(true);
});
