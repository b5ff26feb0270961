import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { KEY_ATTRIBUTES } from '../../../src/lib/model/attribute';
import { NOT_HERE, sameRecords } from '../../../src/lib/workspace/merge-same-records';
import { finish, records } from '../../fixtures/records';

type Person = Partial<Record<(typeof KEY_ATTRIBUTES)[number], string>>;

const cell = fc.constantFrom('', '', 'ann', 'Ann ', 'bo', 'ＢＯ', 'cy');
const person: fc.Arbitrary<Person> = fc.record(
  { externalId: cell, userName: cell, email: cell, employeeNumber: cell },
  { requiredKeys: [] }
);

/** Person by person, attribute by attribute, as the rule reads. */
function slowly(ours: readonly Person[], theirs: readonly Person[], key: (typeof KEY_ATTRIBUTES)[number]): number[] {
  const ladder = [key, ...KEY_ATTRIBUTES.filter((attribute) => attribute !== key)];
  const value = (one: Person, attribute: (typeof KEY_ATTRIBUTES)[number]) => normalizeKey(one[attribute] ?? '', false);
  return theirs.map((their) => {
    for (const [i, attribute] of ladder.entries()) {
      const sought = value(their, attribute);
      const found = ours.flatMap((our, row) => (sought !== '' && value(our, attribute) === sought ? [row] : []));
      if (found.length > 1) return NOT_HERE;
      const [row] = found;
      if (row === undefined) continue;
      const isOther = ladder.slice(0, i).some((one) => value(ours[row], one) !== '' && value(their, one) !== '');
      if (!isOther) return row;
    }
    return NOT_HERE;
  });
}

test('finds who is the same as a slow search does', () => {
  fc.assert(
    fc.property(
      fc.array(person, { maxLength: 8 }),
      fc.array(person, { maxLength: 8 }),
      fc.constantFrom(...KEY_ATTRIBUTES),
      (ours, theirs, key) => {
        const found = finish(sameRecords(recordsOf(ours), recordsOf(theirs), key));
        expect([...found]).toEqual(slowly(ours, theirs, key));
      }
    ),
    { numRuns: 400 }
  );
});

function recordsOf(people: readonly Person[]) {
  return records(
    KEY_ATTRIBUTES,
    people.map((one) => KEY_ATTRIBUTES.map((attribute) => one[attribute] ?? ''))
  );
}
