import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountList } from '../../../src/lib/engine/account-list';
import {
  confirmRows,
  decidableRows,
  ignoreRows,
  linkByHand,
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
import { FLAG } from '../../../src/lib/model/flag';
import { STATUS_CODE, STATUSES } from '../../../src/lib/model/status';

const ROWS = 6;
const STAMP = { step: 7, origin: 'bulk' } as const;

function list(): AccountList {
  const match = createMatchColumns(ROWS);
  match.candidate.set([10, 11, -1, 13, -1, 15]);
  return { records: EMPTY_RECORDS, match, decisions: createDecisionColumns(ROWS) };
}

function plain(columns: DecisionColumns): number[][] {
  return Object.values(columns).map((column) => [...column]);
}

const CHANGES: Record<Exclude<RowAction, 'create-user'>, (accounts: AccountList, rows: Uint32Array) => void> = {
  confirm: (accounts, rows) => confirmRows(accounts, rows, STAMP),
  ignore: (accounts, rows) => ignoreRows(accounts, rows, STAMP),
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
