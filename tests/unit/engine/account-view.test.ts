import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountList } from '../../../src/lib/engine/account-list';
import { AccountView } from '../../../src/lib/engine/account-view';
import { conflictFlags, countClaims } from '../../../src/lib/engine/conflicts';
import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import { createScoreColumns } from '../../../src/lib/engine/score-columns';
import { foldForSearch } from '../../../src/lib/engine/search-fold';
import { parseSearch, SearchIndex } from '../../../src/lib/engine/search-index';
import { FLAG, FLAGS, hasFlag } from '../../../src/lib/model/flag';
import {
  NOBODY_FOUND,
  NOT_SCORED,
  SCORE_BINS,
  SURE_PERCENT,
  type ScoreFilter
} from '../../../src/lib/model/score-range';
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
  isVanished: fc.boolean(),
  isContradicted: fc.boolean(),
  user: fc.integer({ min: -1, max: 2 }),
  percent: fc.constantFrom(0, 4, 5, 50, 97, 98, 99, 100, NOBODY_FOUND, NOT_SCORED)
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
    decisions.flags[row] = (each.isManual ? FLAG.manualLink : 0) | (each.isVanished ? FLAG.vanished : 0);
    match.flags[row] = each.isContradicted ? FLAG.contradicted : 0;
  });
  return { records: set, match, decisions };
}

function situationOf(each: Person): (typeof SHOWN_SITUATIONS)[number] {
  return each.isManual ? 'manually-linked' : SITUATIONS[each.situation];
}

/** Ignored and cleared accounts claim nobody, but the others' claims show on them. */
function flagsOf(each: Person, people: readonly Person[]): number {
  const isClaim = ({ user, status }: Person) =>
    user === each.user && !['ignored', 'cleared'].includes(STATUSES[status]);
  const isConflict = each.user >= 0 && people.filter(isClaim).length > 1;
  return (
    (isConflict ? FLAG.conflict : 0) |
    (each.isManual ? FLAG.manualLink : 0) |
    (each.isVanished ? FLAG.vanished : 0) |
    (each.isContradicted ? FLAG.contradicted : 0)
  );
}

/** Every word in the account's own text, or every word in its user's. */
function isFound(each: Person, text: string): boolean {
  const words = foldForSearch(text).split(/\s+/u).filter(Boolean);
  const own = [each.displayName, `${each.givenName} ${each.familyName}`, each.email].map(foldForSearch);
  const theirs = each.user < 0 ? [] : USERS[each.user].map(foldForSearch);
  return [own, theirs].some((lines) => words.every((word) => lines.some((line) => line.includes(word))));
}

function isInScore(score: number, filter: ScoreFilter | undefined): boolean {
  if (filter === undefined) return true;
  return filter === 'nobody' ? score === NOBODY_FOUND : score <= 100 && score >= filter.from && score <= filter.to;
}

function binsOf(scores: readonly number[]): number[] {
  const count = (isCounted: (score: number) => boolean) => scores.filter(isCounted).length;
  const bins = Array.from({ length: SCORE_BINS }, (_, bin) => {
    const end = bin === SCORE_BINS - 1 ? 101 : 5 * bin + 5;
    return count((score) => score >= 5 * bin && score < end);
  });
  const [nobody, none] = [NOBODY_FOUND, NOT_SCORED].map((code) => count((score) => score === code));
  return [...bins, nobody, none, count((score) => score >= SURE_PERCENT && score <= 100)];
}

/** The lower, the earlier. */
function rank(score: number): number {
  return score <= 100 ? -score : score;
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
    statuses: fc.subarray([...STATUSES], { maxLength: 2 }),
    flags: fc.subarray([...FLAGS], { maxLength: 2 }),
    score: fc.constantFrom<ScoreFilter | undefined>(undefined, 'nobody', { from: 5, to: 98 }, { from: 95, to: 100 })
  });
  // Others leave too few rows for their scores to differ.
  const scoreOnly = facets.map((filter): typeof filter => ({ ...filter, text: '', situations: [], flags: [] }));
  fc.assert(
    fc.property(
      fc.array(person, { maxLength: 30 }),
      fc.oneof(facets, scoreOnly),
      fc.boolean(),
      (people, filter, isScored) => {
        const accounts = list(people);
        const scores = createScoreColumns(people.length);
        people.forEach(({ percent }, row) => (scores.percent[row] = percent));
        const users = records(['displayName', 'userName'], USERS);
        const view = new AccountView(
          accounts,
          { ...filter, search: parseSearch(filter.text) },
          {
            accounts: new SearchIndex(accounts.records),
            users: new SearchIndex(users),
            accountsOfUsers: undefined,
            conflicts: conflictFlags(accounts, countClaims(accounts, USERS.length)),
            scores: isScored ? scores : undefined
          }
        );
        for (let row = 0; row < people.length; row += 7) view.scan(row, Math.min(row + 7, people.length));

        const found = people.filter((each) => filter.text === '' || isFound(each, filter.text));
        const hasSituation = (each: Person) =>
          filter.situations.length === 0 || filter.situations.includes(situationOf(each));
        const hasStatus = ({ status }: Person) =>
          filter.statuses.length === 0 ? STATUSES[status] !== 'cleared' : filter.statuses.includes(STATUSES[status]);
        const flags = new Map(people.map((each) => [each, flagsOf(each, people)]));
        const has = (each: Person, flag: (typeof FLAGS)[number]) => hasFlag(flags.get(each) ?? 0, flag);
        const hasFlags = (each: Person) => filter.flags.length === 0 || filter.flags.some((flag) => has(each, flag));
        const scoreOf = (each: Person) =>
          isScored && STATUSES[each.status] === 'unconfirmed' ? each.percent : NOT_SCORED;
        const hasScore = (each: Person) => isInScore(scoreOf(each), filter.score);
        const isElse = (each: Person) => hasSituation(each) && hasStatus(each) && hasFlags(each);
        const wanted = found.filter((each) => isElse(each) && hasScore(each));
        expect(Array.from(view.rows.slice(0, Infinity), (row) => people[row])).toEqual(wanted);
        const count = (isCounted: (each: Person) => boolean) => found.filter(isCounted).length;
        const counts = <Name extends string>(names: readonly Name[], isOf: (each: Person, name: Name) => boolean) =>
          Object.fromEntries(names.map((facet) => [facet, count((each) => isOf(each, facet))]));
        expect([view.situations, view.statuses, view.flags]).toEqual([
          counts(
            SHOWN_SITUATIONS,
            (each, facet) => hasStatus(each) && hasFlags(each) && hasScore(each) && situationOf(each) === facet
          ),
          counts(
            STATUSES,
            (each, facet) => hasSituation(each) && hasFlags(each) && hasScore(each) && STATUSES[each.status] === facet
          ),
          counts(FLAGS, (each, facet) => hasSituation(each) && hasStatus(each) && hasScore(each) && has(each, facet))
        ]);
        expect(view.scoreBins).toEqual(binsOf(found.filter(isElse).map(scoreOf)));
        const sortable = wanted.map((each, place) => ({ each, place, score: scoreOf(each) }));
        const best = sortable.toSorted((one, other) => rank(one.score) - rank(other.score) || one.place - other.place);
        expect(Array.from(view.byScore(), (row) => people[row])).toEqual(best.map(({ each }) => each));
        expect(view.foundCount).toBe(found.filter((each) => STATUSES[each.status] !== 'cleared').length);
      }
    ),
    { numRuns: 800 }
  );
});
