import { describe, expect, test } from 'vitest';
import type { LinkageModel } from '../../../src/lib/model/linkage-model';
import { fitWeights } from '../../../src/lib/linkage/weigh/fit-weights';
import { Rarity } from '../../../src/lib/linkage/weigh/frequency-weight';
import { sampleCandidates, sampleChance } from '../../../src/lib/linkage/weigh/sample-pairs';
import { WeightCells } from '../../../src/lib/linkage/weigh/weight-cells';
import { finish } from '../../fixtures/records';
import { drawnComparisons, mostAgreeing, type Drawn, type SimulatedLists } from './simulated';

const levels = ['missing', 'different', 'near', 'exact'] as const;
const DRAWN: Drawn[] = [
  { id: 'custom:a', levels, m: [0.1, 0.09, 0.09, 0.72], u: [0.1, 0.873, 0.018, 0.009] },
  { id: 'custom:b', levels, m: [0, 0.15, 0.05, 0.8], u: [0, 0.96, 0.02, 0.02] },
  { id: 'custom:c', levels, m: [0.2, 0.04, 0.12, 0.64], u: [0.2, 0.72, 0.04, 0.04] },
  { id: 'custom:d', levels, m: [0, 0.3, 0.1, 0.6], u: [0, 0.9, 0.05, 0.05] },
  { id: 'custom:e', levels, m: [0, 0.1, 0.1, 0.8], u: [0, 0.97, 0.02, 0.01] }
];

function fitted(lists: SimulatedLists, seed: number, prior?: LinkageModel): LinkageModel {
  const comparisons = drawnComparisons(DRAWN, lists, seed);
  const cells = new WeightCells(comparisons);
  const source = { comparisons, cells, rarity: new Rarity(lists.users) };
  const accounts = Uint32Array.from({ length: lists.accounts }, (_, row) => row);
  const users = Uint32Array.from({ length: lists.users }, (_, row) => row);
  const candidates = finish(sampleCandidates(source, accounts, mostAgreeing(comparisons, lists.users, 40)));
  const chance = finish(sampleChance(source, { accounts, users }, 100_000));
  return finish(fitWeights({ cells, candidates, chance, userCount: lists.users, prior, isExclusive: true }));
}

const weightOf = (m: number, u: number) => Math.log2(m / u);

describe('weights', () => {
  test('that pairs were drawn by are found again, without an owner being known', () => {
    const model = fitted({ accounts: 500, users: 400, owned: 350 }, 7);
    expect(model.ownerShare).toBeGreaterThan(0.64);
    expect(model.ownerShare).toBeLessThan(0.76);
    DRAWN.forEach(({ id, m, u }, at) => {
      const { comparison, levels: found } = model.comparisons[at];
      expect(comparison).toBe(id);
      const mKnown = 1 - m[0];
      const uKnown = 1 - u[0];
      found.forEach((level, index) => {
        expect(Math.abs(level.m - m[index + 1] / mKnown), `${id} ${level.level} m`).toBeLessThan(0.06);
        expect(Math.abs(level.u - u[index + 1] / uKnown), `${id} ${level.level} u`).toBeLessThan(0.006);
      });
    });
  });

  test('of a list of three accounts stay near what was expected', () => {
    const model = fitted({ accounts: 3, users: 20, owned: 0 }, 3);
    for (const { levels: found } of model.comparisons) {
      const exact = found.find(({ level }) => level === 'exact');
      expect(weightOf(exact?.m ?? 0, exact?.u ?? 1)).toBeGreaterThan(2);
      expect(exact?.m).toBeGreaterThan(0.5);
    }
  });

  test('of stronger agreement are never less than those of weaker', () => {
    for (const seed of [1, 2, 3]) {
      for (const { levels: found } of fitted({ accounts: 60, users: 50, owned: 40 }, seed).comparisons) {
        const weights = found.map(({ m, u }) => weightOf(m, u));
        for (let at = 1; at < weights.length; at++) expect(weights[at]).toBeGreaterThanOrEqual(weights[at - 1] - 1e-6);
      }
    }
  });

  test('are the same each time', () => {
    const lists = { accounts: 80, users: 60, owned: 50 };
    expect(fitted(lists, 5)).toEqual(fitted(lists, 5));
  });
});
