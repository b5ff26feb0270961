import { describe, expect, it } from 'vitest';
import type { AccountDetail, Candidate } from '../../../src/lib/protocol/engine-api';
import type { AccountSuggestions } from '../../../src/lib/protocol/suggestion-api';
import { comparePair, panelCandidates } from '../../../src/lib/state/panel-candidates';
import { part, suggestedUser, userRow } from '../../fixtures/suggested-users';

function rule(row: number, isLinked = false): Candidate {
  return { user: userRow(row), ruleName: 'E-mail', verdict: 'partial', isLinked };
}

/** Only what is read here. */
function detail(candidates: readonly Candidate[], comparisons: AccountDetail['comparisons'] = []): AccountDetail {
  return { candidates, comparisons } as unknown as AccountDetail;
}

const ranked: AccountSuggestions = {
  candidates: [suggestedUser(5, 0.8), suggestedUser(1, 0.15), suggestedUser(6, 0.004), suggestedUser(7, 0.003)],
  nobody: 0.04
};
const rows = (candidates: ReturnType<typeof panelCandidates>) => candidates.map(({ user }) => user.row);

describe('who could own an account', () => {
  it('before anybody is ranked: those of the rules, in their order', () => {
    expect(rows(panelCandidates(detail([rule(1), rule(2)]), undefined))).toEqual([1, 2]);
  });

  it('ranked: the best first, with the rule that finds the same user', () => {
    const shown = panelCandidates(detail([rule(1), rule(2)]), ranked);
    expect(rows(shown)).toEqual([5, 1, 2]);
    expect([shown[1].rule?.ruleName, shown[1].suggestion?.probability]).toEqual(['E-mail', 0.15]);
  });

  it('late, those on the screen keep their numbers, and the others come below', () => {
    expect(rows(panelCandidates(detail([rule(1), rule(2)]), ranked, true))).toEqual([1, 2, 5]);
  });

  it('where nobody is likely, the three nearest', () => {
    const unlikely = { candidates: [1, 2, 3, 4].map((row) => suggestedUser(row, 0.009 - row / 1000)), nobody: 0.98 };
    expect(rows(panelCandidates(detail([]), unlikely))).toEqual([1, 2, 3]);
  });

  it('who is linked stays first', () => {
    expect(rows(panelCandidates(detail([rule(2, true), rule(1)]), ranked))).toEqual([2, 5, 1]);
  });

  it('has a key for each: nine at most, and none of the rules is left out', () => {
    const many = { candidates: Array.from({ length: 9 }, (_, i) => suggestedUser(20 + i, 0.05)), nobody: 0 };
    const shown = panelCandidates(detail([rule(1), rule(2)]), many);
    expect(shown).toHaveLength(9);
    expect(shown.filter((candidate) => candidate.rule)).toHaveLength(2);
  });
});

describe('the account beside a candidate', () => {
  const comparisons: AccountDetail['comparisons'] = [
    { attribute: 'displayName', account: 'Bob Smith', candidates: ['Robert Smith'] },
    { attribute: 'phone', account: '', candidates: ['1'] }
  ];

  it('of a rule: what was read of both', () => {
    const shown = detail([rule(1)], comparisons);
    expect(comparePair(shown, panelCandidates(shown, undefined)[0]).map(({ other }) => other)).toEqual([
      'Robert Smith',
      '1'
    ]);
  });

  it('of the ranking alone: what its row and its evidence tell, in the usual order', () => {
    const evidence = [
      part('employee-number', 'exact', 9, { account: '77', user: '077' }),
      part('custom:Cost centre', 'exact', 2, { account: 'A1', user: 'A1' })
    ];
    const shown = detail([], comparisons);
    const [candidate] = panelCandidates(shown, { candidates: [suggestedUser(5, 0.8, evidence)], nobody: 0.2 });
    expect(comparePair(shown, candidate)).toEqual([
      { attribute: 'userName', account: '', other: 'user5' },
      { attribute: 'displayName', account: 'Bob Smith', other: 'User 5' },
      { attribute: 'email', account: '', other: 'user5@x.example' },
      { attribute: 'employeeNumber', account: '77', other: '077' },
      { attribute: 'custom:Cost centre', account: 'A1', other: 'A1' }
    ]);
  });

  it('of nobody: the account alone', () => {
    expect(comparePair(detail([], comparisons), undefined)).toEqual([
      { attribute: 'displayName', account: 'Bob Smith', other: '' }
    ]);
  });
});
