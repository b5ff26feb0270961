import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountList } from '../../../src/lib/engine/account-list';
import { AccountHits } from '../../../src/lib/engine/account-hits';
import { accountsOfUsers, noteAccountsOfUsers } from '../../../src/lib/engine/accounts-of-users';
import { countClaims } from '../../../src/lib/engine/conflicts';
import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import { bitsWithin, lowestBit, wordsFor } from '../../../src/lib/engine/row-bits';
import { parseSearch, SearchIndex } from '../../../src/lib/engine/search-index';
import { finish, records } from '../../fixtures/records';

const USERS = 60;
const name = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 9 });
const account = fc.record({
  name,
  candidate: fc.integer({ min: -1, max: USERS + 2 }),
  linked: fc.oneof(fc.constant(-1), fc.integer({ min: -1, max: USERS + 2 }))
});
type Account = typeof account extends fc.Arbitrary<infer Value> ? Value : never;
const accountsOf = fc.array(account, { minLength: 1, maxLength: 200, size: 'max' });
const namesOf = fc.array(name, { minLength: USERS, maxLength: USERS });

function listOf(accounts: readonly Account[]): AccountList {
  const match = createMatchColumns(accounts.length);
  const decisions = createDecisionColumns(accounts.length);
  accounts.forEach(({ candidate, linked }, row) => {
    match.candidate[row] = candidate;
    decisions.user[row] = linked;
  });
  const own = accounts.map(({ name }) => [name]);
  return { records: records(['displayName'], own), match, decisions };
}

/** Rows found in order, the first `tried` one by one, the others in ranges of so many words. */
function rowsFound(hits: AccountHits, rowCount: number, ranges: { readonly tried: number; readonly words: number }) {
  const rows: number[] = [];
  const words = wordsFor(rowCount);
  let settledTo = 0;
  for (let word = 0; word < words; word++) {
    if (word >= ranges.tried && word >= settledTo) {
      settledTo = Math.min(word + ranges.words, words);
      finish(hits.settle({ from: word, to: settledTo }));
    }
    for (let left = hits.found(word, bitsWithin(word, 0, rowCount)); left !== 0; left &= left - 1)
      rows.push((word << 5) | lowestBit(left));
  }
  return rows;
}

test('accounts are found by themselves or by their user, range by range, from either list', () => {
  const ranges = fc.record({ tried: fc.nat(2), words: fc.integer({ min: 1, max: 4 }) });
  const how = fc.record({
    user: fc.nat(USERS - 1),
    from: fc.nat(3),
    length: fc.integer({ min: 1, max: 6 }),
    ranges,
    isIndexed: fc.boolean(),
    isNoted: fc.boolean()
  });
  fc.assert(
    fc.property(accountsOf, namesOf, how, (accounts, names, { user, from, length, ranges, isIndexed, isNoted }) => {
      const text = names[user]?.slice(from, from + length) || 'a';
      const list = listOf(accounts);
      const users = new SearchIndex(
        records(
          ['displayName'],
          names.map((name) => [name])
        )
      );
      const own = new SearchIndex(list.records);
      const claims = countClaims(list, USERS);
      if (isNoted) finish(noteAccountsOfUsers(list, claims));
      if (isIndexed) for (const index of [own, users]) finish(index.complete());
      const sources = { accounts: own, users, accountsOfUsers: accountsOfUsers(claims) };
      const hits = new AccountHits(list, sources, parseSearch(text) ?? []);
      const expected = accounts.flatMap(({ name, linked, candidate }, row) => {
        const theirs = names[linked >= 0 ? linked : candidate] ?? '';
        return name.includes(text) || theirs.includes(text) ? [row] : [];
      });
      expect(rowsFound(hits, accounts.length, ranges)).toEqual(expected);
    }),
    { numRuns: 500 }
  );
});
