import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgreementLevel, ComparisonId } from '../../../src/lib/model/agreement';
import type { Comparison } from '../../../src/lib/linkage/comparison';
import { Rarity } from '../../../src/lib/linkage/weigh/frequency-weight';
import { PairScorer } from '../../../src/lib/linkage/weigh/pair-scorer';
import { WeightCells } from '../../../src/lib/linkage/weigh/weight-cells';
import { WeightTable } from '../../../src/lib/linkage/weigh/weight-table';

const IDS: ComparisonId[] = [
  'given-name',
  'family-name',
  'username',
  'mailbox',
  'external-id',
  'department',
  'manager',
  'custom:x'
];
const levels: AgreementLevel[] = ['missing', 'different', 'near', 'swapped', 'exact'];
const NO_MODEL = { comparisons: [], ownerShare: 0.7, origin: 'delivered', learntFrom: 0 } as const;
const USERS = 1000;

function fixed(id: ComparisonId, level: number, share: number): Comparison {
  return { id, levels, share, level: () => level, texts: () => ({ account: 'a', user: 'u' }) };
}

function scorer(levelOf: readonly number[], shareOf: readonly number[]): PairScorer {
  const comparisons = IDS.map((id, at) => fixed(id, levelOf[at], levelOf[at] > 1 ? shareOf[at] : 0));
  return new PairScorer(comparisons, new WeightTable(new WeightCells(comparisons), NO_MODEL, new Rarity(USERS)), USERS);
}

const eight = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 8, maxLength: 8 });
const exact = [4, 4, 4, 4, 0, 0, 0, 0];
const rare = Array<number>(8).fill(0.001);

describe('parts', () => {
  test('add up to the score, exactly and in any order', () => {
    const shares = eight(
      fc.oneof(
        fc.constant(0),
        fc.integer({ min: 1, max: USERS }).map((users) => users / USERS)
      )
    );
    fc.assert(
      fc.property(eight(fc.nat(4)), shares, (levelOf, shareOf) => {
        const pair = scorer(levelOf, shareOf);
        const parts = pair.evidence(0, 0).map(({ bits }) => bits);
        const sum = parts.reduce((total, bits) => total + bits, 0);
        expect([...parts].sort((a, b) => a - b).reduce((total, bits) => total + bits, 0)).toBe(sum);
        expect(Math.abs(pair.bits(0, 0) - sum)).toBeLessThan(1e-4);
        expect(pair.evidence(0, 0).filter(({ level }) => level === 'missing').length).toBeLessThanOrEqual(1);
      })
    );
  });

  test('of what is made of the name count once: the correction says so', () => {
    const parts = scorer(exact, rare).evidence(0, 0);
    const combined = parts.find(({ comparison }) => comparison === 'combined');
    expect(combined?.bits).toBeLessThan(-5);
    const nameless = scorer([0, 0, 4, 0, 0, 0, 0, 0], rare).evidence(0, 0);
    expect(nameless.map(({ comparison }) => comparison)).toEqual(['username']);
  });

  test('weigh more the fewer have the value', () => {
    const [few, many] = [0.001, 0.1].map((share) => scorer(exact, Array<number>(8).fill(share)).bits(0, 0));
    expect(few).toBeGreaterThan(many + 6);
    expect(scorer(exact, rare).evidence(0, 0)[0].usersWithIt).toBe(1);
  });

  test('that differ count against', () => {
    for (const { bits } of scorer([1, 1, 1, 0, 0, 0, 0, 1], rare).evidence(0, 0)) expect(bits).toBeLessThan(0);
  });
});
