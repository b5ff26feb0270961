import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostLikeness, NameShapes } from '../../../src/lib/linkage/retrieve/likeness-bound';
import { NameBook } from '../../../src/lib/linkage/text/name-book';

const word = fc.string({ unit: fc.constantFrom(...'abcdeéжш'), minLength: 1, maxLength: 9 });

test('no two names are more alike than the bound says', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      const names = new NameBook();
      const tokens = [names.add(one), names.add(other)];
      const shapes = new NameShapes(2);
      tokens.forEach((token, place) => {
        shapes.put(place, names, token);
      });
      expect(mostLikeness(shapes, 0, shapes, 1) + 1e-9).toBeGreaterThanOrEqual(names.similarity(tokens[0], tokens[1]));
    }),
    { numRuns: 2000 }
  );
});

test('names without a letter in common are not alike', () => {
  const names = new NameBook();
  const shapes = new NameShapes(2);
  shapes.put(0, names, names.add('anna'));
  shapes.put(1, names, names.add('boris'));
  expect(mostLikeness(shapes, 0, shapes, 1)).toBe(0);
});
