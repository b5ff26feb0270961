import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellText, type RecordSet } from '../../../src/lib/engine/record-set';
import { CandidateFinder } from '../../../src/lib/matching/candidate-finder';
import { matchAccounts } from '../../../src/lib/matching/match-accounts';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import type { Attribute } from '../../../src/lib/model/attribute';
import { hasFlag } from '../../../src/lib/model/flag';
import { defaultRules, type MatchingRule, type MatchingRules } from '../../../src/lib/model/matching-rule';
import { SITUATIONS } from '../../../src/lib/model/situation';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES: Attribute[] = [
  'employeeNumber',
  'userName',
  'email',
  'givenName',
  'familyName',
  'department',
  'active'
];

interface Expected {
  situation: string;
  candidate: number;
  contradicted: boolean;
}

/** Slow and obvious: every rule, every user, text compared with text. */
function oracle(users: RecordSet, accounts: RecordSet, rules: MatchingRules, row: number): Expected {
  const key = (set: RecordSet, at: number, name: Attribute) =>
    normalizeKey(cellText(set, at, name), rules.isCaseSensitive);
  const holds = (rule: MatchingRule, user: number) =>
    rule.pairs.every((pair) => {
      const [mine, theirs] = [key(accounts, row, pair.account), key(users, user, pair.user)];
      return pair.isOptional ? !mine || !theirs || mine === theirs : mine !== '' && mine === theirs;
    });
  const everyone = Array.from({ length: users.rowCount }, (_, user) => user);
  const ladder = rules.ladder.filter((rule) => rule.isEnabled);
  const position = ladder.findIndex((rule) => everyone.some((user) => holds(rule, user)));
  if (position < 0) return { situation: 'no-match', candidate: -1, contradicted: false };
  const hits = everyone.filter((user) => holds(ladder[position], user));
  if (hits.length > 1) return { situation: 'multiple', candidate: -1, contradicted: false };
  const [candidate] = hits;
  const others = ladder
    .slice(position + 1)
    .filter((rule) => rule.verdict === 'exact' && ladder[position].verdict === 'exact');
  if (others.some((rule) => !holds(rule, candidate) && everyone.some((user) => holds(rule, user)))) {
    return { situation: 'multiple', candidate: -1, contradicted: true };
  }
  const [mine, theirs] = [key(accounts, row, 'employeeNumber'), key(users, candidate, 'employeeNumber')];
  if (mine && theirs && mine !== theirs) return { situation: 'partial', candidate, contradicted: true };
  return { situation: ladder[position].verdict, candidate, contradicted: false };
}

const cell = (...values: string[]) => fc.constantFrom('', ...values);
const person = fc.tuple(
  cell('1', '2', '03'),
  cell('ann', 'ANN ', 'bo', 'straße', 'STRASSE'),
  cell('a@x.example', 'A@X.example', 'b@x.example', '\u200bb@x.example', 'ﬁ@x.example', 'fi@x.example'),
  cell('Ann', 'ann', 'Jürgen', 'Ju\u0308rgen'),
  cell('Li', 'ΟΔΟΣ', 'οδος'),
  cell('IT', 'HR'),
  cell('true', 'No')
);
const people = fc.array(person, { maxLength: 12 });

describe('matchAccounts', () => {
  test('agrees with an obvious matcher on random directories', () => {
    fc.assert(
      fc.property(people, people, fc.boolean(), (userRows, accountRows, isCaseSensitive) => {
        const users = records(ATTRIBUTES, userRows);
        const accounts = records(ATTRIBUTES, accountRows);
        const rules = { ...defaultRules(), isCaseSensitive };
        const columns = finish(matchAccounts({ users, accounts, rules }));
        for (let row = 0; row < accounts.rowCount; row++) {
          const found: Expected = {
            situation: SITUATIONS[columns.situation[row]],
            candidate: columns.candidate[row],
            contradicted: hasFlag(columns.flags[row], 'contradicted')
          };
          expect(found).toEqual(oracle(users, accounts, rules, row));
        }
      }),
      { numRuns: 400 }
    );
  });

  test('agrees when the same lists are matched again by other rules, though it remembers what it found', () => {
    const ladders = fc.array(
      fc.record({ ladder: fc.shuffledSubarray([...defaultRules().ladder]), isCaseSensitive: fc.boolean() }),
      { minLength: 2, maxLength: 5 }
    );
    fc.assert(
      fc.property(people, people, ladders, (userRows, accountRows, variants) => {
        const users = records(ATTRIBUTES, userRows);
        const accounts = records(ATTRIBUTES, accountRows);
        for (const rules of [...variants, ...variants]) {
          const columns = finish(matchAccounts({ users, accounts, rules }));
          for (let row = 0; row < accounts.rowCount; row++) {
            const found: Expected = {
              situation: SITUATIONS[columns.situation[row]],
              candidate: columns.candidate[row],
              contradicted: hasFlag(columns.flags[row], 'contradicted')
            };
            expect(found).toEqual(oracle(users, accounts, rules, row));
          }
        }
      }),
      { numRuns: 150 }
    );
  });

  test('finds the candidates of one account that the rules propose, whatever rule comes first', () => {
    fc.assert(
      fc.property(people, person, (userRows, accountRow) => {
        const users = records(ATTRIBUTES, userRows);
        const accounts = records(ATTRIBUTES, [accountRow]);
        const rules = defaultRules();
        const columns = finish(matchAccounts({ users, accounts, rules }));
        const hits = new CandidateFinder(users, rules).find(accounts, 0, 50);
        expect(hits.length > 0).toBe(SITUATIONS[columns.situation[0]] !== 'no-match');
        if (columns.candidate[0] >= 0) expect(hits.map((hit) => hit.userRow)).toContain(columns.candidate[0]);
      })
    );
  });

  test('says that the only candidate is deactivated', () => {
    const users = records(
      ['userName', 'active'],
      [
        ['ann', 'Disabled'],
        ['bo', 'yes']
      ]
    );
    const accounts = records(['userName'], [['ann'], ['bo']]);
    const { flags } = finish(matchAccounts({ users, accounts, rules: defaultRules() }));
    expect([...flags].map((bits) => hasFlag(bits, 'deactivatedCandidate'))).toEqual([true, false]);
  });

  test('counts the users that share a key, and stops at 255', () => {
    const users = records(
      ['email'],
      Array.from({ length: 300 }, () => ['desk@x.example'])
    );
    const accounts = records(['email'], [['DESK@x.example']]);
    const { candidateCount, situation } = finish(matchAccounts({ users, accounts, rules: defaultRules() }));
    expect([candidateCount[0], SITUATIONS[situation[0]]]).toEqual([255, 'multiple']);
  });

  test('works across segments', () => {
    const names = Array.from({ length: 70_000 }, (_, i) => [`user${i}`]);
    const users = records(['userName'], names);
    const accounts = records(['userName'], names.toReversed());
    const { candidate } = finish(matchAccounts({ users, accounts, rules: defaultRules() }));
    expect([candidate[0], candidate[40_000], candidate[69_999]]).toEqual([69_999, 29_999, 0]);
  });

  test('rules that name an attribute nobody has are passed over', () => {
    const users = records(['email'], [['a@x.example']]);
    const accounts = records(['email'], [['a@x.example']]);
    const { situation } = finish(matchAccounts({ users, accounts, rules: defaultRules() }));
    expect(SITUATIONS[situation[0]]).toBe('exact');
  });
});
