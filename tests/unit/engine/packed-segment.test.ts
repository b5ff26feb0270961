import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText, recordSet } from '../../../src/lib/engine/record-set';
import { unpackSegment } from '../../../src/lib/engine/packed-segment';
import { SEGMENT_ROWS } from '../../../src/lib/engine/segment';
import { records } from '../../fixtures/records';

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 'same', 'Zoë', '\ufeffmark', '__proto__', '00123', '😀')
);

/** What UTF-8 can hold of a text: a lone surrogate becomes U+FFFD. */
function storable(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

test('cells come back as they went in, however often they repeat', () => {
  const table = fc.array(fc.tuple(cell, cell, fc.constantFrom('x', 'y')), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(table, (rows) => {
      const built = records(['userName', 'custom:__proto__', 'title'], rows);
      const set = recordSet(built.segments.map((segment) => unpackSegment(segment.buffer.slice(0))));
      expect(set.attributes).toEqual(['userName', 'custom:__proto__', 'title']);
      rows.forEach(([name, odd, title], row) => {
        expect(cellText(set, row, 'userName')).toBe(storable(name));
        expect(cellText(set, row, 'custom:__proto__')).toBe(storable(odd));
        expect(cellText(set, row, 'title')).toBe(title);
      });
    })
  );
});

test('few values are kept once, many as plain text', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => [`Department ${i % 7}`, `person ${i}`]);
  const { columns } = records(['department', 'userName'], rows).segments[0];
  expect([columns.get('department')?.kind, columns.get('userName')?.kind]).toEqual(['dictionary', 'text']);
});

test('a column that turns out to have many values late is still right', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => [i < 10_000 ? 'same' : `value ${i}`]);
  const set = records(['title'], rows);
  expect(set.segments[0].columns.get('title')?.kind).toBe('text');
  expect([0, 9_999, 10_000, 19_999].map((row) => cellText(set, row, 'title'))).toEqual([
    'same',
    'same',
    'value 10000',
    'value 19999'
  ]);
});

test('rows beyond a segment stand in the next one', () => {
  const rows = Array.from({ length: SEGMENT_ROWS + 1 }, (_, i) => [`u${i}`]);
  const set = records(['userName'], rows);
  expect([set.segments.length, set.rowCount, cellText(set, SEGMENT_ROWS, 'userName')]).toEqual([
    2,
    SEGMENT_ROWS + 1,
    `u${SEGMENT_ROWS}`
  ]);
});

test('something that is not a segment is refused', () => {
  expect(() => unpackSegment(new ArrayBuffer(64))).toThrow('magic number');
});
