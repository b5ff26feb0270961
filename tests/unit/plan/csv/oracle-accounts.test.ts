import { expect, test } from 'vitest';
import type { Decision } from '../../../../src/lib/model/decision';
import type { Status } from '../../../../src/lib/model/status';
import { assignedAccounts } from '../../../../src/lib/plan/assigned-accounts';
import { computePlan } from '../../../../src/lib/plan/compute-plan';
import { writeOracleCsv } from '../../../../src/lib/plan/csv/oracle-csv';
import { excludedOperations } from '../../../../src/lib/plan/excluded-operations';
import { includedOperations } from '../../../../src/lib/plan/included-operations';
import type { PlanInput } from '../../../../src/lib/plan/plan-source';
import { planInput } from '../../../fixtures/plan-lists';
import { finish, records } from '../../../fixtures/records';
import { written } from '../plan-operations';
import { readCsv } from './read-csv';

const NAMES = ['anna', 'bob', 'cara', 'dora', ''];

interface Row {
  readonly id: string;
  readonly user: number;
  readonly status: Status;
  readonly decision?: Decision;
  readonly hasVanished?: boolean;
  readonly active?: string;
}

function input(apps: Readonly<Record<string, readonly Row[]>>): PlanInput {
  const nothing = { department: '', title: '', groups: [] };
  const whole = planInput(
    NAMES.map((userName) => ({ ...nothing, userName, isCreatedHere: false })),
    Object.entries(apps).map(([name, rows]) => ({
      name,
      userUpdates: 'leave',
      memberships: 'leave',
      isMapped: false,
      titles: undefined,
      accounts: rows.map(({ id, user, status, decision = 'link', hasVanished = false }) => ({
        ...nothing,
        userName: id,
        user,
        status,
        decision,
        hasVanished,
        hasChanged: false
      }))
    }))
  );
  const withActive = whole.apps.map((app, i) => {
    const cells = Object.values(apps)[i].map(({ id, active = '' }) => [id, active]);
    return { ...app, list: { ...app.list, records: records(['userName', 'active'], cells) } };
  });
  return { ...whole, apps: withActive };
}

function filesOf(apps: Readonly<Record<string, readonly Row[]>>, excluded: readonly string[] = []) {
  const plan = finish(computePlan(input(apps)));
  const out = finish(excludedOperations(plan, excluded));
  const accounts = assignedAccounts(plan, out);
  const { files, tally } = written(writeOracleCsv, includedOperations(plan, out), { accounts });
  return { read: [...files].map(([path, bytes]) => [path, ...readCsv(bytes)]), tally };
}

const HEADER = ['ID', 'NAME', 'ACTIVE'];

test('the file of an app is its whole list: earlier commits too, with the status that the account itself has', () => {
  const { read, tally } = filesOf({
    CRM: [
      { id: '=1,"x"', user: 0, status: 'confirmed', active: 'Inactive' },
      { id: 'old', user: 1, status: 'committed', active: 'true' },
      { id: 'gone', user: 2, status: 'committed', hasVanished: true },
      { id: 'ended', user: 2, status: 'committed', decision: 'remove-assignment' },
      { id: 'ending', user: 3, status: 'confirmed', decision: 'remove-assignment', hasVanished: true },
      { id: 'stopped', user: 3, status: 'confirmed', decision: 'suspend' },
      { id: 'open', user: 3, status: 'unconfirmed' },
      { id: 'without', user: 4, status: 'confirmed' },
      { id: 'set aside', user: 3, status: 'ignored' }
    ]
  });
  expect(read.filter(([path]) => String(path).includes('accounts'))).toEqual([
    [
      'oracle/accounts-CRM.csv',
      HEADER,
      ['=1,"x"', 'anna', 'false'],
      ['old', 'bob', 'true'],
      ['stopped', 'dora', 'true']
    ]
  ]);
  // A user without a name has no row; who is unlinked is not in the file, which says it.
  expect(tally).toMatchObject({ written: 3, unsaid: { link: 1 } });
});

test('what is excluded stays as it is: who is not linked has no row, who is not unlinked keeps theirs', () => {
  const { read, tally } = filesOf(
    {
      CRM: [
        { id: 'a', user: 0, status: 'confirmed' },
        { id: 'b', user: 1, status: 'confirmed' },
        { id: 'c', user: 2, status: 'confirmed', decision: 'remove-assignment' },
        { id: 'd', user: 3, status: 'confirmed', decision: 'delete' }
      ]
    },
    ['link:CRM:1', 'unlink:CRM:2', 'delete-user:3']
  );
  expect(read).toEqual([
    ['oracle/accounts-CRM.csv', HEADER, ['a', 'anna', 'true'], ['c', 'cara', 'true'], ['d', 'dora', 'true']]
  ]);
  expect(tally).toMatchObject({ written: 1, unsaid: {} });
});

test('only apps of which something is linked or unlinked have a file, never an empty one', () => {
  const { read, tally } = filesOf({
    'C/R/M': [{ id: '7', user: 0, status: 'confirmed' }],
    Desk: [{ id: 'x', user: 1, status: 'committed' }],
    Mail: [{ id: 'y', user: 1, status: 'confirmed', decision: 'remove-assignment' }],
    'C-R-M': [{ id: '8', user: 2, status: 'confirmed' }]
  });
  expect(read).toEqual([
    ['oracle/accounts-C-R-M.csv', HEADER, ['7', 'anna', 'true']],
    ['oracle/accounts-C-R-M-2.csv', HEADER, ['8', 'cara', 'true']]
  ]);
  expect(tally).toMatchObject({ written: 2, unsaid: { unlink: 1 } });
  expect(tally.notes?.[0]).toBe(
    '2 import actions, in this order: accounts-C-R-M.csv, accounts-C-R-M-2.csv. A domain allows 4 to 10 imports and exports a day, by its type.'
  );
});
