import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitRows, DONE, endingStrength, flagChanged } from '../../../src/lib/engine/committed-rows';
import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { DECISION_CODE, DECISIONS, type Decision } from '../../../src/lib/model/decision';
import { FLAG } from '../../../src/lib/model/flag';
import { STATUS_CODE, STATUSES } from '../../../src/lib/model/status';

const USERS = 3;
const ORDER: readonly Decision[] = ['suspend', 'deactivate', 'delete'];

const account = fc.record({
  status: fc.constantFrom(...STATUSES),
  decision: fc.constantFrom(...DECISIONS),
  user: fc.integer({ min: -1, max: USERS - 1 }),
  done: fc.integer({ min: 0, max: 3 })
});

test('an account is committed when what was decided about it, or something stronger, was done', () => {
  fc.assert(
    fc.property(
      fc.array(account, { maxLength: 12 }),
      fc.array(fc.constantFrom(undefined, ...ORDER), { minLength: USERS, maxLength: USERS }),
      (accounts, endings) => {
        const decisions = createDecisionColumns(accounts.length);
        accounts.forEach(({ status, decision, user }, row) => {
          decisions.status[row] = STATUS_CODE[status];
          decisions.decision[row] = DECISION_CODE[decision];
          decisions.user[row] = user;
        });
        const ended = Uint8Array.from(endings, (one) => (one ? endingStrength(DECISION_CODE[one]) : 0));
        const rows = commitRows(decisions, { done: Uint8Array.from(accounts, ({ done }) => done), ended });
        const isEnded = (decision: Decision, user: number) => {
          const done = endings[user];
          return ORDER.includes(decision) && done !== undefined && ORDER.indexOf(done) >= ORDER.indexOf(decision);
        };
        const becomes = accounts.map(({ status, decision, user, done }) => {
          const isDone = (done & DONE.decision) !== 0 || isEnded(decision, user);
          return status === 'confirmed' && user >= 0 && isDone ? 'committed' : status;
        });
        expect(Array.from(decisions.status, (code) => STATUSES[code])).toEqual(becomes);
        const concerned = accounts.flatMap(({ status, done }, row) => {
          const isNew = status !== 'committed' && becomes[row] === 'committed';
          return isNew || (status === 'committed' && done !== 0) ? [row] : [];
        });
        expect([...rows]).toEqual(concerned);
      }
    ),
    { numRuns: 500 }
  );
});

test('the flag of the rows named is set or cleared, other flags stay', () => {
  const decisions = createDecisionColumns(4);
  decisions.flags.set([FLAG.vanished, FLAG.changedSinceDecision, FLAG.changedSinceDecision, 0]);
  flagChanged(decisions, Uint32Array.of(0, 1), (row) => row === 0);
  expect([...decisions.flags]).toEqual([FLAG.vanished | FLAG.changedSinceDecision, 0, FLAG.changedSinceDecision, 0]);
});
