import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CandidateFinder } from '../../../../src/lib/matching/candidate-finder';
import type { Attribute } from '../../../../src/lib/model/attribute';
import { defaultRules } from '../../../../src/lib/model/matching-rule';
import { candidatesOf } from '../../../../src/lib/plan/questions/candidates';
import { finish, records } from '../../../fixtures/records';

const ATTRIBUTES: readonly Attribute[] = ['userName', 'email', 'givenName', 'familyName', 'department'];
const value = fc.constantFrom('a', ' A', 'b', 'ä', 'c', '', ' ');
const row = fc.tuple(value, value, value, value, value).map((cells) => [...cells]);

test('they are those that one account after the other would find', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 20 }),
      fc.array(row, { maxLength: 12 }),
      fc.nat(4),
      (users, accounts, limit) => {
        const input = {
          users: records(ATTRIBUTES, users),
          accounts: records(ATTRIBUTES, accounts),
          rules: defaultRules()
        };
        const rows = Uint32Array.from(accounts.keys()).filter((number) => number % 3 !== 1);
        const found = finish(candidatesOf(input, rows, limit + 1));
        const finder = new CandidateFinder(input.users, input.rules);
        for (const number of rows)
          expect(found.get(number)).toEqual(
            finder.find(input.accounts, number, limit + 1).map(({ userRow }) => userRow)
          );
        expect(found.size).toBe(rows.length);
      }
    )
  );
});
