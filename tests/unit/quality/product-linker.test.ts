import { describe, expect, it } from 'vitest';
import { automaticLinks } from '../../quality/automatic-links';
import { generateCase } from '../../quality/generate/generate-case';
import { LinkTally } from '../../quality/link-tally';
import { productLinker } from '../../quality/product-linker';
import { scoreCases } from '../../quality/score-cases';
import { scoreSingle } from '../../quality/score-sets';
import { shuffledCase } from '../../quality/shuffled';
import { CORRUPTION } from '../../quality/thresholds';

/** A small run of what bench:quality measures: bands, since small lists swing by more than the table's limits. */
describe('suggestions for a small generated case', () => {
  const made = generateCase({ users: 2000, seed: 1, corruption: CORRUPTION });
  const links = new LinkTally();
  const { ranks, best } = scoreCases([made], productLinker, {
    onApp: (_made, { owners }, suggester) => {
      for (const [account, user] of automaticLinks(suggester).entries()) links.add(owners[account], user);
    }
  });

  it('have the owner, or nobody, first for most accounts', () => {
    expect(ranks.first / ranks.accounts).toBeGreaterThan(0.83);
    expect(ranks.amongFive / ranks.accounts).toBeGreaterThan(0.91);
    expect(ranks.retrieved / ranks.owned).toBeGreaterThan(0.985);
  });

  it('mean what they say', () => {
    expect(best.sureShareRight).toBeGreaterThan(0.95);
    expect(best.expectedError).toBeLessThan(0.06);
  });

  it('link few wrongly without a person', () => {
    expect(links.links / links.owned).toBeGreaterThan(0.4);
    expect(links.wrong).toBeLessThan(0.01 * links.links);
  });

  it('are nearly perfect where apps have people as the directory has them, and the same in another order', () => {
    const clean = generateCase({ users: 800, seed: 2, corruption: 0 });
    const score = scoreCases([clean], productLinker).ranks;
    const again = scoreCases([shuffledCase(clean, 4)], productLinker).ranks;
    expect(score.ownedAmongFive / score.owned).toBeGreaterThan(0.97);
    expect({ ...again }).toEqual({ ...score });
  });

  it('find the records of one person in one list', () => {
    const rows = made.users.rows.slice(0, 300);
    const list = { attributes: made.users.attributes, rows: [...rows, ...rows.slice(0, 60)] };
    const persons = list.rows.map((_, row) => String(row % 300));
    expect(scoreSingle({ kind: 'single', name: 'x', list: { list, persons } }, productLinker).f1).toBeGreaterThan(0.97);
  });
});
