import { expect, test } from 'vitest';
import { CREATED_HERE } from '../../../src/lib/engine/user-records';
import { plannedManagers } from '../../../src/lib/plan/planned-managers';
import { finish, records } from '../../fixtures/records';
import { operation, sourceOf, user } from './plan-operations';

const USERS = records(
  ['externalId', 'userName', 'displayName', 'manager', CREATED_HERE],
  [
    ['00u1', 'asha', 'Asha Rao', 'Zoë Roy', ''],
    ['00u2', 'zoe', 'Zoë Roy', 'new', ''],
    ['00u3', 'ben', 'Ben', 'nobody', ''],
    ['HR-9', 'new', 'New One', '', 'yes']
  ]
);

test('texts of managers are users: those of the list, and those that updates bring; who is new has no id yet', () => {
  const changes = [{ attribute: 'manager', before: '', after: 'ben' }] as const;
  const plan = sourceOf([operation('update-user', { user: user(0), changes })]);
  const managers = finish(plannedManagers(plan, USERS));
  expect(['Zoë Roy', 'ben', 'new', 'nobody', 'asha'].map((text) => managers(text))).toEqual([
    { userName: 'zoe', targetId: '00u2' },
    { userName: 'ben', targetId: '00u3' },
    { userName: 'new', targetId: '' },
    undefined,
    undefined
  ]);
});
