import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountList } from '../../../src/lib/engine/account-list';
import { AccountView } from '../../../src/lib/engine/account-view';
import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import { foldForSearch } from '../../../src/lib/engine/search-fold';
import { parseSearch, SearchIndex } from '../../../src/lib/engine/search-index';
import { FLAG } from '../../../src/lib/model/flag';
import { SHOWN_SITUATIONS, SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import { records } from '../../fixtures/records';

const name = fc.constantFrom('Anna', 'ÅSA', 'Jürgen', 'Jörg Müller', 'Zoë-Li', '李伟', 'ο Σωτης', '', 'van Den Berg');
const person = fc.record({
  displayName: name,
  givenName: name,
  familyName: name,
  email: fc.constantFrom('a.b@x.example', 'ANNA@Y.example', ''),
  situation: fc.nat(SITUATIONS.length - 1),
  status: fc.nat(STATUSES.length - 1),
  isManual: fc.boolean(),
  user: fc.integer({ min: -1, max: 2 })
});
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const USERS = [
  ['Zed Lopez', 'zed'],
  ['Ångström', 'ang'],
  ['Anna User', 'anna.u']
];

function list(people: readonly Person[]): AccountList {
  const set = records(
    ['displayName', 'givenName', 'familyName', 'email'],
    people.map((each) => [each.displayName, each.givenName, each.familyName, each.email])
  );
  const match = createMatchColumns(people.length);
  const decisions = createDecisionColumns(people.length);
  people.forEach((each, row) => {
    match.situation[row] = each.situation;
    decisions.status[row] = each.status;
    decisions.user[row] = each.user;
    decisions.flags[row] = each.isManual ? FLAG.manualLink : 0;
  });
  return { records: set, match, decisions };
}

function situationOf(each: Person): (typeof SHOWN_SITUATIONS)[number] {
  return each.isManual ? 'manually-linked' : SITUATIONS[each.situation];
}

/** Every word in the account's own text, or every word in its user's. */
function isFound(each: Person, text: string): boolean {
  const words = foldForSearch(text).split(/\s+/u).filter(Boolean);
  const own = [each.displayName, `${each.givenName} ${each.familyName}`, each.email].map(foldForSearch);
  const theirs = each.user < 0 ? [] : USERS[each.user].map(foldForSearch);
  return [own, theirs].some((lines) => words.every((word) => lines.some((line) => line.includes(word))));
}

test('rows and counts agree with filtering plain objects', () => {
  const text = fc.constantFrom(
    '',
    'anna',
    'asa',
    'JURGEN',
    'li zoë',
    '伟',
    'x.example',
    'σωτησ',
    'q',
    'lopez',
    'a',
    'den van'
  );
  const facets = fc.record({
    text,
    situations: fc.subarray([...SHOWN_SITUATIONS], { maxLength: 2 }),
    statuses: fc.subarray([...STATUSES], { maxLength: 2 })
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 30 }), facets, (people, filter) => {
      const accounts = list(people);
      const users = records(['displayName', 'userName'], USERS);
      const view = new AccountView(
        accounts,
        { ...filter, search: parseSearch(filter.text) },
        {
          accounts: new SearchIndex(accounts.records),
          users: new SearchIndex(users)
        }
      );
      for (let row = 0; row < people.length; row += 7) view.scan(row, Math.min(row + 7, people.length));

      const found = people.filter((each) => filter.text === '' || isFound(each, filter.text));
      const hasSituation = (each: Person) =>
        filter.situations.length === 0 || filter.situations.includes(situationOf(each));
      const hasStatus = ({ status }: Person) =>
        filter.statuses.length === 0 ? STATUSES[status] !== 'cleared' : filter.statuses.includes(STATUSES[status]);
      const wanted = found.filter((each) => hasSituation(each) && hasStatus(each));
      expect(Array.from(view.rows.slice(0, Infinity), (row) => people[row])).toEqual(wanted);
      for (const situation of SHOWN_SITUATIONS) {
        const count = found.filter((each) => hasStatus(each) && situationOf(each) === situation).length;
        expect(view.situations[situation]).toBe(count);
      }
      for (const status of STATUSES) {
        const count = found.filter((each) => hasSituation(each) && STATUSES[each.status] === status).length;
        expect(view.statuses[status]).toBe(count);
      }
      expect(view.foundCount).toBe(found.filter((each) => STATUSES[each.status] !== 'cleared').length);
    }),
    { numRuns: 600 }
  );
});
