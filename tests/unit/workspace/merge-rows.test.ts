import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDecisionColumns, type DecisionColumns } from '../../../src/lib/engine/decision-columns';
import { DECISION_CODE, ORIGIN_CODE, type Decision } from '../../../src/lib/model/decision';
import { FLAG } from '../../../src/lib/model/flag';
import { STATUS_CODE, type Status } from '../../../src/lib/model/status';
import { mergeRows } from '../../../src/lib/workspace/merge-rows';
import { finish } from '../../fixtures/records';

const ROWS = 6;
/** Their user 0 is 10 here, 1 is 11, 2 is nobody here and made by them, 3 is nobody here. */
const USERS_HERE = Int32Array.of(10, 11, -1, -1);

interface Row {
  readonly status: Status;
  readonly decision: Decision;
  readonly isByRule: boolean;
  readonly user: number;
  readonly hasVanished: boolean;
}

/** Only states that decisions lead to. */
const STATES: readonly (readonly [Status, Decision])[] = [
  ['unconfirmed', 'none'],
  ['unconfirmed', 'defer'],
  ['confirmed', 'link'],
  ['confirmed', 'create'],
  ['confirmed', 'suspend'],
  ['ignored', 'ignore'],
  ['ignored', 'protect'],
  ['cleared', 'none'],
  ['cleared', 'link'],
  ['committed', 'link']
];

function rowOf(users: readonly number[]): fc.Arbitrary<Row> {
  return fc
    .tuple(fc.constantFrom(...STATES), fc.boolean(), fc.constantFrom(...users), fc.boolean())
    .map(([[status, decision], isByRule, user, hasVanished]) => ({ status, decision, isByRule, user, hasVanished }));
}

const hasUser = ({ status }: Row) => status === 'confirmed' || status === 'committed';
const isDecided = ({ status, decision }: Row) => status !== 'unconfirmed' || decision === 'defer';

function columnsOf(rows: readonly Row[]): DecisionColumns {
  const columns = createDecisionColumns(rows.length);
  rows.forEach((row, i) => {
    columns.status[i] = STATUS_CODE[row.status];
    columns.decision[i] = DECISION_CODE[row.decision];
    columns.origin[i] = isDecided(row) ? ORIGIN_CODE[row.isByRule ? 'rule' : 'single'] : ORIGIN_CODE.none;
    columns.user[i] = hasUser(row) ? row.user : -1;
    columns.flags[i] = row.hasVanished ? FLAG.vanished : 0;
  });
  return columns;
}

/** What it comes to, in words that two workspaces share. */
function meaning(row: Row, nameOf: (user: number) => string): string {
  if (row.status === 'unconfirmed') return row.decision === 'defer' ? 'deferred' : 'undecided';
  if (!hasUser(row)) return row.status;
  return `${row.decision === 'suspend' ? 'suspend' : 'linked to'} ${nameOf(row.user)}`;
}

const ORDER = ['nothing', 'rule', 'set aside', 'person'];

function decidedBy(row: Row): number {
  if (row.status === 'cleared') return ORDER.indexOf('set aside');
  if (row.status === 'unconfirmed') return ORDER.indexOf(row.decision === 'defer' ? 'set aside' : 'nothing');
  return ORDER.indexOf(row.isByRule && row.status !== 'committed' ? 'rule' : 'person');
}

/** About a user who is not here, or about what becomes of the user of an account that is still there. */
function isAboutNobody(our: Row, their: Row): boolean {
  if (!hasUser(their)) return false;
  return their.user === 3 || (their.decision === 'suspend' && (their.user === 2 || !our.hasVanished));
}

function verdict(our: Row | undefined, their: Row): string {
  if (!isDecided(their)) return 'nothing';
  if (!our || isAboutNobody(our, their)) return 'unknown';
  const theirs = meaning(their, (user) => ['ann', 'bo', 'their cy'][user]);
  if (theirs === meaning(our, (user) => (user === 10 ? 'ann' : user === 11 ? 'bo' : 'another'))) return 'same';
  if (our.status === 'committed') return 'locked';
  const more = decidedBy(their) - decidedBy(our);
  return more > 0 ? 'taken' : more === 0 ? 'conflict' : 'nothing';
}

test('judges each account as a slow reading of the rule does', () => {
  const sides = fc.record({
    ours: fc.array(rowOf([10, 11, 12]), { minLength: ROWS, maxLength: ROWS }),
    theirs: fc.array(rowOf([0, 1, 2, 3]), { minLength: ROWS, maxLength: ROWS }),
    here: fc.array(fc.integer({ min: -1, max: ROWS - 1 }), { minLength: ROWS, maxLength: ROWS })
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(sides, ({ ours, theirs, here }) => {
      const made = (row: number) => (row === 2 ? { row, user: {}, isActive: true } : undefined);
      const users = { here: USERS_HERE, made };
      const merged = finish(
        mergeRows({ ours: columnsOf(ours), theirs: columnsOf(theirs), here: Int32Array.from(here), users })
      );
      const isFirst = (i: number) =>
        here.findIndex((row, other) => row === here[i] && isDecided(theirs[other])) === i && here[i] >= 0;
      const verdicts = theirs.map((their, i) => verdict(isFirst(i) ? ours[here[i]] : undefined, their));
      const rowsOf = (wanted: string) => here.filter((_, i) => verdicts[i] === wanted);
      const count = (wanted: string) => rowsOf(wanted).length;
      for (const one of verdicts) seen.add(one);
      expect(merged.taken.map(({ row }) => row)).toEqual(rowsOf('taken'));
      expect(merged.conflicts.map(({ row }) => row)).toEqual(rowsOf('conflict'));
      expect([merged.same, merged.unknown, merged.locked]).toEqual([count('same'), count('unknown'), count('locked')]);
    }),
    { numRuns: 600 }
  );
  expect([...seen].toSorted()).toEqual(['conflict', 'locked', 'nothing', 'same', 'taken', 'unknown']);
});
