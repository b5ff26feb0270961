import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../../src/lib/model/suggestion';
import { generateCase } from '../../quality/generate/generate-case';
import type { Linker, MakeLinker } from '../../quality/linker';
import { PlainScorer } from '../../quality/reference/plain-scorer';
import { scoreCases } from '../../quality/score-cases';
import { scorePaired, scoreRanks, scoreSingle } from '../../quality/score-sets';
import { shuffledCase } from '../../quality/shuffled';

const plainLinker: MakeLinker = ({ users, accounts }): Linker => {
  const scorer = new PlainScorer(users);
  return { suggest: (account) => scorer.suggest(accounts, account) };
};

describe('generated cases', () => {
  const made = generateCase({ users: 1500, seed: 9001, corruption: 0.5 });
  const { ranks, best } = scoreCases([made], plainLinker);

  it('are about as hard as they are meant to be, for a scorer written by hand', () => {
    expect(ranks.first / ranks.accounts).toBeGreaterThan(0.75);
    expect(ranks.first / ranks.accounts).toBeLessThan(0.9);
    expect(ranks.accounts).toBe(made.apps.reduce((sum, { owners }) => sum + owners.length, 0));
  });

  it('score the same in another order', () => {
    const again = scoreCases([shuffledCase(made, 8)], plainLinker);
    // The plain scorer looks at 60 users only, in their order: a few accounts may differ, the truth may not.
    expect(again.ranks.owned).toBe(ranks.owned);
    expect(Math.abs(again.ranks.first - ranks.first)).toBeLessThan(0.01 * ranks.accounts);
  });

  it('are perfect for who knows the truth, and wrong for who ties', () => {
    const knowing = (probability: number): MakeLinker => {
      const owners = new Map(made.apps.map((app) => [app.accounts, app.owners]));
      return ({ accounts }) => ({
        suggest: (account) => {
          const owner = owners.get(accounts)?.[account] ?? -1;
          const other: Suggestion = { user: 0, probability: 1 - probability, bits: 0, evidence: [] };
          const right: Suggestion = { user: owner, probability, bits: 1, evidence: [] };
          return owner < 0 ? { candidates: [], nobody: 1 } : { candidates: [right, { ...other, user: -2 }], nobody: 0 };
        }
      });
    };
    expect(scoreCases([made], knowing(1)).ranks.first).toBe(ranks.accounts);
    expect(scoreCases([made], knowing(0.5)).ranks.ownedFirst).toBe(0);
    expect(best.sureCount).toBeGreaterThan(0);
  });

  it('tell what was not first', () => {
    let misses = 0;
    const { ranks: again } = scoreCases([made], plainLinker, { onMiss: () => misses++ });
    expect(misses).toBe(again.accounts - again.first);
  });
});

describe('open sets', () => {
  const attributes = ['givenName', 'familyName'] as const;
  const list = (...names: readonly string[]) => ({
    list: { attributes, rows: names.map((name) => name.split(' ')) },
    persons: names
  });

  /** Bits by equal names. */
  const byName: MakeLinker = ({ users, accounts, isSameList }) => ({
    suggest: (account) => ({
      candidates: users.rows
        .map((row, user) => ({
          user,
          bits: row.filter((cell, at) => cell === accounts.rows[account][at]).length * 4 - 5
        }))
        .filter(({ user }) => !isSameList || user !== account)
        .map(({ user, bits }) => ({ user, bits, probability: 2 ** bits / (1 + 2 ** bits), evidence: [] }))
        .toSorted((one, other) => other.bits - one.bits),
      nobody: 0
    })
  });

  it('link everybody once', () => {
    const users = list('a b', 'c d', 'e f');
    const accounts = list('e f', 'c d', 'x y');
    const set = { kind: 'paired', name: 'x', users, accounts } as const;
    expect(scorePaired(set, byName)).toMatchObject({ right: 2, wrong: 0, missed: 0 });
    expect(scoreRanks(set, ['familyName'], byName).top1).toBeCloseTo(200 / 3, 10);
  });

  it('put the records of one list into groups', () => {
    const single = list('a b', 'c d', 'a b', 'a x');
    const persons = ['1', '2', '1', '1'];
    expect(scoreSingle({ kind: 'single', name: 'x', list: { ...single, persons } }, byName)).toMatchObject({
      right: 1,
      wrong: 0,
      missed: 2
    });
  });
});
