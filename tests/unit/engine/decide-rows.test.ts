import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountList } from '../../../src/lib/engine/account-list';
import {
  confirmRows,
  decidableRows,
  deferRows,
  deprovisionRows,
  ignoreRows,
  linkByHand,
  protectRows,
  setCleared,
  unlinkRows,
  type RowAction
} from '../../../src/lib/engine/decide-rows';
import {
  createDecisionColumns,
  exchangeDecisions,
  gatherDecisions,
  type DecisionColumns
} from '../../../src/lib/engine/decision-columns';
import { createMatchColumns } from '../../../src/lib/engine/match-columns';
import { EMPTY_RECORDS } from '../../../src/lib/engine/record-set';
import { DECISION_CODE } from '../../../src/lib/model/decision';
import { FLAG } from '../../../src/lib/model/flag';
import { STATUS_CODE, STATUSES } from '../../../src/lib/model/status';

const ROWS = 6;
const STAMP = { step: 7, origin: 'bulk' } as const;

function list(): AccountList {
  const match = createMatchColumns(ROWS);
  match.candidate.set([10, 11, -1, 13, -1, 15]);
  const decisions = createDecisionColumns(ROWS);
  decisions.flags[5] = FLAG.vanished;
  return { records: EMPTY_RECORDS, match, decisions };
}

function plain(columns: DecisionColumns): number[][] {
  return Object.values(columns).map((column) => [...column]);
}

const CHANGES: Record<Exclude<RowAction, 'create-user'>, (accounts: AccountList, rows: Uint32Array) => void> = {
  confirm: (accounts, rows) => confirmRows(accounts, rows, STAMP),
  ignore: (accounts, rows) => ignoreRows(accounts, rows, STAMP),
  protect: (accounts, rows) => protectRows(accounts, rows, STAMP),
  defer: (accounts, rows) => deferRows(accounts, rows, STAMP),
  deprovision: (accounts, rows) => deprovisionRows(accounts, rows, 'suspend', STAMP),
  unlink: (accounts, rows) => unlinkRows(accounts, rows, STAMP),
  clear: (accounts, rows) => setCleared(accounts, rows, true),
  restore: (accounts, rows) => setCleared(accounts, rows, false)
};
const ACTIONS = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

test('any sequence of decisions is taken back exactly by exchanging the images in reverse order', () => {
  const command = fc.record({
    action: fc.constantFrom(...ACTIONS),
    rows: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 })
  });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      const accounts = list();
      const states = [plain(accounts.decisions)];
      const images = commands.map(({ action, rows }) => {
        const changed = decidableRows(accounts, Uint32Array.from(rows), action);
        const image = gatherDecisions(accounts.decisions, changed);
        CHANGES[action](accounts, changed);
        states.push(plain(accounts.decisions));
        return { changed, image };
      });
      const undone = images.toReversed().map(({ changed, image }, i) => {
        const redo = exchangeDecisions(accounts.decisions, changed, image);
        expect(plain(accounts.decisions)).toEqual(states[states.length - 2 - i]);
        return { changed, redo };
      });
      for (const { changed, redo } of undone.toReversed()) exchangeDecisions(accounts.decisions, changed, redo);
      expect(plain(accounts.decisions)).toEqual(states.at(-1));
    })
  );
});

test('confirming takes the proposed user; a row without one stays', () => {
  const accounts = list();
  const rows = decidableRows(accounts, Uint32Array.of(0, 2, 3), 'confirm');
  confirmRows(accounts, rows, STAMP);
  expect([...rows]).toEqual([0, 3]);
  expect([...accounts.decisions.user]).toEqual([10, -1, -1, 13, -1, -1]);
});

test('many at once leave alone what was decided before; one alone can be changed', () => {
  const accounts = list();
  linkByHand(accounts, 2, { user: 4, decision: 'link' }, STAMP);
  expect([...decidableRows(accounts, Uint32Array.of(1, 2), 'ignore')]).toEqual([1]);
  expect([...decidableRows(accounts, Uint32Array.of(2), 'ignore')]).toEqual([2]);
});

test('a row linked by hand is marked so until the link is taken back', () => {
  const accounts = list();
  linkByHand(accounts, 2, { user: 4, decision: 'create' }, STAMP);
  expect([accounts.decisions.flags[2], STATUSES[accounts.decisions.status[2]]]).toEqual([FLAG.manualLink, 'confirmed']);
  unlinkRows(accounts, Uint32Array.of(2), STAMP);
  expect([accounts.decisions.flags[2], accounts.decisions.user[2], accounts.decisions.status[2]]).toEqual([
    0,
    -1,
    STATUS_CODE.unconfirmed
  ]);
});

function only(accounts: AccountList, action: RowAction, ...rows: number[]): number[] {
  return [...decidableRows(accounts, Uint32Array.from(rows), action)];
}

test('nothing but taking it back, one row at a time, changes a protected row', () => {
  const accounts = list();
  protectRows(accounts, Uint32Array.of(0), STAMP);
  expect(STATUSES[accounts.decisions.status[0]]).toBe('ignored');
  for (const action of [...ACTIONS, 'create-user'] as const) {
    expect([action, only(accounts, action, 0)]).toEqual([action, action === 'unlink' ? [0] : []]);
    expect([action, only(accounts, action, 0, 1).includes(0)]).toEqual([action, false]);
  }
  unlinkRows(accounts, Uint32Array.of(0), STAMP);
  expect(plain(accounts.decisions).slice(2)).toEqual(plain(list().decisions).slice(2));
});

test('one row that was decided can be protected; many at once leave it', () => {
  const accounts = list();
  confirmRows(accounts, Uint32Array.of(0), STAMP);
  ignoreRows(accounts, Uint32Array.of(1), STAMP);
  expect([only(accounts, 'protect', 0), only(accounts, 'protect', 1)]).toEqual([[0], [1]]);
  expect(only(accounts, 'protect', 0, 1, 2)).toEqual([2]);
});

test('a deferred row stays in the queue, is left by bulk decisions, and can be confirmed by hand', () => {
  const accounts = list();
  deferRows(accounts, Uint32Array.of(0), STAMP);
  expect(STATUSES[accounts.decisions.status[0]]).toBe('unconfirmed');
  expect([only(accounts, 'confirm', 0, 1), only(accounts, 'ignore', 0, 1)]).toEqual([[1], [1]]);
  expect([only(accounts, 'clear', 0, 1), only(accounts, 'defer', 0, 1)]).toEqual([[0, 1], [1]]);
  setCleared(accounts, Uint32Array.of(0), true);
  setCleared(accounts, Uint32Array.of(0), false);
  expect(only(accounts, 'confirm', 0)).toEqual([0]);
  expect(only(accounts, 'unlink', 0, 1)).toEqual([0]);
  confirmRows(accounts, Uint32Array.of(0), STAMP);
  expect([accounts.decisions.decision[0], accounts.decisions.user[0]]).toEqual([DECISION_CODE.link, 10]);
});

test('only vanished accounts are deprovisioned, and keep their user', () => {
  const accounts = list();
  expect([only(accounts, 'deprovision', 5), only(accounts, 'deprovision', 0)]).toEqual([[5], []]);
  expect(only(accounts, 'deprovision', 0, 5)).toEqual([]);
  linkByHand(accounts, 5, { user: 3, decision: 'link' }, STAMP);
  expect(only(accounts, 'deprovision', 0, 5)).toEqual([5]);
  deprovisionRows(accounts, Uint32Array.of(5), 'delete', STAMP);
  expect([accounts.decisions.user[5], accounts.decisions.decision[5]]).toEqual([3, DECISION_CODE.delete]);
  expect(accounts.decisions.flags[5]).toBe(FLAG.vanished | FLAG.manualLink);
  expect([only(accounts, 'deprovision', 0, 5), only(accounts, 'unlink', 5)]).toEqual([[], [5]]);
});
