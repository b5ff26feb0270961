import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignOneToOne, UNASSIGNED, type WeighedPairs } from '../../quality/metrics/assign-one-to-one';

type Pair = readonly [account: number, user: number, gain: number];

const ACCOUNTS = 6;
const USERS = 5;

function weighed(pairs: readonly Pair[]): WeighedPairs {
  return {
    accounts: Uint32Array.from(pairs, ([account]) => account),
    users: Uint32Array.from(pairs, ([, user]) => user),
    gains: Float64Array.from(pairs, ([, , gain]) => gain)
  };
}

const drawnPairs = fc
  .uniqueArray(fc.tuple(fc.nat(ACCOUNTS - 1), fc.nat(USERS - 1)), { selector: String, maxLength: 30 })
  .chain((places) =>
    fc
      .array(fc.integer({ min: -4, max: 40 }), { minLength: places.length, maxLength: places.length })
      .map((gains) => places.map(([account, user], at): Pair => [account, user, gains[at]]))
  );

function worth(pairs: readonly Pair[], userOf: Int32Array): number {
  return pairs.reduce((sum, [account, user, gain]) => sum + (userOf[account] === user ? gain : 0), 0);
}

/** Tries everything. */
function most(pairs: readonly Pair[], account = 0, taken = 0): number {
  if (account === ACCOUNTS) return 0;
  let best = most(pairs, account + 1, taken);
  for (const [of, user, gain] of pairs) {
    if (of !== account || (taken >> user) & 1) continue;
    best = Math.max(best, gain + most(pairs, account + 1, taken | (1 << user)));
  }
  return best;
}

test('no other assignment is worth more', () => {
  fc.assert(
    fc.property(drawnPairs, (pairs) => {
      const userOf = assignOneToOne(weighed(pairs), ACCOUNTS, USERS);
      const assigned = Array.from(userOf).filter((user) => user !== UNASSIGNED);
      expect(new Set(assigned).size).toBe(assigned.length);
      userOf.forEach((user, account) => {
        if (user !== UNASSIGNED)
          expect(pairs.some(([a, u, gain]) => a === account && u === user && gain > 0)).toBe(true);
      });
      expect(worth(pairs, userOf)).toBe(most(pairs));
    }),
    { numRuns: 500 }
  );
});

test('the order in which pairs are given does not matter', () => {
  fc.assert(
    fc.property(drawnPairs, (pairs) => {
      const userOf = assignOneToOne(weighed(pairs), ACCOUNTS, USERS);
      expect(assignOneToOne(weighed([...pairs].reverse()), ACCOUNTS, USERS)).toEqual(userOf);
    })
  );
});

test('the better of two does without their favourite when both together are better off', () => {
  const pairs: Pair[] = [
    [0, 0, 10],
    [0, 1, 9],
    [1, 0, 8]
  ];
  expect(Array.from(assignOneToOne(weighed(pairs), 2, 2))).toEqual([1, 0]);
});
