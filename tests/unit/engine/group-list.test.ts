import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupMembers, groupNames, listGroups } from '../../../src/lib/engine/group-list';
import { finish, records } from '../../fixtures/records';

const cell = fc.array(fc.constantFrom('Sales', ' Sales', 'Admins', '', 'Zoë', 'a,b'), { maxLength: 4 });

test('names are trimmed, kept once, and never empty', () => {
  expect(groupNames('Sales\n\n Admins \nSales')).toEqual(['Sales', 'Admins']);
  expect(groupNames(' ')).toEqual([]);
});

test('groups and members agree with counting by hand, however the cells repeat', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 300 }), (cells) => {
      const set = records(
        ['groups'],
        cells.map((names) => [names.join('\n')])
      );
      const isIn = (names: readonly string[], group: string) => names.some((name) => name.trim() === group);
      const all = new Set(cells.flat().map((name) => name.trim()));
      all.delete('');
      const listed = finish(listGroups(set));
      expect(listed.map(({ name }) => name)).toEqual([...all].sort((a, b) => a.localeCompare(b)));
      for (const { name, memberCount } of listed) {
        const members = [...cells.keys()].filter((row) => isIn(cells[row], name));
        expect(memberCount).toBe(members.length);
        expect([...finish(groupMembers(set, name))]).toEqual(members);
      }
    })
  );
});

test('a list without groups has none', () => {
  const set = records(['userName'], [['ann']]);
  expect([finish(listGroups(set)), finish(groupMembers(set, 'Sales')).length]).toEqual([[], 0]);
});
