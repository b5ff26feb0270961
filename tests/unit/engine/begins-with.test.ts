import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendRecords } from '../../../src/lib/engine/append-records';
import { beginsWith } from '../../../src/lib/engine/begins-with';
import { cellText, type RecordSet } from '../../../src/lib/engine/record-set';
import { records } from '../../fixtures/records';

const cell = fc.constantFrom('', 'a', 'b', 'å');
const table = fc.array(fc.tuple(cell, cell), { maxLength: 6 });

function same(one: RecordSet, other: RecordSet): boolean {
  const attributes = new Set([...one.attributes, ...other.attributes]);
  return [...attributes].every((attribute) =>
    Array.from({ length: other.rowCount }, (_, row) => row).every(
      (row) => cellText(one, row, attribute) === cellText(other, row, attribute)
    )
  );
}

test('tells whether the records of one list are the first of another', () => {
  fc.assert(
    fc.property(table, table, fc.boolean(), (rows, others, isWider) => {
      const one = records(['userName', 'email'], rows);
      const other = records(isWider ? ['userName', 'title'] : ['userName', 'email'], others);
      expect(beginsWith(one, other)).toBe(other.rowCount <= one.rowCount && same(one, other));
      expect(beginsWith(appendRecords(one, other), one)).toBe(true);
    }),
    { numRuns: 500 }
  );
});
