import { describe, expect, it } from 'vitest';
import type { LinkageModel } from '../../../src/lib/model/linkage-model';
import { formatShare, originWords, weightGroups } from '../../../src/lib/state/weight-words';

const model: LinkageModel = {
  comparisons: [
    {
      comparison: 'family-name',
      levels: [
        { level: 'different', m: 0.05, u: 0.8 },
        { level: 'exact', m: 0.8, u: 0.1 }
      ]
    }
  ],
  ownerShare: 0.8,
  origin: 'learnt',
  learntFrom: 12
};

describe('the weights of suggestions', () => {
  it('are logarithms of how much more often the same person agrees so, the strongest first', () => {
    expect(weightGroups(model)).toEqual([
      {
        name: 'Surname',
        rows: [
          { words: 'same surname', same: 0.8, others: 0.1, bits: 3 },
          { words: 'surname differs', same: 0.05, others: 0.8, bits: -4 }
        ]
      }
    ]);
  });

  it('say where they come from', () => {
    expect(originWords(model)).toContain('learnt from 12 decisions');
    expect(originWords({ ...model, origin: 'fitted' })).toBe('Fitted to these two lists.');
    expect(originWords({ ...model, origin: 'delivered' })).toMatch(/^As delivered/u);
  });

  it.each([
    [0.62, '62 %'],
    [0.041, '4.1 %'],
    [0.00005, '1 in 20,000'],
    [0, '0 %']
  ])('a share of %d is shown as %s', (share, words) => {
    expect(formatShare(share)).toBe(words);
  });
});
