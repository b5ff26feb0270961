import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinKeys } from '../../../src/lib/matching/join-keys';
import { MatchMemory } from '../../../src/lib/matching/match-memory';
import { KnownHits, UNKNOWN } from '../../../src/lib/matching/known-hits';
import { RecordKeys } from '../../../src/lib/matching/record-keys';
import { finish, records } from '../../fixtures/records';

const names = fc.array(fc.constantFrom('', 'ann', 'Ann', 'bo', 'cy', 'zoë', 'ZOË'), { maxLength: 20 });

function keysOf(values: readonly string[]): RecordKeys {
  const column = values.map((value) => [value]);
  const keys = new RecordKeys(records(['userName'], column), ['userName'], false);
  finish(keys.hash());
  return keys;
}

/** As bad as a hash can be: different keys share it. */
function spoil(keys: RecordKeys, distinctHashes: number): RecordKeys {
  for (let row = 0; row < keys.hashes.low.length; row++) {
    if (!keys.hasKey(row)) continue;
    keys.hashes.low[row] = 1 + (keys.hashes.low[row] % distinctHashes);
    keys.hashes.high[row] = 0;
  }
  return keys;
}

function join(users: RecordKeys, accounts: RecordKeys, isAsked = accounts.hashes.low.map(() => 1)): KnownHits {
  const known = new KnownHits(accounts.hashes.low.length);
  finish(joinKeys({ users, accounts, memory: new MatchMemory() }, Uint8Array.from(isAsked), known));
  return known;
}

test('keys that share a hash are told apart by their bytes', () => {
  fc.assert(
    fc.property(names, names, fc.constantFrom(1, 2, 1000), (users, accounts, distinctHashes) => {
      const known = join(spoil(keysOf(users), distinctHashes), spoil(keysOf(accounts), distinctHashes));
      accounts.forEach((name, row) => {
        const isSame = (user: number) => name !== '' && users[user].toLowerCase() === name.toLowerCase();
        const found = Array.from({ length: known.count(row) }, (_, i) => known.user(row, i));
        expect(found).toEqual([...users.keys()].filter(isSame));
        for (const user of users.keys()) expect(known.has(row, user)).toBe(isSame(user));
      });
    }),
    { numRuns: 500 }
  );
});

test('accounts that nobody asks for stay unknown', () => {
  const known = join(keysOf(['ann', 'bo']), keysOf(['ann', 'bo']), Uint32Array.of(0, 1));
  expect([...known.rows]).toEqual([UNKNOWN, 1]);
});

test('many partitions and segments, and keys that many share', () => {
  const users = Array.from({ length: 70_000 }, (_, i) => (i % 7 === 0 ? `shared ${i % 70}` : `user ${i}`));
  const accounts = users.toReversed();
  const known = join(keysOf(users), keysOf(accounts));
  expect([known.count(69_999), known.count(0)]).toEqual([1000, 1]);
  expect(accounts.every((name, row) => users[known.user(row, 0)] === name)).toBe(true);
  expect(known.user(69_999, 999)).toBe(69_930);
});

test('what is noted is right at any moment, so that a match may end half-way', () => {
  const users = Array.from({ length: 70_000 }, (_, i) => (i % 7 === 0 ? `shared ${i % 70}` : `user ${i}`));
  const accounts = users.map((name, i) => (i % 3 === 0 ? `nobody ${i}` : name)).toReversed();
  const [mine, theirs] = [keysOf(users), keysOf(accounts)];
  const whole = join(mine, theirs);
  const known = new KnownHits(accounts.length);
  const isAsked = new Uint8Array(accounts.length).fill(1);
  let steps = 0;
  for (const _ of joinKeys({ users: mine, accounts: theirs, memory: new MatchMemory() }, isAsked, known)) {
    steps++;
    const noted = [...known.rows.keys()].filter((row) => known.rows[row] !== UNKNOWN);
    expect(noted.every((row) => known.count(row) === whole.count(row))).toBe(true);
  }
  expect(steps).toBeGreaterThan(5);
});
