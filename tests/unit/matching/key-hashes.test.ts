import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyBytes } from '../../../src/lib/matching/key-bytes';
import { createKeyHashes, hashSegmentKeys } from '../../../src/lib/matching/key-hashes';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { records } from '../../fixtures/records';

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'A', 'z', 'Z', '@', '[', '`', '{', '0', ' ', '\t', 'é', 'É', '\u200b', 'ß'),
    maxLength: 20
  }),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.constantFrom('', ' ', 'ab', 'AB ')
);

function hashesOf(rows: readonly (readonly string[])[], isCaseSensitive: boolean): string[] {
  const [segment] = records(['givenName', 'familyName'], rows).segments;
  const hashes = createKeyHashes(rows.length);
  hashSegmentKeys(segment, ['givenName', 'familyName'], hashes, new KeyBytes(isCaseSensitive));
  return rows.map((_, row) => (hashes.low[row] | hashes.high[row] ? `${hashes.low[row]} ${hashes.high[row]}` : ''));
}

test('two records have the same hash just when their normalized values are the same, and none when one is empty', () => {
  const row = fc.tuple(cell, cell);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.boolean(), (rows, isCaseSensitive) => {
      const hashes = hashesOf(rows, isCaseSensitive);
      const keys = rows.map((values) => values.map((value) => normalizeKey(value, isCaseSensitive)));
      for (const [one, key] of keys.entries()) {
        expect(hashes[one] === '').toBe(key.includes(''));
        for (const [other, otherKey] of keys.entries()) {
          if (key.includes('') || otherKey.includes('')) continue;
          expect(hashes[one] === hashes[other]).toBe(JSON.stringify(key) === JSON.stringify(otherKey));
        }
      }
    }),
    { numRuns: 1000 }
  );
});

test('letters count as equal in either case, and no other character as another', () => {
  const ascii = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(ascii, fc.nat(), fc.nat(), (text, place, code) => {
      const at = place % text.length;
      const other = text.slice(0, at) + String.fromCharCode(code % 128) + text.slice(at + 1);
      const swapped = text.slice(0, at) + swapCase(text[at]) + text.slice(at + 1);
      const [one, two, three] = hashesOf(
        [
          [text, 'x'],
          [other, 'x'],
          [swapped, 'x']
        ],
        false
      );
      expect(one === two).toBe(normalizeKey(text, false) === normalizeKey(other, false));
      expect(one).toBe(three);
    }),
    { numRuns: 3000 }
  );
});

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

test('a cell has the same hash wherever it stands, in a text column and as an entry of a dictionary', () => {
  const many = Array.from({ length: 600 }, (_, i) => [`Name ${i}`, 'Alder']);
  const few = Array.from({ length: 600 }, (_, i) => [`Name ${i % 3}`, 'ALDER']);
  expect(hashesOf(few, false).slice(0, 3)).toEqual(hashesOf(many, false).slice(0, 3));
});

test('texts that differ by little spread over both words', () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => [`u.${String(i * 7).padStart(6, '0')}`, 'Alder']);
  const hashes = hashesOf(rows, false).map((hash) => hash.split(' '));
  // The lowest bit of the low word is always set: 2^31 values. About 0.2 pairs are expected to meet by chance in each.
  expect(new Set(hashes.map(([low]) => low)).size).toBeGreaterThan(29_995);
  expect(new Set(hashes.map(([, high]) => high)).size).toBeGreaterThan(29_995);
});
