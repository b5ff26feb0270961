import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attribute } from '../../../../src/lib/model/attribute';
import { writeOracleCsv } from '../../../../src/lib/plan/csv/oracle-csv';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, operation, sourceOf, user, written } from '../plan-operations';
import { readCsv, readRows } from './read-csv';

/** As the import reads them: single quotes around what begins like a formula are taken away. */
const unquoted = (cell: string) => (/^'[@+\-=|%][^]*'$/.test(cell) ? cell.slice(1, -1) : cell);

const HEADER_OF: Readonly<Record<string, string>> = {
  userName: 'User ID',
  familyName: 'Last Name',
  givenName: 'First Name',
  email: 'Work Email',
  displayName: 'Display Name',
  externalId: 'External Id',
  employeeNumber: 'Employee Number',
  department: 'Department',
  title: 'Title',
  manager: 'Manager',
  userType: 'User Type',
  'custom:Cost Center': 'Cost Center'
};
const COLUMNS = Object.entries(HEADER_OF);
// The keys of the table are attributes.
const TEXTS = Object.keys(HEADER_OF) as Attribute[];

test('every text comes back to the byte from every column of Users.csv', () => {
  const plan = NAUGHTY.filter((text) => text !== '').map((text, row) =>
    operation('create-user', {
      user: user(row, { isNew: true, values: Object.fromEntries(TEXTS.map((attribute) => [attribute, text])) })
    })
  );
  const managers = (userName: string) => ({ userName, targetId: '' });
  const { files, tally } = written(writeOracleCsv, sourceOf(plan), { managers });
  const rows = readRows(files.get('oracle/Users.csv'));
  expect(tally.written).toBe(plan.length);
  expect(rows).toHaveLength(plan.length);
  for (const [i, row] of rows.entries()) {
    for (const [attribute, header] of COLUMNS) {
      expect(unquoted(row[header]), attribute).toBe(plan[i].user?.values[attribute as Attribute]);
    }
    expect(row['Primary Email Type']).toBe('work');
    expect(row['ByPass Notification']).toBe('TRUE');
  }
});

test('what begins like a formula stands in single quotes', () => {
  const values = {
    userName: '@asha',
    familyName: '=1+1',
    givenName: '-Rao',
    email: '+a@b.example',
    phone: '+49 30 / 12'
  };
  const { files } = written(writeOracleCsv, sourceOf([operation('create-user', { user: user(0, { values }) })]));
  expect(files.get('oracle/Users.csv')?.toString()).toBe(
    'User ID,Last Name,First Name,Work Email,Primary Email Type,ByPass Notification,Work Phone\r\n' +
      "'@asha','=1+1','-Rao','+a@b.example',work,TRUE,'+49-30-12'\r\n"
  );
});

test('changes of one user from several operations are one row, which keeps what does not change', () => {
  const asha = user(0, { values: { userName: 'asha', familyName: 'Rao', title: 'Lead', department: 'A' } });
  const change = (attribute: Attribute, after: string) => ({ attribute, before: '', after });
  const plan = [
    operation('update-user', { user: asha, changes: [change('department', 'B')] }),
    operation('update-user', { user: user(1), changes: [change('title', 'Clerk'), change('custom:Shoe', '44')] }),
    operation('update-user', { user: asha, changes: [change('email', 'a@b.example')] }),
    operation('update-user', { user: user(2), changes: [change('userName', 'other')] }),
    operation('deactivate-user', { user: asha }),
    operation('activate-user', { user: user(3) }),
    operation('suspend-user', { user: user(4, { values: { email: 'no@name.example' } }) })
  ];
  const { files, tally } = written(writeOracleCsv, sourceOf(plan));
  expect(readCsv(files.get('oracle/Users-changes.csv'))).toEqual([
    ['User ID', 'Last Name', 'First Name', 'Work Email', 'Primary Email Type', 'Active', 'Department', 'Title'],
    ['user1', '', '', '', 'work', '', '', 'Clerk'],
    ['user3', '', '', '', 'work', 'TRUE', '', ''],
    ['asha', 'Rao', '', 'a@b.example', 'work', 'FALSE', 'B', 'Lead']
  ]);
  expect(tally).toMatchObject({ written: 5, unsaid: { 'update-user': 1, 'suspend-user': 1 } });
  expect(tally.notes?.slice(-2)).toEqual([
    'The files have no column for: Shoe.',
    'The files tell users by it, and so cannot change it: Username.'
  ]);
});

test('groups have one row each with their members, roles a file of their own', () => {
  const add = (name: string, group: string) =>
    operation('add-member', { user: user(7, { values: { userName: name } }), group: { name: group, isNew: false } });
  const plan = [
    operation('create-group', { group: { name: 'Empty "one"', isNew: true } }),
    operation('create-group', { group: { name: 'CRM: Viewer', isNew: true } }),
    add('asha', 'Finance'),
    add('zoe', '@Sales: north'),
    add('a;b', 'Finance'),
    add('O"Brien, P', 'Finance'),
    add('asha', 'CRM: Viewer'),
    add('@x', '=Sum'),
    add('y', '=Sum'),
    operation('remove-member', { user: user(1), group: { name: 'Finance', isNew: false } })
  ];
  const { files, tally } = written(writeOracleCsv, sourceOf(plan), { targetApps: new Map([['Desk', 'CRM']]) });
  expect(readCsv(files.get('oracle/Groups.csv'))).toEqual([
    ['Name', 'User Members'],
    ['Empty "one"', ''],
    ['Finance', 'asha;O"Brien, P'],
    ["'@Sales: north'", 'zoe'],
    ["'=Sum'", "'@x;y'"]
  ]);
  expect(readCsv(files.get('oracle/AppRoleMembership.csv'))).toEqual([
    ['Entitlement Value', 'Grantee Name', 'Grantee Type', 'App Name'],
    ['Viewer', 'asha', 'User', 'CRM']
  ]);
  expect(tally).toMatchObject({ written: 7, unsaid: { 'create-group': 1, 'add-member': 1, 'remove-member': 1 } });
});

test('every username without a semicolon comes back from the members of a group', () => {
  const names = NAUGHTY.filter((text) => text !== '' && !text.includes(';'));
  const group = { name: 'Everybody', isNew: true };
  const plan = names.map((userName, row) =>
    operation('add-member', { user: user(row, { values: { userName } }), group })
  );
  const { files } = written(writeOracleCsv, sourceOf(plan));
  const [{ 'User Members': cell }] = readRows(files.get('oracle/Groups.csv'));
  expect(unquoted(cell).split(';')).toEqual(names);
});

test('a manager is named by username, or not at all', () => {
  const values = (manager: string) => ({ userName: 'asha', manager });
  const plan = ['m1', 'nobody'].map((manager, row) =>
    operation('create-user', { user: user(row, { values: values(manager) }) })
  );
  const managers = (text: string) => (text === 'm1' ? { userName: 'zoe', targetId: '' } : undefined);
  const { files, tally } = written(writeOracleCsv, sourceOf(plan), { managers });
  expect(readRows(files.get('oracle/Users.csv')).map(({ Manager }) => Manager)).toEqual(['zoe', '']);
  expect(tally.notes?.at(-1)).toBe('1 manager is left out, as nobody in the list is known by it.');
});

test('files end at 100,000 users and at 10,000 roles, and the imports are counted', () => {
  const created = Array.from({ length: 200_001 }, (_, row) => operation('create-user', { user: user(row) }));
  const granted = Array.from({ length: 10_001 }, (_, row) =>
    operation('add-member', { user: user(row), group: { name: 'CRM: Viewer', isNew: false } })
  );
  const { files, tally } = written(writeOracleCsv, sourceOf([...created, ...granted]), {
    targetApps: new Map([['CRM', '']])
  });
  const rows = [...files].map(([path, bytes]) => [path, readCsv(bytes).length - 1]);
  expect(rows).toEqual([
    ['oracle/Users.csv', 100_000],
    ['oracle/Users-2.csv', 100_000],
    ['oracle/Users-3.csv', 1],
    ['oracle/AppRoleMembership.csv', 10_000],
    ['oracle/AppRoleMembership-2.csv', 1]
  ]);
  expect(tally.notes?.[0]).toContain(
    '5 import actions, in this order: Users.csv (3 files), AppRoleMembership.csv (2 files).'
  );
});

test('every operation is either written or counted as unsaid', () => {
  fc.assert(
    fc.property(anyPlan(12), (plan) => {
      const { tally } = written(writeOracleCsv, sourceOf(plan));
      const unsaid = Object.values(tally.unsaid).reduce((sum, count) => sum + count, 0);
      expect(tally.written + unsaid).toBe(plan.length);
    })
  );
});
