import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchAccounts } from '../../src/lib/matching/match-accounts';
import { customAttribute, type Attribute } from '../../src/lib/model/attribute';
import { FLAG } from '../../src/lib/model/flag';
import type { AttributePair, MatchingRules } from '../../src/lib/model/matching-rule';
import { defaultRules } from '../../src/lib/model/matching-rule';
import { SITUATIONS } from '../../src/lib/model/situation';
import { compareLists, compareWithSql } from '../bench/commit/sql-figures';
import { generatedLists } from '../bench/commit/sql-lists';
import { postgresMissing } from '../bench/commit/sql-run';
import { finish, records } from '../fixtures/records';

const OWN = customAttribute("Own 'key' \\");
const ATTRIBUTES = ['userName', 'email', 'employeeNumber', 'department', OWN] as const satisfies Attribute[];

/** Few values, so that they meet: of other case, with blanks and invisible characters, with what databases stumble over. */
const value = fc.constantFrom(
  'ada',
  ' ADA ',
  'a\u200bda',
  'grüße',
  'GRÜSSE',
  'a"b',
  "o'hara",
  'back\\slash',
  'a,b',
  'two\nlines',
  '\0',
  '\u24000',
  '',
  '',
  '  '
);
const common = fc.constantFrom('ada', ' ADA ', 'o', '', '');
const cell = fc.oneof({ weight: 3, arbitrary: common }, { weight: 1, arbitrary: value });
const row = fc.tuple(cell, cell, cell, cell, cell, fc.constantFrom('true', 'false')).map((cells) => [...cells]);
const pair: fc.Arbitrary<AttributePair> = fc
  .record({
    account: fc.constantFrom<Attribute>(...ATTRIBUTES),
    other: fc.constantFrom<Attribute>(...ATTRIBUTES, 'title'),
    isSame: fc.nat(3).map((number) => number > 0),
    isOptional: fc.nat(2).map((number) => number === 0)
  })
  .map(({ account, other, isSame, isOptional }) => ({ account, user: isSame ? account : other, isOptional }));
const rules: fc.Arbitrary<MatchingRules> = fc.record({
  isCaseSensitive: fc.boolean(),
  ladder: fc.array(
    fc.record({
      id: fc.constant('id'),
      name: fc.constantFrom('Name', 'two\nlines; DROP TABLE muster_users; --'),
      pairs: fc.array(pair, { minLength: 1, maxLength: 3 }),
      verdict: fc.constantFrom('exact' as const, 'partial' as const),
      isEnabled: fc.nat(7).map((number) => number > 0)
    }),
    { maxLength: 5 }
  )
});

describe('the query that is handed over', () => {
  test(
    'gives the same situation for 100,000 accounts, on DuckDB and PostgreSQL',
    { timeout: 120_000 },
    async (context) => {
      const { rows, different, postgres } = await compareWithSql(100_000);
      expect({ rows, different }).toEqual({ rows: 100_000, different: 0 });
      if ('skipped' in postgres) await context.annotate(`PostgreSQL: ${postgres.skipped}`);
      else expect(postgres).toEqual({ rows: 100_000, different: 0 });
    }
  );

  test('gives the same under any rules', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.array(row, { maxLength: 30 }),
        rules,
        fc.boolean(),
        async (users, accounts, ladder, hasNumbers) => {
          const [kept, attributes] = hasNumbers
            ? [accounts, [...ATTRIBUTES, 'active' as const]]
            : [accounts.map((cells) => cells.toSpliced(2, 1)), [...ATTRIBUTES.toSpliced(2, 1), 'active' as const]];
          const lists = { users: records([...ATTRIBUTES, 'active'], users), accounts: records(attributes, kept) };
          expect((await compareLists(lists, ladder, false)).different).toBe(0);
        }
      ),
      { numRuns: 100 }
    );
  });

  test('lets only later rules disagree: one before that found nobody who fits is no contradiction', async () => {
    const same = (name: Attribute, isOptional = false) => ({ account: name, user: name, isOptional });
    const rule = (pairs: readonly AttributePair[]) => ({
      id: 'r',
      name: 'R',
      verdict: 'exact' as const,
      isEnabled: true,
      pairs
    });
    const ladder: MatchingRules = {
      isCaseSensitive: false,
      ladder: [rule([same('email'), same('department', true)]), rule([same('userName')])]
    };
    const users = [
      ['x', 'e', '', 'Sales', '', 'true'],
      ['y', '', '', '', '', 'true']
    ];
    const lists = {
      users: records([...ATTRIBUTES, 'active'], users),
      accounts: records([...ATTRIBUTES, 'active'], [['y', 'e', '', 'Ops', '', 'true']])
    };
    expect([...finish(matchAccounts({ ...lists, rules: ladder })).candidate]).toEqual([1]);
    expect((await compareLists(lists, ladder, false)).different).toBe(0);
  });

  test('takes a thousand accounts that share a name with a thousand users', async () => {
    const name = Array.from({ length: 1000 }, (_, i) => ['', '', '', i % 3 === 0 ? '' : `d${i % 5}`, 'same', 'true']);
    const lists = {
      users: records([...ATTRIBUTES, 'active'], name),
      accounts: records([...ATTRIBUTES, 'active'], name)
    };
    const ladder: MatchingRules = {
      isCaseSensitive: false,
      ladder: [
        {
          id: 'own',
          name: 'Own',
          verdict: 'exact',
          isEnabled: true,
          pairs: [
            { account: OWN, user: OWN },
            { account: 'department', user: 'department', isOptional: true }
          ]
        }
      ]
    };
    expect((await compareLists(lists, ladder, false)).different).toBe(0);
  });

  test.skipIf(postgresMissing() !== undefined)(
    'runs as the comment says with odd keys',
    { timeout: 60_000 },
    async () => {
      const odd = [' ADA', '\0', '\u24000', 'a"b', 'two\nlines', '\\.', 'x,y', '\\N'];
      const cells = odd.map((text, i) => [text, odd[(i + 3) % odd.length], '', '', text, 'true']);
      const lists = {
        users: records([...ATTRIBUTES, 'active'], cells),
        accounts: records([...ATTRIBUTES, 'active'], cells.toReversed())
      };
      const figures = await compareLists(lists, defaultRules(), true);
      expect(figures.different).toBe(0);
      expect(figures.postgres).toEqual({ rows: odd.length, different: 0 });
    }
  );
});

test('the lists have every situation, by every rule', () => {
  const lists = generatedLists(20_000);
  const { situation, rule, flags } = finish(matchAccounts({ ...lists, rules: defaultRules() }));
  const counts = new Map<string, number>();
  for (let row = 0; row < situation.length; row++) {
    const contradicted = (flags[row] & FLAG.contradicted) !== 0;
    for (const fact of [`${SITUATIONS[situation[row]]}${contradicted ? ', contradicted' : ''}`, `rule ${rule[row]}`])
      counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  const facts = ['no-match', 'partial', 'partial, contradicted', 'exact', 'multiple', 'multiple, contradicted'];
  for (const fact of facts) expect(counts.get(fact), fact).toBeGreaterThan(100);
  for (const number of [0, 1, 2, 3, 4, 5, 6])
    expect(counts.get(`rule ${number}`), `rule ${number}`).toBeGreaterThan(10);
});
