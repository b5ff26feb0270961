import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareRows } from '../../../src/lib/engine/bare-rows';
import { mergeRecords } from '../../../src/lib/engine/merge-records';
import { cellText, type RecordSet } from '../../../src/lib/engine/record-set';
import { truncateRecords } from '../../../src/lib/engine/append-records';
import { SEGMENT_ROWS } from '../../../src/lib/engine/segment';
import { planMerge } from '../../../src/lib/matching/merge-plan';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import type { Attribute } from '../../../src/lib/model/attribute';
import { finish, records } from '../../fixtures/records';

type PlainRecord = Partial<Record<Attribute, string>>;

function plain(set: RecordSet): PlainRecord[] {
  return Array.from({ length: set.rowCount }, (_, row) =>
    Object.fromEntries(set.attributes.map((name) => [name, cellText(set, row, name)]).filter(([, text]) => text !== ''))
  );
}

/** One Map, one record after the other. */
function oracle(existing: RecordSet, incoming: RecordSet, isBare: (cells: PlainRecord) => boolean = () => false) {
  const rows: PlainRecord[] = plain(existing);
  const seen = new Set<string>();
  const known = new Map(rows.map((row, i) => [normalizeKey(row.userName ?? '', false), i] as const).reverse());
  for (let row = 0; row < incoming.rowCount; row++) {
    const cells = Object.fromEntries(incoming.attributes.map((name) => [name, cellText(incoming, row, name)]));
    const key = normalizeKey(cells.userName, false);
    if (key !== '' && seen.has(key)) continue;
    seen.add(key);
    const at = key === '' ? undefined : known.get(key);
    if (at === undefined) rows.push(cells);
    else rows[at] = { ...rows[at], ...(isBare(cells) ? filled(cells) : cells) };
  }
  return rows.map(filled);
}

function filled(row: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(row).filter(([, text]) => text !== ''));
}

const name = fc.constantFrom('', 'ann', 'Ann', 'bo', 'Zoë', 'ZOË', 'cy', 'di', 'ed');
const text = fc.constantFrom('', 'x', 'y', 'ü');

test('a row that only says who, and whether active, leaves the rest of its record', () => {
  const cell = fc.tuple(name, text, text);
  const before = fc.uniqueArray(cell, { maxLength: 6, selector: ([key]) => normalizeKey(key, false) });
  fc.assert(
    fc.property(before, fc.array(cell, { maxLength: 8 }), (mine, theirs) => {
      const existing = records(['userName', 'title', 'active'], mine);
      const incoming = records(['userName', 'title', 'active'], theirs);
      const plan = finish(planMerge(existing, incoming, 'userName'));
      const isBare = bareRows(incoming, 'userName');
      const merged = plain(finish(mergeRecords(existing, incoming, { ...plan, isBare })));
      expect(merged).toEqual(oracle(existing, incoming, (cells) => cells.title === ''));
    }),
    { numRuns: 500 }
  );
});

test('such a row is told of as removed: it is not there, and changes only what it says', () => {
  const attributes = ['userName', 'title', 'active'] as const;
  const existing = records(attributes, [
    ['ann', 'boss', 'true'],
    ['bo', 'clerk', 'true'],
    ['cy', '', 'true'],
    ['di', 'clerk', 'true']
  ]);
  const incoming = records(attributes, [
    ['ann', '', 'true'],
    ['bo', '', 'false'],
    ['di', 'clerk', 'true']
  ]);
  const whole = finish(planMerge(existing, incoming, 'userName'));
  expect([whole.updatedCount, whole.vanishedCount, [...whole.isPresent]]).toEqual([2, 1, [1, 1, 0, 1]]);
  const changes = finish(planMerge(existing, incoming, 'userName', bareRows(incoming, 'userName')));
  expect([changes.updatedCount, changes.vanishedCount, [...changes.isPresent]]).toEqual([1, 3, [0, 0, 0, 1]]);
  expect([...changes.replacement]).toEqual([-1, 1, -1, -1]);
});

test('merging agrees with a plain map of records', () => {
  const before = fc.uniqueArray(fc.tuple(name, text), { maxLength: 6, selector: ([key]) => normalizeKey(key, false) });
  fc.assert(
    fc.property(before, fc.array(fc.tuple(name, text), { maxLength: 8 }), (mine, theirs) => {
      const existing = records(['userName', 'title'], mine);
      const incoming = records(['userName', 'department'], theirs);
      const plan = finish(planMerge(existing, incoming, 'userName'));
      expect(plain(finish(mergeRecords(existing, incoming, plan)))).toEqual(oracle(existing, incoming));
    }),
    { numRuns: 500 }
  );
});

test('a list read again without change keeps every segment as it is', () => {
  const rows = Array.from({ length: SEGMENT_ROWS + 5 }, (_, i) => [`user${i}`, 'x']);
  const existing = records(['userName', 'title'], rows);
  const plan = finish(planMerge(existing, records(['userName', 'title'], rows.toReversed()), 'userName'));
  const merged = finish(mergeRecords(existing, records(['userName', 'title'], rows.toReversed()), plan));
  expect([plan.updatedCount, plan.vanishedCount, plan.appended.length]).toEqual([0, 0, 0]);
  expect(merged.segments.every((segment, i) => segment === existing.segments[i])).toBe(true);
});

test('one changed record makes only its own segment anew, and appended ones fill the last', () => {
  const rows = Array.from({ length: SEGMENT_ROWS + 5 }, (_, i) => [`user${i}`, 'x']);
  const existing = records(['userName', 'title'], rows);
  const incoming = records(
    ['userName', 'title'],
    [
      ['USER3', 'boss'],
      ['new', 'z']
    ]
  );
  const plan = finish(planMerge(existing, incoming, 'userName'));
  const merged = finish(mergeRecords(existing, incoming, plan));
  expect([plan.updatedCount, plan.vanishedCount, plan.appended.length]).toEqual([1, SEGMENT_ROWS + 4, 1]);
  expect(cellText(merged, 3, 'title')).toBe('boss');
  expect([merged.rowCount, cellText(merged, SEGMENT_ROWS + 5, 'userName')]).toEqual([SEGMENT_ROWS + 6, 'new']);
  expect(plain(truncateRecords(merged, SEGMENT_ROWS + 2)).at(-1)).toEqual({
    userName: `user${SEGMENT_ROWS + 1}`,
    title: 'x'
  });
});
