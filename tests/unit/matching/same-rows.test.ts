import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../../src/lib/model/attribute';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { RecordKeys } from '../../../src/lib/matching/record-keys';
import { sameRows } from '../../../src/lib/matching/same-rows';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES: readonly Attribute[] = ['givenName', 'familyName'];

test('says of each pair of rows whether their normalized values are the same', () => {
  const name = fc.constantFrom('', 'ann', 'Ann', ' ann', 'anne', 'a long name of more than a word', 'zoë', 'ZOË');
  const rows = fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, rows, fc.boolean(), (mine, theirs, isCaseSensitive) => {
      const pairs = mine.flatMap((_, left) => theirs.map((__, right) => [left, right] as const));
      const side = (values: readonly (readonly string[])[], place: 0 | 1) => ({
        keys: new RecordKeys(records(ATTRIBUTES, values), ATTRIBUTES, isCaseSensitive),
        rows: Int32Array.from(pairs, (pair) => pair[place])
      });
      const isSame = finish(sameRows(side(mine, 0), side(theirs, 1)));
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
  const isSame = finish(sameRows({ keys, rows: left }, { keys, rows: right }));
  expect(isSame.every((same, i) => (same === 1) === (i % 5 !== 0))).toBe(true);
});
