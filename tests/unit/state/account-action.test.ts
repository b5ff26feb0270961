import { describe, expect, it } from 'vitest';
import { DECISIONS } from '../../../src/lib/model/decision';
import { FLAG } from '../../../src/lib/model/flag';
import { SHOWN_SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import {
  actionLabel,
  likelyAction,
  panelActions,
  possibleActions,
  type ActionFacts
} from '../../../src/lib/state/account-action';
import type { AccountRow } from '../../../src/lib/protocol/view';

const SOMEBODY = { userName: 'jwolff' } as AccountRow['user'];
const PLAIN: ActionFacts = {
  situation: 'exact',
  status: 'unconfirmed',
  user: SOMEBODY,
  decision: 'none',
  flags: 0
};

describe('what can be done about an account', () => {
  it('without a match: to assign whom the ranking thinks likely, else to create a user', () => {
    const suggestion = (percent: number) => ({ percent }) as AccountRow['suggestion'];
    const facts: ActionFacts = { ...PLAIN, situation: 'no-match', user: undefined };
    expect(likelyAction({ ...facts, suggestion: suggestion(49) })).toBe('create-user');
    expect(likelyAction({ ...facts, suggestion: suggestion(50) })).toBe('assign');
  });

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
    expect(likelyAction({ ...PLAIN, situation, status, user })).toBe(expected);
  });

  it('always offers the likely step, first, and nothing twice; the panel offers nothing else', () => {
    for (const situation of SHOWN_SITUATIONS) {
      for (const status of STATUSES) {
        for (const decision of DECISIONS) {
          const user = situation === 'no-match' ? undefined : SOMEBODY;
          const facts = { situation, status, user, decision, flags: FLAG.vanished };
          const possible = possibleActions(facts, 'deactivate');
          // Of a committed account that is gone, nothing is likelier than what becomes of its user.
          const first =
            status === 'committed' && user && decision !== 'deactivate' ? 'deprovision' : likelyAction(facts);
          expect(possible[0]).toBe(first);
          expect(new Set(possible).size).toBe(possible.length);
          expect(possible).toEqual(expect.arrayContaining([...panelActions(facts)]));
        }
      }
    }
  });

  it('lets a committed account be seen again when it has changed, and its user be ended when it is gone', () => {
    const committed: ActionFacts = { ...PLAIN, status: 'committed', decision: 'link' };
    const changed = { ...committed, flags: FLAG.changedSinceDecision };
    expect(possibleActions(changed, 'deactivate')).toEqual(['confirm']);
    expect(possibleActions({ ...changed, flags: changed.flags | FLAG.vanished }, 'deactivate')).toEqual([
      'deprovision'
    ]);
    expect(possibleActions(committed, 'deactivate')).toEqual([]);
  });

  it('lets a wrong link be replaced', () => {
    const facts: ActionFacts = { ...PLAIN, status: 'confirmed' };
    expect(possibleActions(facts, 'leave')).toEqual(['unlink', 'assign', 'create-user', 'ignore', 'protect']);
  });

  it('takes a protection or a deferral back before anything else is offered', () => {
    expect(possibleActions({ ...PLAIN, status: 'ignored', decision: 'protect' }, 'leave')).toEqual(['unlink']);
    const deferred = possibleActions({ ...PLAIN, decision: 'defer' }, 'leave');
    expect(deferred).toContain('unlink');
    expect(deferred).not.toContain('defer');
  });

  it('proposes for the user of a vanished account what the setting says, once', () => {
    const vanished: ActionFacts = { ...PLAIN, status: 'confirmed', flags: FLAG.vanished };
    expect(possibleActions(vanished, 'deactivate')).toContain('deprovision');
    expect(possibleActions(vanished, 'leave')).not.toContain('deprovision');
    expect(possibleActions({ ...vanished, decision: 'deactivate' }, 'deactivate')).not.toContain('deprovision');
    expect(possibleActions({ ...vanished, user: undefined }, 'deactivate')).not.toContain('deprovision');
    expect(possibleActions({ ...vanished, flags: 0 }, 'deactivate')).not.toContain('deprovision');
    expect(actionLabel('deprovision', 'remove-assignment')).toBe('Remove assignment');
  });
});
