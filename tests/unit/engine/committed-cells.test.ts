import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CellEdits, editRecords } from '../../../src/lib/engine/committed-cells';
import { unpackSegment } from '../../../src/lib/engine/packed-segment';
import { cellText } from '../../../src/lib/engine/record-set';
import { SEGMENT_ROWS } from '../../../src/lib/engine/segment';
import type { Attribute } from '../../../src/lib/model/attribute';
import { finish, records } from '../../fixtures/records';

const ATTRIBUTES = ['userName', 'title', 'custom:Cost centre'] as const satisfies Attribute[];
const LENGTH = SEGMENT_ROWS + 40;
const ROWS = Array.from({ length: LENGTH }, (_, i) => [`p${i}`, `title ${i % 7}`]);
const BEFORE = records(['userName', 'title'], ROWS);

const edit = fc.tuple(
  fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: SEGMENT_ROWS, max: LENGTH - 1 })),
  fc.constantFrom(...ATTRIBUTES),
  fc.constantFrom('', 'Lead', 'Größe', 'title 3')
);

test('edited cells have their new texts, all others stay as they are', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const cells = new CellEdits();
      const texts = new Map<string, string>();
      for (const [row, attribute, text] of edits) {
        cells.set(row, attribute, text);
        texts.set(`${row} ${attribute}`, text);
      }
      const after = finish(editRecords(BEFORE, cells));
      expect(cells.isEmpty).toBe(edits.length === 0);
      expect(after.rowCount).toBe(LENGTH);
      for (const row of [...Array(25).keys(), ...Array.from({ length: 40 }, (_, i) => SEGMENT_ROWS + i)])
        for (const attribute of ATTRIBUTES) {
          const before = cellText(BEFORE, row, attribute);
          const expected = texts.get(`${row} ${attribute}`);
          expect(cells.get(row, attribute)).toBe(expected);
          expect(cellText(after, row, attribute)).toBe(expected ?? before);
        }
    }),
    { numRuns: 40 }
  );
});

test('segments without an edit are the same ones, edited ones can be stored', () => {
  const cells = new CellEdits();
  cells.set(SEGMENT_ROWS + 1, 'title', 'Lead');
  const after = finish(editRecords(BEFORE, cells));
  expect(after.segments[0]).toBe(BEFORE.segments[0]);
  const stored = unpackSegment(after.segments[1].buffer);
  expect(stored.columns.get('title')).toEqual(after.segments[1].columns.get('title'));
});
