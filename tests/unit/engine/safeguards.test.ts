import { describe, expect, test } from 'vitest';
import { createDecisionColumns, type DecisionColumns } from '../../../src/lib/engine/decision-columns';
import { DistinctNames } from '../../../src/lib/engine/distinct-names';
import {
  trippedSafeguards,
  USER_SAFEGUARDS,
  vanishedRows,
  type SafeguardInput
} from '../../../src/lib/engine/safeguards';
import { DECISION_CODE } from '../../../src/lib/model/decision';
import { FLAG } from '../../../src/lib/model/flag';
import type { ImportMode } from '../../../src/lib/model/import-run';
import { STATUS_CODE } from '../../../src/lib/model/status';
import type { Safeguards } from '../../../src/lib/model/synchronization';
import { finish, records } from '../../fixtures/records';

const NONE: Safeguards = {
  maxCreates: undefined,
  maxDeletes: undefined,
  disappearing: undefined,
  shrinkPercent: undefined
};

interface Run {
  /** Rows that are there, all confirmed and linked; the first so many are in the file too. */
  readonly there: number;
  readonly present: number;
  readonly created?: number;
  readonly mode?: ImportMode;
  readonly safeguards?: Partial<Safeguards>;
  readonly change?: (decisions: DecisionColumns) => void;
}

function input({ there, present, created = 0, mode = 'full', safeguards = {}, change }: Run): SafeguardInput {
  const decisions = createDecisionColumns(there);
  decisions.status.fill(STATUS_CODE.confirmed);
  decisions.user.fill(0);
  change?.(decisions);
  const isPresent = Uint8Array.from({ length: there }, (_, row) => (row < present ? 1 : 0));
  return {
    mode,
    safeguards: { ...NONE, ...safeguards },
    incomingCount: present + created,
    appended: Uint32Array.from({ length: created }, (_, i) => present + i),
    vanished: mode === 'full' ? vanishedRows(isPresent, { decisions, isMadeHere: () => false }) : new Uint32Array(0),
    decisions,
    knownUsers: 0
  };
}

const causes = (run: Run) => trippedSafeguards(input(run)).map(({ cause }) => cause);

describe('the limits are exact', () => {
  test.each([
    [5, 5, false],
    [6, 5, true],
    [1, 0, true],
    [0, 0, false]
  ])('%i creates with a maximum of %i', (created, maxCreates, isHeld) => {
    const found = causes({ there: 20, present: 20, created, safeguards: { maxCreates } });
    expect(found).toEqual(isHeld ? [{ kind: 'max-creates', count: created, limit: maxCreates }] : []);
  });

  test.each([
    [5, 5, false],
    [6, 5, true]
  ])('%i deletes with a maximum of %i', (gone, maxDeletes, isHeld) => {
    const found = causes({ there: 20, present: 20 - gone, safeguards: { maxDeletes } });
    expect(found).toEqual(isHeld ? [{ kind: 'max-deletes', count: gone, limit: maxDeletes }] : []);
  });

  test.each([
    [200, 40, false],
    [200, 41, true],
    [101, 21, true],
    [101, 20, false],
    [100, 100, false]
  ])('of %i linked accounts %i disappear, with 20 %% above 100', (linked, gone, isHeld) => {
    const disappearing = { percent: 20, above: 100 };
    const found = causes({ there: linked, present: linked - gone, created: 100, safeguards: { disappearing } });
    expect(found).toEqual(isHeld ? [{ kind: 'disappearing', count: gone, linked, percent: 20 }] : []);
  });

  test.each([
    [10, 5, 50, false],
    [10, 4, 50, true],
    [9, 1, 50, false],
    [1, 0, 50, true],
    [9, 0, undefined, true],
    [1000, 1, undefined, false],
    [0, 0, 50, false]
  ])('%i rows there, %i in the file, at least %s %%', (there, present, shrinkPercent, isHeld) => {
    const found = causes({ there, present, safeguards: { shrinkPercent } });
    expect(found).toEqual(isHeld ? [{ kind: 'shrunken', count: there - present, before: there, now: present }] : []);
  });
});

test('an incremental import is held for its creates only', () => {
  const safeguards = { maxCreates: 1, maxDeletes: 0, disappearing: { percent: 0, above: 0 }, shrinkPercent: 100 };
  expect(causes({ there: 200, present: 0, created: 2, mode: 'incremental', safeguards })).toEqual([
    { kind: 'max-creates', count: 2, limit: 1 }
  ]);
});

test('rows in the bin, protected ones and those that had vanished before do not vanish', () => {
  const run = input({
    there: 20,
    present: 10,
    safeguards: { maxDeletes: 0, disappearing: { percent: 10, above: 10 }, shrinkPercent: 90 },
    change: ({ status, flags, decision, user }) => {
      status[12] = STATUS_CODE.cleared;
      flags[13] |= FLAG.vanished;
      status[14] = STATUS_CODE.ignored;
      decision[14] = DECISION_CODE.protect;
      user[15] = -1;
      status[15] = STATUS_CODE.unconfirmed;
    }
  });
  const found = trippedSafeguards(run);
  expect(found.map(({ cause }) => cause)).toEqual([
    { kind: 'max-deletes', count: 7, limit: 0 },
    { kind: 'disappearing', count: 6, linked: 16, percent: 10 },
    { kind: 'shrunken', count: 7, before: 18, now: 10 }
  ]);
  expect([...found[0].rows]).toEqual([10, 11, 15, 16, 17, 18, 19]);
  expect([...found[1].rows]).toEqual([10, 11, 16, 17, 18, 19]);
});

test('users have one safeguard, measured by what their source had last time; those made here do not vanish', () => {
  const isPresent = Uint8Array.from({ length: 30 }, (_, row) => (row < 4 ? 1 : 0));
  const vanished = vanishedRows(isPresent, { decisions: undefined, isMadeHere: (row) => row >= 10 });
  const users = (knownUsers: number) =>
    trippedSafeguards({
      mode: 'full',
      safeguards: USER_SAFEGUARDS,
      incomingCount: 4,
      appended: new Uint32Array(0),
      vanished,
      decisions: undefined,
      knownUsers
    }).map(({ cause }) => cause);
  expect(users(10)).toEqual([{ kind: 'shrunken', count: 6, before: 10, now: 4 }]);
  expect(users(8)).toEqual([]);
});

test('distinct names are counted over cells, segments and both kinds of columns', () => {
  const cells = ['Staff\nGuests', '', ' Staff ', 'Guests\n\nAdmins\n', 'Ärzte', 'Arzte'];
  const names = new DistinctNames();
  const few = records(
    ['groups'],
    Array.from({ length: 500 }, (_, i) => [cells[i % cells.length]])
  );
  finish(names.read(few, 'groups', 10));
  expect(names.count).toBe(5);
  const many = records(
    ['groups'],
    Array.from({ length: 40_000 }, (_, i) => [`Team ${i % 3000}\nSite ${i}`])
  );
  expect(many.segments[0].columns.get('groups')?.kind).toBe('text');
  finish(names.read(many, 'groups', 10));
  expect(names.count).toBe(5 + 3000 + 40_000);
});
