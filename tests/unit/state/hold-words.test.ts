import { describe, expect, it } from 'vitest';
import { holdSentence } from '../../../src/lib/state/hold-words';
import { rowSum } from '../../../src/lib/state/import-words';
import { statusNote } from '../../../src/lib/state/unconfirmed-words';

describe('why an import is held', () => {
  it.each([
    [{ kind: 'max-creates', count: 1204, limit: 1000 }, '1,204 accounts would be created; at most 1,000 may be.'],
    [{ kind: 'max-deletes', count: 1, limit: 0 }, '1 account would be marked as vanished; at most 0 may be.'],
    [
      { kind: 'disappearing', count: 31, linked: 150, percent: 20 },
      '31 of 150 linked accounts would vanish, 20.7 %; at most 20 % may.'
    ],
    [{ kind: 'shrunken', count: 8, before: 8, now: 0 }, 'The source has no rows; the list has 8.'],
    [
      { kind: 'shrunken', count: 5, before: 8, now: 3 },
      'The source has 3 rows; the list has 8, of which 5 would vanish.'
    ]
  ] as const)('%o', (cause, sentence) => {
    expect(holdSentence(cause)).toBe(sentence);
  });

  it('never rounds a share down to the limit that it passed', () => {
    const cause = { kind: 'disappearing', count: 2_001, linked: 10_000, percent: 20 } as const;
    expect(holdSentence(cause)).toContain('20.1 %');
    expect(holdSentence({ ...cause, count: 2_000 })).toContain('vanish, 20 %');
  });
});

it('shows that the rows of an import add up', () => {
  expect(rowSum({ created: 5, updated: 1, unchanged: 2, skipped: 0, vanished: 9 })).toBe(
    '8 rows read = 5 new + 1 changed + 2 unchanged'
  );
  expect(rowSum({ created: 0, updated: 0, unchanged: 0, skipped: 0, vanished: 3 })).toBe('0 rows read');
});

it('says why a row is open, or what was decided where the status does not tell', () => {
  const open = { status: 'unconfirmed', decision: 'none', origin: 'none', unconfirmedReason: 'multiple' } as const;
  expect(statusNote(open)?.short).toBe('Several users fit');
  const decided = { ...open, unconfirmedReason: undefined } as const;
  expect(statusNote({ ...decided, status: 'ignored', decision: 'protect' })?.short).toBe('Protected');
  expect(statusNote({ ...decided, status: 'confirmed', decision: 'link', origin: 'rule' })?.short).toBe('By rule');
  expect(statusNote({ ...decided, status: 'confirmed', decision: 'link', origin: 'single' })).toBeUndefined();
});
