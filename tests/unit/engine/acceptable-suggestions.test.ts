import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptableSuggestions } from '../../../src/lib/engine/acceptable-suggestions';
import type { AccountList } from '../../../src/lib/engine/account-list';
import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import { createScoreColumns, type ScoreColumns } from '../../../src/lib/engine/score-columns';
import { DECISION_CODE } from '../../../src/lib/model/decision';
import { FLAG } from '../../../src/lib/model/flag';
import { NOBODY_FOUND, NOT_SCORED } from '../../../src/lib/model/score-range';
import { SITUATIONS } from '../../../src/lib/model/situation';
import { STATUSES } from '../../../src/lib/model/status';
import { records } from '../../fixtures/records';

const USERS = 5;
const row = fc.record({
  situation: fc.constantFrom(...SITUATIONS),
  candidate: fc.integer({ min: -1, max: USERS - 1 }),
  status: fc.constantFrom('unconfirmed', 'unconfirmed', 'unconfirmed', ...STATUSES),
  linked: fc.integer({ min: -1, max: USERS - 1 }),
  isDeferred: fc.boolean(),
  isVanished: fc.boolean(),
  best: fc.integer({ min: -1, max: USERS }),
  percent: fc.constantFrom(40, 50, 51, 90, 97, 98, 99, 100, NOBODY_FOUND, NOT_SCORED)
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

function listOf(rows: readonly Row[]): { list: AccountList; scores: ScoreColumns } {
  const match = createMatchColumns(rows.length);
  const decisions = createDecisionColumns(rows.length);
  const scores = createScoreColumns(rows.length);
  rows.forEach((each, at) => {
    match.situation[at] = SITUATIONS.indexOf(each.situation);
    match.candidate[at] = each.candidate;
    decisions.status[at] = STATUSES.indexOf(each.status);
    decisions.user[at] = linkedUser(each);
    decisions.decision[at] = isDeferred(each) ? DECISION_CODE.defer : 0;
    decisions.flags[at] = each.isVanished ? FLAG.vanished : 0;
    scores.user[at] = each.best;
    scores.percent[at] = each.percent;
  });
  const set = records(
    ['userName'],
    rows.map((_, at) => [`a${at}`])
  );
  return { list: { records: set, match, decisions }, scores };
}

const isDeferred = ({ status, isDeferred: wanted }: Row) => status === 'unconfirmed' && wanted;
const linkedUser = ({ status, linked }: Row) => (status === 'unconfirmed' ? -1 : linked);

/** The user that a row has, or will have: linked, or the only one of an exact match. */
function owner(each: Row): number {
  if (each.status === 'ignored' || each.status === 'cleared') return -1;
  if (linkedUser(each) >= 0) return linkedUser(each);
  return each.situation === 'exact' ? each.candidate : -1;
}

test('accepted is what reaches the limit, is undecided, and has its user alone', () => {
  const run = fc.property(
    fc.array(row, { maxLength: 12 }),
    fc.constantFrom(30, 51, 90, 98),
    fc.nat(3),
    (rows, atLeast, leftOut) => {
      const { list, scores } = listOf(rows);
      const selected = Uint32Array.from(rows.keys()).filter((at) => at % 4 !== leftOut);
      const isPossible = (each: Row) =>
        each.status === 'unconfirmed' &&
        !isDeferred(each) &&
        !each.isVanished &&
        each.percent <= 100 &&
        each.percent > 50 &&
        each.percent >= atLeast &&
        each.best >= 0 &&
        each.best < USERS;
      const possible = [...selected].filter((at) => isPossible(rows[at]));
      const wanted = possible.filter((at) => {
        const { best } = rows[at];
        return !rows.some((each) => owner(each) === best) && !possible.some((p) => p !== at && rows[p].best === best);
      });
      expect([...acceptableSuggestions(list, selected, { scores, userCount: USERS, atLeast })]).toEqual(wanted);
    }
  );
  fc.assert(run, { numRuns: 2000 });
});
