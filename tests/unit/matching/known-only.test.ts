import { expect, test } from 'vitest';
import { knownOnly } from '../../../src/lib/matching/known-only';
import { planMerge } from '../../../src/lib/matching/merge-plan';
import { finish, records } from '../../fixtures/records';

test('rows that the list does not have are left out of it and have no row there', () => {
  const existing = records(['userName'], [['ann'], ['bo']]);
  const incoming = records(
    ['userName', 'groups'],
    [
      ['cy', 'A'],
      ['BO', 'B'],
      ['di', 'A'],
      ['bo', 'C']
    ]
  );
  const { plan, unknown } = knownOnly(finish(planMerge(existing, incoming, 'userName')), existing.rowCount);
  expect([...unknown]).toEqual([0, 2]);
  expect([...plan.mergedRow]).toEqual([-1, 1, -1, -1]);
  expect([[...plan.appended], [...plan.replacement], [...plan.duplicates]]).toEqual([[], [-1, 1], [3]]);
});
