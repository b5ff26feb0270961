import { describe, expect, it } from 'vitest';
import type { Suggestions } from '../../../src/lib/model/suggestion';
import { Calibration } from '../../quality/metrics/calibration';
import { exactNamesBetween, exactNamesWithin } from '../../quality/metrics/exact-names';
import { groupsOf } from '../../quality/metrics/groups';
import { groupScore, linkScore } from '../../quality/metrics/pair-score';
import { isNobodyFirst, rankOf, RankTally } from '../../quality/metrics/rank-score';

function suggested(probabilities: readonly number[], nobody: number): Suggestions {
  const candidates = probabilities.map((probability, user) => ({ user, probability, bits: 0, evidence: [] }));
  return { candidates, nobody };
}

describe('pairs', () => {
  it('counts what was missed, so that blocking is no excuse', () => {
    const score = linkScore(
      [
        [0, 0],
        [1, 2]
      ],
      ['a', 'b', 'c'],
      ['a', 'x', 'c', 'b']
    );
    expect(score).toEqual({ right: 1, wrong: 1, missed: 2, f1: 2 / 5 });
  });

  it('counts pairs within groups', () => {
    expect(groupScore([0, 0, 0, 3, 3], ['a', 'a', 'b', 'b', 'b'])).toEqual({ right: 2, wrong: 2, missed: 2, f1: 0.5 });
  });

  it('puts together what hangs together, in any order, and no strangers by one likeness', () => {
    const pairs = [
      { one: 4, other: 5, bits: 3 },
      { one: 1, other: 4, bits: 5 },
      { one: 5, other: 1, bits: 4 },
      { one: 0, other: 2, bits: 6 },
      { one: 5, other: 2, bits: 1 },
      { one: 3, other: 0, bits: -1 }
    ];
    for (const order of [pairs, pairs.toReversed()]) {
      const groups = groupsOf(order, 6);
      const together = (one: number) => groups.flatMap((group, row) => (group === groups[one] ? [row] : []));
      expect([together(0), together(1), together(3)]).toEqual([[0, 2], [1, 4, 5], [3]]);
    }
  });
});

describe('exact first and last names', () => {
  const attributes = ['givenName', 'familyName'] as const;
  const list = {
    list: {
      attributes,
      rows: [
        ['Ann', 'Lee'],
        ['ann', 'LEE'],
        ['', ''],
        ['', ''],
        ['Ann', 'Lee']
      ]
    },
    persons: ['1', '1', '2', '2', '3']
  };

  it('are compared folded, and only where both are there', () => {
    expect(exactNamesWithin(list)).toMatchObject({ right: 1, wrong: 2, missed: 1 });
  });

  it('link two lists with every pair of the same name', () => {
    expect(exactNamesBetween(list, list)).toMatchObject({ right: 5, wrong: 4 });
  });
});

describe('places', () => {
  it('puts whoever is as likely before the owner', () => {
    expect(rankOf(0, suggested([0.4, 0.4, 0.1], 0.1))).toBe(2);
    expect(rankOf(1, suggested([0.2, 0.6], 0.2))).toBe(1);
    expect(rankOf(7, suggested([0.2, 0.6], 0.2))).toBe(0);
  });

  it('has nobody first only where no user is as likely', () => {
    expect(isNobodyFirst(suggested([0.4], 0.4))).toBe(false);
    expect(isNobodyFirst(suggested([0.4], 0.5))).toBe(true);
    expect(isNobodyFirst(suggested([], 1))).toBe(true);
  });

  it('takes an account with an owner as wrong where nobody is likelier', () => {
    const tally = new RankTally();
    tally.add(0, suggested([0.3, 0.1], 0.6));
    tally.add(0, suggested([0.7, 0.1], 0.2));
    tally.add(-1, suggested([0.3], 0.7));
    tally.add(-1, suggested([0.7], 0.3));
    tally.add(5, suggested([0.2, 0.2], 0.6));
    expect(tally).toMatchObject({ accounts: 5, first: 2, amongFive: 3, owned: 3, ownedFirst: 1, retrieved: 2 });
  });
});

describe('calibration', () => {
  it('is the mean distance of what was said from what was right', () => {
    const calibration = new Calibration();
    for (let i = 0; i < 10; i++) calibration.add(0.95, i > 0);
    for (let i = 0; i < 10; i++) calibration.add(0.32, i < 5);
    expect(calibration.expectedError).toBeCloseTo((0.05 + 0.18) / 2, 12);
    expect(calibration.sureShareRight).toBeCloseTo(0.9, 12);
    expect(calibration.bins()[6]).toMatchObject({ from: 0.3, count: 10, shareRight: 0.5 });
  });

  it('keeps certainty in the last bin', () => {
    const calibration = new Calibration();
    calibration.add(1, true);
    expect(calibration.bins()[19].count).toBe(1);
    expect(calibration.expectedError).toBe(0);
  });
});
