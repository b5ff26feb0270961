import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyBytes } from '../../../src/lib/matching/key-bytes';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { records } from '../../fixtures/records';

test.each([
  ['STRASSE', 'straße'],
  ['ΟΔΟΣ', 'οδος'],
  ['οδος', 'οδοσ'],
  ['ﬁn', 'FIN'],
  ['Ju\u0308rgen', 'JÜRGEN'],
  ['Ａｎｎ', 'ann'],
  ['an\u200bn', 'Ann'],
  ['\u00a0ann ', 'ann'],
  ['K', 'k']
])('%j and %j are one key', (a, b) => {
  expect(normalizeKey(a, false)).toBe(normalizeKey(b, false));
});

test.each([
  ['ı', 'i'],
  ['a b', 'ab'],
  ['Łoś', 'Los']
])('%j and %j are two keys', (a, b) => {
  expect(normalizeKey(a, false)).not.toBe(normalizeKey(b, false));
});

test('normalizing twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => normalizeKey(normalizeKey(text, false), false) === normalizeKey(text, false)
    )
  );
});

test('the bytes read from a column are those of the normalized text', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(' Ann\t', 'É', 'İ', '\ufeffx'));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 300 }), fc.boolean(), (cells, isCaseSensitive) => {
      const column = records(
        ['userName'],
        cells.map((cell) => [cell])
      ).segments[0].columns.get('userName');
      const reader = new KeyBytes(isCaseSensitive);
      cells.forEach((cell, row) => {
        reader.read(column!, row);
        const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(reader.bytes.subarray(0, reader.length));
        expect(read).toBe(normalizeKey(cell, isCaseSensitive));
      });
    })
  );
});
