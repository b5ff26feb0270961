import { expect, test } from 'vitest';
import { GroupMembers } from '../../../src/lib/importing/group-members';
import type { JsonObject } from '../../../src/lib/model/json';

function membersOf(groups: readonly JsonObject[]): GroupMembers {
  const members = new GroupMembers();
  groups.forEach((group, place) => members.add(group, place + 1));
  return members;
}

test.each(['id', 'Id', 'sys_id'])('groups and users are known by their %s', (name) => {
  const members = membersOf([
    { [name]: 'g1', displayName: 'Sales', members: [{ value: 'u1' }, { value: 'g2' }] },
    { [name]: 'g2', displayName: 'Staff', members: ['u1', 'u9'] }
  ]);
  expect(members.cellOf({ [name]: 'u1' })).toBe('Sales\nStaff');
  expect(members.cellOf({ [name]: 'u2', groups: [{ value: 'g2' }] })).toBe('Staff');
  members.meet({ [name]: 'u1' });
  // A group within a group is somebody; who was not met is not.
  expect([...members.unknown()].map(({ excerpt }) => excerpt)).toEqual(['Staff: u9']);
});

test('a group without an identifier lends its name to nobody who has none', () => {
  const members = membersOf([{ displayName: 'Sales', members: [{ value: 'u1' }] }]);
  expect([members.hasGroups, members.hasMembers]).toEqual([true, true]);
  expect(members.cellOf({ userName: 'ann', groups: [{ value: '' }] })).toBe('');
  expect(members.cellOf({ id: 'u1' })).toBe('Sales');
  expect(new GroupMembers().hasGroups).toBe(false);
});
