import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctValues, NO_VALUE } from '../../../src/lib/matching/distinct-values';
import { finish, records } from '../../fixtures/records';

const texts = fc.array(fc.oneof(fc.constantFrom('', 'a', 'b'), fc.string({ unit: 'grapheme', maxLength: 9 })), {
  maxLength: 600
});

test('each record has the number of its cell, equal cells have one number', () => {
  fc.assert(
    fc.property(texts, (cells) => {
      const known = cells.map((cell) => (cell.isWellFormed() ? cell : ''));
      const values = finish(
        distinctValues(
          records(
            ['userName', 'manager'],
            known.map((cell) => ['x', cell])
          ),
          'manager'
        )
      );
      expect(Array.from(values.numbers, (number) => (number === NO_VALUE ? '' : values.texts[number]))).toEqual(known);
      expect(new Set(values.texts).size).toBe(values.texts.length);
      expect(values.texts).not.toContain('');
    })
  );
});

test('numbers go on from segment to segment', () => {
  const cells = Array.from({ length: 70_000 }, (_, i) => [`${i % 35_000}`]);
  const { numbers, texts } = finish(distinctValues(records(['manager'], cells), 'manager'));
  expect(texts).toHaveLength(35_000);
  expect([numbers[0], numbers[35_000], numbers[69_999]]).toEqual([0, 0, 34_999]);
});
