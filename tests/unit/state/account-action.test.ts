import { describe, expect, it } from 'vitest';
import { SHOWN_SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import { likelyAction, possibleActions } from '../../../src/lib/state/account-action';
import type { AccountRow } from '../../../src/lib/protocol/view';

const SOMEBODY = { userName: 'jwolff' } as AccountRow['user'];

describe('what can be done about an account', () => {
  it.each([
    ['exact', 'unconfirmed', SOMEBODY, 'confirm'],
    ['partial', 'unconfirmed', SOMEBODY, 'confirm'],
    ['no-match', 'unconfirmed', undefined, 'create-user'],
    ['multiple', 'unconfirmed', SOMEBODY, 'assign'],
    ['exact', 'confirmed', SOMEBODY, 'unlink'],
    ['manually-linked', 'confirmed', SOMEBODY, 'unlink'],
    ['no-match', 'ignored', undefined, 'unlink'],
    ['no-match', 'cleared', undefined, 'restore'],
    ['exact', 'committed', SOMEBODY, undefined]
  ] as const)('%s, %s: the next step is %4$s', (situation, status, user, expected) => {
    expect(likelyAction({ situation, status, user })).toBe(expected);
  });

  it('always offers the likely step, first, and nothing twice', () => {
    for (const situation of SHOWN_SITUATIONS) {
      for (const status of STATUSES) {
        const facts = { situation, status, user: situation === 'no-match' ? undefined : SOMEBODY };
        const possible = possibleActions(facts);
        expect(possible[0]).toBe(likelyAction(facts));
        expect(new Set(possible).size).toBe(possible.length);
      }
    }
  });

  it('lets a wrong link be replaced', () => {
    const facts = { situation: 'exact', status: 'confirmed', user: SOMEBODY } as const;
    expect(possibleActions(facts)).toEqual(['unlink', 'assign', 'create-user', 'ignore']);
  });
});
