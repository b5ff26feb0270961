import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CellReader } from '../../../src/lib/engine/cell-reader';
import { normalizeKey } from '../../../src/lib/matching/normalize-key';
import { SameKey } from '../../../src/lib/matching/same-key';
import { records } from '../../fixtures/records';

const piece = fc.constantFrom(
  'a',
  'A',
  'b',
  ' ',
  '\t',
  'ß',
  'ss',
  'u\u0308',
  'ü',
  'Ü',
  '\u200b',
  '\u00a0',
  'ﬁ',
  'fi',
  'İ',
  'i\u0307',
  'ı',
  'K',
  'k',
  'Σ',
  'ς'
);
const text = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));

test('two cells are the same exactly when their normalized texts are', () => {
  fc.assert(
    fc.property(text, text, fc.boolean(), (a, b, isCaseSensitive) => {
      const set = records(['userName'], [[a], [b]]);
      const [left, right] = [new CellReader(set, 'userName'), new CellReader(set, 'userName')];
      const isSame = new SameKey(isCaseSensitive).test(left.at(0), right.at(1));
      expect(isSame).toBe(normalizeKey(a, isCaseSensitive) === normalizeKey(b, isCaseSensitive));
    }),
    { numRuns: 5_000 }
  );
});
