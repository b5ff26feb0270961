import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountList } from '../../../src/lib/engine/account-list';
import { AccountView } from '../../../src/lib/engine/account-view';
import { conflictFlags, countClaims } from '../../../src/lib/engine/conflicts';
import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import type { RecordSet } from '../../../src/lib/engine/record-set';
import { foldForSearch } from '../../../src/lib/engine/search-fold';
import { parseSearch, SearchIndex } from '../../../src/lib/engine/search-index';
import { UsersView } from '../../../src/lib/engine/users-view';
import { SHOWN_SITUATIONS, SITUATIONS, type ShownSituation } from '../../../src/lib/model/situation';
import { ALL_BUT_CLEARED } from '../../../src/lib/engine/count-situations';
import { STATUSES } from '../../../src/lib/model/status';
import { FLAG } from '../../../src/lib/model/flag';
import { Random } from '../../../src/lib/sample/random';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES = ['displayName', 'givenName', 'familyName', 'userName', 'email', 'department'] as const;
const SEARCHED = 5;

/** Cells of few letters, so that words are found in places that only look alike; and of many kinds. */
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(...'abBA.@'), maxLength: 6 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('Zoë', 'ÅNGSTRÖM', 'Straße', 'İpek', 'ﬁn', 'ο Σωτης', 'Юлия', '李伟明', '𠮷野', 'ﷺ')
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'aaaa',
      'abab',
      "o'b-a_b+1",
      'a\nb',
      'a\tb',
      ' ',
      'a b',
      'a\u0301b',
      'a\u200Bb',
      '\u00A0',
      '007'
    )
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }
);
const cell = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
const record = fc.tuple(cell, cell, cell, cell, cell, cell);

/** Every word within one of the cells that are searched. */
function isFound(cells: readonly string[], text: string): boolean {
  return isInFolded(foldedCells(cells), text);
}

function foldedCells(cells: readonly string[]): string[] {
  return cells.slice(0, SEARCHED).map((cell) => foldForSearch(cell.toWellFormed()));
}

function isInFolded(folded: readonly string[], text: string): boolean {
  const words = foldForSearch(text).split(/\s+/u).filter(Boolean);
  return words.every((word) => folded.some((cell) => cell.includes(word)));
}

/** Parts of cells, cells of two records side by side, and whatever else. */
function textFrom(people: readonly (readonly string[])[]): fc.Arbitrary<string> {
  const cells = people.flatMap((cells) => cells.slice(0, SEARCHED)).filter(Boolean);
  const part = fc
    .tuple(fc.constantFrom('b', ...cells), fc.nat(12), fc.integer({ min: 1, max: 12 }))
    .map(([text, start, length]) => text.slice(start % text.length, (start % text.length) + length).toWellFormed());
  const whole = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' '));
  return fc.oneof({ weight: 6, arbitrary: whole }, { weight: 1, arbitrary: cell });
}

/** What a person types: letters come and go. */
function typed(text: string): string[] {
  const letters = [...text.toWellFormed()].slice(0, 12);
  const longer = letters.map((_, i) => letters.slice(0, i + 1).join(''));
  return [...longer, ...longer.slice(1).toReversed()];
}

const people = fc.array(record, { minLength: 1, maxLength: 40 });
const peopleAndText = people.chain((some) => fc.tuple(fc.constant(some), textFrom(some)));

describe('searching users', () => {
  test.each(['with its index', 'without it'])('finds what looking through every cell finds, %s', (how) => {
    fc.assert(
      fc.property(peopleAndText, fc.integer({ min: 0, max: 5 }), ([some, text], firstRows) => {
        const index = new SearchIndex(records(ATTRIBUTES, some));
        if (how === 'with its index') finish(index.complete());
        for (const query of typed(text)) {
          const view = new UsersView(parseSearch(query), index);
          finish(view.run(firstRows));
          const expected = some.flatMap((cells, row) => (isFound(cells, query) ? [row] : []));
          expect([...view.rows.slice(0, Infinity)]).toEqual(expected);
        }
      }),
      { numRuns: 300 }
    );
  });

  test('in more than one segment, with more pairs than an index holds', () => {
    const random = new Random(4);
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789.-_+';
    const made = (alphabet: (at: number) => string, length: number) =>
      Array.from({ length }, () => alphabet(random.below(40))).join('');
    const ascii = (at: number) => letters.charAt(at);
    const ideogram = (at: number) => String.fromCodePoint(0x4e00 + at * 379 + random.below(379));
    const rows = Array.from({ length: 34_000 }, (_, row) => [
      row > 32_700 && row < 33_500 ? made(ideogram, 12) : '',
      '',
      '',
      made(ascii, 20),
      `${made(ascii, 40)}@alder.example`,
      ''
    ]);
    const folded = rows.map(foldedCells);
    const index = new SearchIndex(records(ATTRIBUTES, rows));
    finish(index.complete());
    const queries = [
      'a',
      '@',
      '-',
      'ab',
      '@a',
      'abc',
      'r.ex',
      'alder',
      'zqxw',
      ...(rows[33_000]?.[0] ?? '').slice(0, 4)
    ];
    for (const row of [0, 32_767, 32_768, 33_999]) {
      const [name, , , user = '', mail = ''] = rows[row] ?? [];
      queries.push(
        user.slice(3, 6),
        mail.slice(-20, -6),
        `${user.slice(0, 2)} ${mail.slice(0, 3)}`,
        name?.slice(2, 4) || 'b'
      );
    }
    for (const query of queries) {
      const view = new UsersView(parseSearch(query), index);
      finish(view.run(120));
      const expected = folded.flatMap((cells, row) => (isInFolded(cells, query) ? [row] : []));
      expect(view.rows.length, query).toBe(expected.length);
      expect([...view.rows.slice(0, Infinity)], query).toEqual(expected);
    }
  }, 60_000);
});

const account = fc.record({
  cells: record,
  situation: fc.nat(SITUATIONS.length - 1),
  status: fc.nat(STATUSES.length - 1),
  isManual: fc.boolean(),
  candidate: fc.integer({ min: -1, max: 5 }),
  linked: fc.integer({ min: -1, max: 5 })
});
type Account = typeof account extends fc.Arbitrary<infer Value> ? Value : never;

function accountList(accounts: readonly Account[]): AccountList {
  const match = createMatchColumns(accounts.length);
  const decisions = createDecisionColumns(accounts.length);
  accounts.forEach((each, row) => {
    match.situation[row] = each.situation;
    match.candidate[row] = each.candidate;
    decisions.status[row] = each.status;
    decisions.user[row] = each.linked;
    decisions.flags[row] = each.isManual ? FLAG.manualLink : 0;
  });
  return {
    records: records(
      ATTRIBUTES,
      accounts.map(({ cells }) => cells)
    ),
    match,
    decisions
  };
}

/** The user it is linked to, else the one that matching proposes; one that is missing is nobody. */
function userOf(each: Account, users: readonly (readonly string[])[]): readonly string[] | undefined {
  return users[each.linked >= 0 ? each.linked : each.candidate];
}

describe('searching accounts', () => {
  const lists = fc.tuple(fc.array(account, { minLength: 1, maxLength: 80 }), fc.array(record, { maxLength: 5 }));
  const search = lists.chain(([accounts, users]) =>
    fc.tuple(fc.constant(accounts), fc.constant(users), textFrom([...accounts.map(({ cells }) => cells), ...users]))
  );
  const facets = fc.array(fc.subarray([...SHOWN_SITUATIONS], { maxLength: 2 }), { minLength: 1, maxLength: 4 });

  test('finds what looking through every account and its user finds, while someone types and filters', () => {
    fc.assert(
      fc.property(search, facets, fc.constantFrom(0, 0, 0, 1, 9), ([accounts, users, text], filters, firstRows) => {
        const list = accountList(accounts);
        const theirs: RecordSet = records(ATTRIBUTES, users);
        const sources = {
          accounts: new SearchIndex(list.records),
          users: new SearchIndex(theirs),
          accountsOfUsers: undefined,
          conflicts: conflictFlags(list, countClaims(list, users.length))
        };
        typed(text).forEach((query, i) => {
          const situations = filters[i % filters.length] ?? [];
          const filter = { search: parseSearch(query), situations, statuses: [], flags: [] };
          const view = new AccountView(list, filter, sources);
          finish(view.run(firstRows));
          const found = accounts.filter((each) => {
            const user = userOf(each, users);
            return (
              STATUSES[each.status] !== 'cleared' && (isFound(each.cells, query) || (user && isFound(user, query)))
            );
          });
          const situation = (each: Account): ShownSituation =>
            each.isManual ? 'manually-linked' : (SITUATIONS[each.situation] ?? 'no-match');
          const wanted = found.filter((each) => situations.length === 0 || situations.includes(situation(each)));
          expect(Array.from(view.rows.slice(0, Infinity), (row) => accounts[row])).toEqual(wanted);
          expect(view.foundCount).toBe(found.length);
          expect(SHOWN_SITUATIONS.map((name) => view.situations[name])).toEqual(
            SHOWN_SITUATIONS.map((name) => found.filter((each) => situation(each) === name).length)
          );
          expect(ALL_BUT_CLEARED.map((name) => view.statuses[name])).toEqual(
            ALL_BUT_CLEARED.map((name) => wanted.filter(({ status }) => STATUSES[status] === name).length)
          );
        });
      }),
      { numRuns: 300 }
    );
  });
});
