import { expect, test } from 'vitest';
import { cellText } from '../../../src/lib/engine/record-set';
import { matchAccounts } from '../../../src/lib/matching/match-accounts';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { AttributePair, MatchingRules } from '../../../src/lib/model/matching-rule';
import { SITUATION_CODE } from '../../../src/lib/model/situation';
import { finish, records } from '../../fixtures/records';

const pair = (name: Attribute, isOptional = false): AttributePair => ({ account: name, user: name, isOptional });

function nameRule(...optional: Attribute[]): MatchingRules {
  const pairs = [pair('familyName'), ...optional.map((name) => pair(name, true))];
  return {
    isCaseSensitive: false,
    ladder: [{ id: 'name', name: 'Name', pairs, verdict: 'partial', isEnabled: true }]
  };
}

const ATTRIBUTES: Attribute[] = ['familyName', 'department', 'title'];
const VALUES = ['', ' ', '\u200B', 'Sales', ' SALES', 'Straße', 'strasse', 'IT', 'Ops'];
const people = (count: number, step: number) =>
  records(
    ATTRIBUTES,
    Array.from({ length: count }, (_, i) => [
      i % 7 === 0 ? 'Łoś' : 'Li',
      VALUES[(i * step) % VALUES.length],
      VALUES[(i * (step + 2)) % VALUES.length]
    ])
  );

test.each<[string, Attribute[]]>([
  ['one optional pair', ['department']],
  ['two optional pairs', ['department', 'title']]
])('%s over keys that many share give what comparing everybody gives', (_what, optional) => {
  // Few share the one name, many the other: both ways are taken.
  const users = people(100, 4);
  const accounts = people(60, 5);
  const { situation, candidate, candidateCount } = finish(
    matchAccounts({ users, accounts, rules: nameRule(...optional) })
  );
  const key = (of: typeof users, row: number, name: Attribute) => normalizeKey(cellText(of, row, name), false);
  for (let row = 0; row < accounts.rowCount; row++) {
    const fitting = Array.from({ length: users.rowCount }, (_, user) => user).filter((user) => {
      if (key(users, user, 'familyName') !== key(accounts, row, 'familyName')) return false;
      return optional.every((name) => {
        const [mine, theirs] = [key(accounts, row, name), key(users, user, name)];
        return mine === '' || theirs === '' || mine === theirs;
      });
    });
    expect(candidateCount[row]).toBe(fitting.length);
    expect(candidate[row]).toBe(fitting.length === 1 ? fitting[0] : -1);
  }
  expect([...situation]).toContain(SITUATION_CODE.multiple);
});

test('30,000 accounts and as many users with one name are not compared each with each', { timeout: 20_000 }, () => {
  const many = records(
    ['familyName', 'department'],
    Array.from({ length: 30_000 }, (_, i) => ['Service', `Department ${i}`])
  );
  const started = performance.now();
  const { candidate } = finish(matchAccounts({ users: many, accounts: many, rules: nameRule('department') }));
  expect(candidate.every((user, row) => user === row)).toBe(true);
  // Each with each takes over a minute.
  expect(performance.now() - started).toBeLessThan(10_000);
});
