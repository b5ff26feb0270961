import { expect, test } from 'vitest';
import { createDecisionColumns } from '../../../../src/lib/engine/decision-columns';
import { confirmRows, ignoreRows, linkByHand, protectRows, setCleared } from '../../../../src/lib/engine/decide-rows';
import { CREATED_HERE } from '../../../../src/lib/engine/user-records';
import { matchAccounts } from '../../../../src/lib/matching/match-accounts';
import { FLAG } from '../../../../src/lib/model/flag';
import { defaultRules } from '../../../../src/lib/model/matching-rule';
import { appFacts, countMadeHere } from '../../../../src/lib/plan/report/app-facts';
import { finish, records } from '../../../fixtures/records';

const users = records(
  ['userName', 'email', 'displayName', CREATED_HERE],
  [
    ['ada', 'ada@x.example', 'Ada Lee', ''],
    ['bob', 'bob@x.example', 'Bob Ray', ''],
    ['new', '', 'New One', 'yes']
  ]
);
const accounts = records(
  ['externalId', 'email', 'displayName'],
  [
    ['1', 'ada@x.example', 'Ada'],
    ['2', 'ADA@x.example', 'Ada again'],
    ['3', 'bob@x.example', 'Bob'],
    ['4', '', 'Nobody'],
    ['5', '', 'Robot'],
    ['6', '', 'Gone'],
    ['7', '', 'Cleared']
  ]
);

test('decisions are counted by who made them, exceptions are listed', () => {
  const rules = defaultRules();
  const match = finish(matchAccounts({ users, accounts, rules }));
  const decisions = createDecisionColumns(accounts.rowCount);
  const list = { records: accounts, match, decisions };
  confirmRows(list, Uint32Array.of(0), { step: 1, origin: 'rule' });
  confirmRows(list, Uint32Array.of(1), { step: 2, origin: 'bulk' });
  linkByHand(list, 2, { user: 2, decision: 'create' }, { step: 3, origin: 'single' });
  ignoreRows(list, Uint32Array.of(3), { step: 4, origin: 'bulk' });
  protectRows(list, Uint32Array.of(4), { step: 5, origin: 'single' });
  setCleared(list, Uint32Array.of(6), true);
  decisions.flags[5] |= FLAG.vanished;
  const facts = appFacts({ list, users, key: 'externalId', rules });
  expect(facts.accountCount).toBe(6);
  expect(facts.statuses).toEqual({ unconfirmed: 1, confirmed: 3, ignored: 2, cleared: 1, committed: 0 });
  expect(facts.situations).toEqual({ 'no-match': 3, partial: 0, exact: 2, multiple: 0, 'manually-linked': 1 });
  expect(facts.decisions).toEqual([
    { decision: 'link', byRule: 1, byPerson: 0, inBulk: 1 },
    { decision: 'create', byRule: 0, byPerson: 1, inBulk: 0 },
    { decision: 'ignore', byRule: 0, byPerson: 0, inBulk: 1 },
    { decision: 'protect', byRule: 0, byPerson: 1, inBulk: 0 }
  ]);
  expect(facts.rules.map(({ decided }) => decided)).toEqual([0, 0, 0, 3, 0, 0]);
  expect(facts.rules[5].pairs).toContain('Department = Department where both have one');
  expect(facts.exceptions).toEqual([
    {
      kind: 'conflict',
      count: 2,
      rows: [
        ['1', 'Ada', 'ada@x.example', 'ada'],
        ['2', 'Ada again', 'ADA@x.example', 'ada']
      ]
    },
    { kind: 'vanished', count: 1, rows: [['6', 'Gone', '', '']] },
    { kind: 'protected', count: 1, rows: [['5', 'Robot', '', '']] },
    { kind: 'ignored', count: 1, rows: [['4', 'Nobody', '', '']] },
    { kind: 'undecided', count: 1, rows: [['6', 'Gone', '', '']] }
  ]);
  expect(countMadeHere(users)).toBe(1);
});

test('long exceptions are counted whole and listed in part', () => {
  const many = records(
    ['externalId'],
    Array.from({ length: 90 }, (_, i) => [String(i)])
  );
  const match = finish(matchAccounts({ users, accounts: many, rules: defaultRules() }));
  const list = { records: many, match, decisions: createDecisionColumns(90) };
  const [undecided] = appFacts({ list, users, key: 'externalId', rules: defaultRules() }).exceptions;
  expect([undecided.kind, undecided.count, undecided.rows.length]).toEqual(['undecided', 90, 40]);
});
