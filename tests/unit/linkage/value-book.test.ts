import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ValueBook } from '../../../src/lib/linkage/text/value-book';

test('a book numbers texts as a map does, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 700 }), (texts) => {
      const book = new ValueBook();
      const numbers = new Map<string, number>();
      for (const text of texts) {
        if (!numbers.has(text)) numbers.set(text, numbers.size);
        expect(book.add(text)).toBe(numbers.get(text));
      }
      expect(book.size).toBe(numbers.size);
      for (const [text, id] of numbers) {
        expect(book.find(text)).toBe(id);
        expect(book.text(id)).toBe(text);
      }
      expect(book.find('not among the texts')).toBe(-1);
    }),
    // The same FNV-1a hash; a mark of the byte order; more than the first arrays hold.
    {
      examples: [
        [['costarring', 'liquid', '\ufeffa', 'a', '']],
        [Array.from({ length: 3000 }, (_, at) => `text ${at}`)]
      ]
    }
  );
});
