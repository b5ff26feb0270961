import { describe, expect, it } from 'vitest';
import { AGREEMENT_LEVELS, COMPARISON_IDS } from '../../../src/lib/model/agreement';
import {
  comparisonName,
  evidenceWords,
  levelWords,
  shareWords,
  suggestionWords,
  whatKept
} from '../../../src/lib/state/evidence-words';
import { part } from '../../fixtures/suggested-users';

const surname = part('family-name', 'exact', 9.2, { usersWithIt: 3 });
const firstName = part('given-name', 'nickname', 4.1);
const mailbox = part('mailbox', 'pattern', 6, { account: 'bob.smith', user: 'Bob Smith' });
const department = part('department', 'different', -1.5);
const prior = part('prior', 'missing', -14);

describe('the words of evidence', () => {
  it('has some for every comparison and level, each of its own', () => {
    for (const comparison of [...COMPARISON_IDS, 'custom:Cost centre' as const]) {
      const words = AGREEMENT_LEVELS.map((level) => levelWords(comparison, level));
      expect(new Set(words).size, comparison).toBe(AGREEMENT_LEVELS.length);
      expect(words.every((text) => text.length > 3)).toBe(true);
      expect(comparisonName(comparison)).not.toBe('');
    }
  });

  it('quotes what is foreign, so that it can be masked', () => {
    expect(levelWords('custom:Cost centre', 'exact')).toBe('same “Cost centre”');
    expect(evidenceWords({ ...surname, learntFrom: 'Salesforce' })).toContain('known from “Salesforce”');
  });

  it.each([
    [0, ''],
    [1, 'nobody else here has it'],
    [3, 'rare here (3 people)'],
    [214, '214 people here']
  ])('of what %i people have: %s', (count, words) => {
    expect(shareWords(count)).toBe(words);
  });

  it('says how many have it only of what both have', () => {
    expect(evidenceWords(surname)).toBe('same surname, rare here (3 people)');
    expect(evidenceWords(part('family-name', 'different', -4, { usersWithIt: 3 }))).toBe('surname differs');
  });

  it('names the pattern of a mailbox where it can be told', () => {
    expect(evidenceWords(mailbox)).toBe('mailbox follows first.last');
    expect(evidenceWords({ ...mailbox, account: 'zz9' })).toBe('mailbox follows the name');
  });

  it('puts the strongest first, what speaks for it before what speaks against', () => {
    expect(suggestionWords([prior, department, firstName, surname, mailbox])).toBe(
      'same surname, rare here (3 people); mailbox follows first.last; first name is a short form; but department differs'
    );
  });

  it('leaves out what weighs nothing, and says so where nothing is left', () => {
    expect(suggestionWords([prior, part('title', 'exact', 0.1)])).toBe('nothing of weight to compare');
    expect(suggestionWords([part('title', 'exact', 0.1), department])).toBe('department differs');
  });

  it('tells what kept rules from matching: what differs first', () => {
    expect(whatKept([surname, firstName, department, prior])).toBe(
      'department differs; alike only: first name is a short form'
    );
    expect(whatKept([surname])).toBe('');
  });
});
