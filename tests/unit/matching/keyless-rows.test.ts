import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { planMerge } from '../../../src/lib/matching/merge-plan';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES = ['externalId', 'userName', 'email'] as const;
type Row = readonly [id: string, userName: string, email: string];

const row = fc.tuple(
  fc.constantFrom('', '1', '2', '3', '4', '5'),
  fc.constantFrom('', 'ann', 'Ann ', 'bo', 'cy', 'di'),
  fc.constantFrom('', 'a@x.example', 'A@X.EXAMPLE', 'b@x.example', 'c@x.example')
);
const list = fc.array(row, { minLength: 1, maxLength: 8 });

/** The same, said slowly: the rows that each incoming row is merged with; `new` for those that are appended. */
function slowly(existing: readonly Row[], incoming: readonly Row[]): (number | 'new' | 'left out')[] {
  const ids = incoming.map(([id]) => id);
  const known = incoming.map(([id], i) => {
    if (id !== '' && ids.indexOf(id) < i) return 'left out';
    const same = id === '' ? -1 : existing.findIndex(([one]) => one === id);
    return same < 0 ? 'new' : same;
  });
  const open = new Set(existing.flatMap(([id], i) => (id === '' ? [i] : [])));
  for (const column of [1, 2] as const) {
    const key = (one: Row) => normalizeKey(one[column], false);
    const taken: [number, number][] = [];
    for (const user of open) {
      const value = key(existing[user]);
      if (value === '' || existing.filter((one) => key(one) === value).length > 1) continue;
      const rows = incoming.flatMap((one, i) => (key(one) === value && known[i] !== 'left out' ? [i] : []));
      if (rows.length === 1 && known[rows[0]] === 'new') taken.push([rows[0], user]);
    }
    for (const [i, user] of taken) {
      known[i] = user;
      open.delete(user);
    }
  }
  return known;
}

test('who is there without an id is known again where nobody else can be meant', () => {
  fc.assert(
    fc.property(list, list, (existing, incoming) => {
      const plan = finish(planMerge(records(ATTRIBUTES, existing), records(ATTRIBUTES, incoming), 'externalId'));
      const merged = Array.from(plan.mergedRow, (same) => {
        if (same < 0) return 'left out';
        return same < existing.length ? same : 'new';
      });
      expect(merged).toEqual(slowly(existing, incoming));
      expect(plan.isPresent.reduce((sum, one) => sum + one, 0)).toBe(existing.length - plan.vanishedCount);
    }),
    { numRuns: 2000 }
  );
});

test('by username before e-mail, and only where ids tell rows apart', () => {
  const existing = records(ATTRIBUTES, [
    ['1', 'ann', 'ann@x.example'],
    ['', 'bo', 'shared@x.example'],
    ['', 'cy', 'cy@x.example']
  ]);
  const incoming = records(ATTRIBUTES, [
    ['7', 'CY', 'bo@x.example'],
    ['8', 'bo.ek', 'Shared@x.example'],
    ['1', 'ann', 'ann@x.example']
  ]);
  expect([...finish(planMerge(existing, incoming, 'externalId')).mergedRow]).toEqual([2, 1, 0]);
  expect([...finish(planMerge(existing, incoming, 'email')).mergedRow]).toEqual([3, 1, 0]);
});
