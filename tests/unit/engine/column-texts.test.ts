import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowTexts } from '../../../src/lib/engine/column-texts';
import { cellText, recordSet } from '../../../src/lib/engine/record-set';
import { SegmentBuilder } from '../../../src/lib/engine/segment-builder';
import { SEGMENT_ROWS } from '../../../src/lib/engine/segment';

function emails(count: number, cell: (row: number) => string) {
  const builder = new SegmentBuilder(['email']);
  const segments = [];
  for (let row = 0; row < count; row++) {
    builder.addRow([cell(row)], Int32Array.of(0));
    if (builder.isFull) segments.push(builder.pack());
  }
  if (builder.rowCount > 0) segments.push(builder.pack());
  return recordSet(segments);
}

const KINDS = {
  'plain text': (row: number) => `person${row}@alder.example`,
  'other scripts': (row: number) => (row % 3 ? `persön${row}` : `李${row}👩\u0085`),
  'few values': (row: number) => ['', 'Łódź', 'Berlin'][row % 3]
};

describe('row texts', () => {
  test.each(Object.entries(KINDS))('are the cells, for %s', (_, cell) => {
    const count = SEGMENT_ROWS + 1_000;
    const records = emails(count, cell);
    const step = fc.constantFrom(1, 2, 97, 4_001);
    fc.assert(
      fc.property(step, fc.integer({ min: 0, max: count }), (every, from) => {
        const rows = Uint32Array.from({ length: Math.ceil((count - from) / every) }, (_, i) => from + i * every);
        const texts = rowTexts(records, 'email', rows);
        expect(texts).toEqual(Array.from(rows, (row) => cellText(records, row, 'email')));
      }),
      { numRuns: 6 }
    );
  });

  test('are empty for an attribute that is not there', () => {
    expect(rowTexts(emails(3, String), 'title', Uint32Array.of(0, 2))).toEqual(['', '']);
  });
});
