import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvRow } from '../../../src/lib/plan/csv-row';

test('another reader gets back exactly what was written', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a,b', '"', 'line\r\nbreak', ' =1+1', '00123', '')
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = rows.map(csvRow).join('');
      const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' });
      expect(data.slice(0, -1)).toEqual(rows);
    })
  );
});
