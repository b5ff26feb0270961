import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePeople, linkageBooks } from '../../../src/lib/linkage/encode-people';
import { linkageFields } from '../../../src/lib/linkage/linkage-fields';
import { CandidateFinder } from '../../../src/lib/linkage/retrieve/candidate-finder';
import { CandidateIndex } from '../../../src/lib/linkage/retrieve/candidate-index';
import { NAME_TRAITS } from '../../../src/lib/linkage/text/name-traits';
import type { Attribute } from '../../../src/lib/model/attribute';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES: readonly Attribute[] = ['givenName', 'familyName', 'userName', 'employeeNumber'];
type Person = readonly [given: string, family: string, userName: string, employeeNumber: string];

const GIVEN = ['Anna', 'William', 'Katarzyna', 'Wei', 'Giuseppe', 'Fatima', 'Olumide', 'Margaret'];
const FAMILY = [
  'Schmidt',
  'Garcia',
  'Kowalska',
  'Zhang',
  'Verdetti',
  'Haddad',
  'Adeyemi',
  'Langford',
  'Novak',
  'Brunner'
];
const person: fc.Arbitrary<Person> = fc.tuple(
  fc.constantFrom(...GIVEN),
  fc.constantFrom(...FAMILY),
  fc.string({ unit: fc.constantFrom(...'bcdxyz'), minLength: 5, maxLength: 7 }),
  fc.integer({ min: 100000, max: 999999 }).map(String)
);

function encodedLists(users: readonly Person[], accounts: readonly Person[]) {
  const lists = { users: records(ATTRIBUTES, users), accounts: records(ATTRIBUTES, accounts) };
  const fields = linkageFields(lists.users, lists.accounts);
  const books = linkageBooks(fields, NAME_TRAITS);
  const encodedUsers = finish(encodePeople(lists.users, books, fields, 'users'));
  const encodedAccounts = finish(encodePeople(lists.accounts, books, fields, 'accounts'));
  return { books, users: encodedUsers, accounts: encodedAccounts };
}

function proposed(finder: CandidateFinder, account: number): number[] {
  const out = new Uint32Array(40);
  return [...out.subarray(0, finder.candidates(account, out))];
}

test('whoever shares both names, the number or the username is proposed, whatever else the list holds', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 120 }), person, person, (users, account, other) => {
      const lists = encodedLists(users, [account, other]);
      const finder = new CandidateFinder(finish(CandidateIndex.build(lists.users, lists.books)), lists.accounts);
      const found = proposed(finder, 0);
      const owners = users.flatMap((user, row) => {
        const isNamed = user[0] === account[0] && user[1] === account[1];
        return isNamed || user[2] === account[2] || user[3] === account[3] ? [row] : [];
      });
      expect(new Set(found).size).toBe(found.length);
      if (owners.length < 20) expect(found).toEqual(expect.arrayContaining(owners));
      // Again, since what one question leaves behind must not change the next.
      proposed(finder, 1);
      expect(proposed(finder, 0)).toEqual(found);
    })
  );
});

test('an index that followed changes proposes what one that is built anew does', () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 30, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat({ max: 29 }), person), { maxLength: 2 }),
      fc.array(person, { maxLength: 2 }),
      fc.array(person, { minLength: 1, maxLength: 5 }),
      (before, changes, added, accounts) => {
        const after = [...before];
        for (const [row, changed] of changes) after[row] = changed;
        after.push(...added);
        // One list with the state before and after it, so that both are in the numbers of the same books.
        const lists = encodedLists(after, accounts);
        const earlier = finish(
          encodePeople(records(ATTRIBUTES, before), lists.books, linkageFieldsOf(before, accounts), 'accounts')
        );
        const rows = [...changes.map(([row]) => row), ...added.map((_, i) => before.length + i)];
        const first = finish(CandidateIndex.build(earlier, lists.books));
        const followed = finish(first.withChanged(lists.users, Uint32Array.from(rows)));
        const anew = finish(CandidateIndex.build(lists.users, lists.books));
        accounts.forEach((_, account) => {
          expect(proposed(new CandidateFinder(followed, lists.accounts), account)).toEqual(
            proposed(new CandidateFinder(anew, lists.accounts), account)
          );
        });
      }
    )
  );
});

function linkageFieldsOf(users: readonly Person[], accounts: readonly Person[]) {
  return linkageFields(records(ATTRIBUTES, users), records(ATTRIBUTES, accounts));
}

describe('finds a user by', () => {
  const filler: Person[] = GIVEN.flatMap((given) =>
    FAMILY.map((family, i): Person => [given, family, `zz${given}${i}`, ''])
  );
  test.each<[string, Person, Person]>([
    ['a short form', ['Bill', 'Langford', '', ''], ['William', 'Langford', '', '']],
    ['names in the other order', ['Kowalska', 'Katarzyna', '', ''], ['Katarzyna', 'Kowalska', '', '']],
    ['slips in both names', ['Kataryzna', 'Kowalsak', '', ''], ['Katarzyna', 'Kowalska', '', '']],
    ['one of two family names', ['Pilar', 'Ibarra Quintana', '', ''], ['Pilar', 'Quintana', '', '']],
    ['names in the username', ['', '', 'porsini', ''], ['Paola', 'Orsini', '', '']],
    ['names in the username, turned round', ['', '', 'orsini.paola7', ''], ['Paola', 'Orsini', '', '']],
    ['a name that was cut', ['', '', 'brandenk', ''], ['Karl', 'Brandenburger', '', '']],
    ['a username that its name makes', ['Paola', 'Orsini', '', ''], ['', '', 'porsini3', '']],
    ['a number behind other names', ['Anna', 'Weber', '', '00471100'], ['Ingrid', 'Thoma', '', '471100']]
  ])('%s', (_, account, user) => {
    const users = [...filler, user];
    // Somebody else with everything, so that both lists have every column.
    const lists = encodedLists(users, [account, ['Other', 'Person', 'other', '999']]);
    const finder = new CandidateFinder(finish(CandidateIndex.build(lists.users, lists.books)), lists.accounts);
    expect(proposed(finder, 0)).toContain(users.length - 1);
  });
});
