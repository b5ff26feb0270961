import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from '../../../src/lib/connectors/connector';
import { ChangeMark } from '../../../src/lib/connectors/change-mark';
import { ListTally } from '../../../src/lib/connectors/list-tally';
import { endOf } from '../../fixtures/systems/list-from';

const limits = { maxListRecords: 1000, mostEmptyPages: 3 };
const next = {
  list: 'Users',
  what: 'Users',
  counts: 'records',
  kind: 'page',
  url: 'https://scim.example.com'
} as const;

/** What becomes of a list that came in these pages: its ids, or why it is refused. */
function tally(pages: readonly Reading[]): readonly string[] | string {
  const tally = new ListTally(limits);
  const ids: string[] = [];
  for (const page of pages) {
    const taken = tally.take(page);
    if ('problem' in taken) return endOf({ kind: 'system-incomplete', host: 'scim.example.com', cause: taken.problem });
    ids.push(...taken.fresh.map(({ id }) => id));
  }
  return ids;
}

const page = (ids: readonly string[], more: Partial<Reading> = {}): Reading => ({
  items: ids.map((id) => ({ id })),
  next,
  ...more
});
const last = { next: undefined };

test('each record once, and no more or fewer than told', () => {
  expect(tally([page(['a', 'b'], { total: 3 }), page(['c'], { total: 3, ...last })])).toEqual(['a', 'b', 'c']);
  expect(tally([page(['a', 'b'], { total: 3 }), page(['b', 'c'], { total: 3, ...last })])).toEqual(['a', 'b', 'c']);
  expect(tally([page(['a', 'b'], { total: 3 }), page(['b'], { total: 3, ...last })])).toBe('count');
  expect(tally([page(['a', 'b'], { total: 1, ...last })])).toBe('count');
  expect(tally([page([], { total: 0, ...last })])).toEqual([]);
  expect(tally([page(['a'], last)])).toEqual(['a']);
});

test('it may grow while it is read, not shrink', () => {
  expect(tally([page(['a', 'b'], { total: 3 }), page(['c', 'd'], { total: 4, ...last })])).toEqual([
    'a',
    'b',
    'c',
    'd'
  ]);
  expect(tally([page(['a', 'b'], { total: 3 }), page(['b', 'c'], { total: 4, ...last })])).toBe('count');
  expect(tally([page(['a', 'b'], { total: 3 }), page(['d'], { total: 2, ...last })])).toBe('shrunk');
});

test('what has no end', () => {
  expect(tally([page(['a']), page(['a'])])).toBe('same-page');
  expect(tally(Array.from({ length: 5 }, () => page([])))).toBe('endless');
  expect(tally(Array.from({ length: 9 }, (_, at) => page(at % 2 === 0 ? [] : [String(at)])))).toHaveLength(4);
  expect(tally(Array.from({ length: 2000 }, (_, at) => page([String(at)])))).toBe('endless');
});

test('a link that could not be read, and records without an id', () => {
  expect(tally([page(['a'], { ...last, isLinkMissing: true })])).toBe('no-link');
  expect(tally([page(['a', ''], last)])).toBe('no-id');
});

test('any list that stands still comes whole; one that lost a record on the way never does', () => {
  const lists = fc.record({
    count: fc.integer({ min: 1, max: 60 }),
    size: fc.integer({ min: 1, max: 20 }),
    lost: fc.nat()
  });
  fc.assert(
    fc.property(lists, ({ count, size, lost }) => {
      const ids = Array.from({ length: count }, (_, at) => `u${at}`);
      const pages = (all: readonly string[]) =>
        Array.from({ length: Math.ceil(all.length / size) || 1 }, (_, at) =>
          page(all.slice(at * size, (at + 1) * size), { total: count, ...((at + 1) * size >= all.length ? last : {}) })
        );
      expect(tally(pages(ids))).toEqual(ids);
      expect(tally(pages(ids.filter((_id, at) => at !== lost % count)))).toBe('count');
    })
  );
});

test('changes are asked for from where nothing can have slipped through', () => {
  const begun = Date.UTC(2026, 10, 22, 12);
  const mark = (...times: readonly string[]) => {
    const made = new ChangeMark(begun);
    times.forEach((time) => made.add(time));
    return made.value;
  };
  expect(mark()).toBeUndefined();
  expect(mark('')).toBeUndefined();
  expect(mark('2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-19T10:00:00.000Z')).toBe(
    '2026-11-21T10:00:00.000Z'
  );
  // Changed while the list was read: others may have been changed just before, on pages that were read already.
  expect(mark('2026-11-21T10:00:00.000Z', '2026-11-22T12:03:00.000Z')).toBe('2026-11-21T10:00:00.000Z');
  expect(mark('2026-11-22T12:03:00.000Z', '2026-11-22T12:01:00.000Z')).toBe('2026-11-22T12:01:00.000Z');
  expect(mark('2026-11-21 10:00:00', '2026-11-22 12:03:00')).toBe('2026-11-21 10:00:00');
});
