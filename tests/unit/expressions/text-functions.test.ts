import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as text from '../../../src/lib/expressions/text-functions';

/** Short texts in which separators, spaces, marks and characters of two units come up often. */
const someText = fc.string({
  unit: fc.constantFrom('a', 'B', '@', '.', ' ', '\t', 'é', 'e\u0301', 'ß', '👩', '𝒳', '李', 'Ł', '"'),
  maxLength: 12
});

/** What the functions say, in the slowest way. */
const slow = {
  len: (value: string) => Array.from(value).length,
  sub: (value: string, start: number, end: number) =>
    Array.from(value)
      .filter((_, i) => i >= start && i < end)
      .join(''),
  before: (value: string, separator: string) =>
    separator !== '' && value.includes(separator) ? value.split(separator)[0] : value,
  after: (value: string, separator: string) =>
    separator !== '' && value.includes(separator) ? value.split(separator).slice(1).join(separator) : '',
  removeSpaces: (value: string) =>
    Array.from(value)
      .filter((char) => char.trim() !== '')
      .join(''),
  join: (separator: string, parts: readonly string[]) =>
    parts.reduce((made, part) => (part === '' ? made : made === '' ? part : made + separator + part), '')
};

describe('text functions', () => {
  test('agree with a slow version of themselves', () => {
    const place = fc.integer({ min: -3, max: 15 });
    fc.assert(
      fc.property(fc.record({ value: someText, other: someText, start: place, end: place }), (some) => {
        const { value, other, start, end } = some;
        expect(text.len(value)).toBe(slow.len(value));
        expect(text.sub(value, start, end)).toBe(slow.sub(value, start, end));
        expect(text.before(value, other)).toBe(slow.before(value, other));
        expect(text.after(value, other)).toBe(slow.after(value, other));
        expect(text.removeSpaces(value)).toBe(slow.removeSpaces(value));
        expect(text.replaceAll(value, 'a', other)).toBe(value.replaceAll('a', () => other));
      })
    );
    fc.assert(
      fc.property(someText, fc.array(someText, { maxLength: 5 }), (separator, parts) => {
        expect(text.join(separator, parts)).toBe(slow.join(separator, parts));
      })
    );
  });

  test.each([
    ['a.b@c@d', 'a.b', 'c@d'],
    ['nobody', 'nobody', ''],
    ['@x', '', 'x'],
    ['x@', 'x', ''],
    ['', '', '']
  ])('before and after @ of %j', (value, before, after) => {
    expect(text.before(value, '@')).toBe(before);
    expect(text.after(value, '@')).toBe(after);
  });

  test('sub clamps and never cuts a character in half', () => {
    expect(text.sub('Anna', -5, 2)).toBe('An');
    expect(text.sub('Anna', 2, 99)).toBe('na');
    expect(text.sub('Anna', 3, 1)).toBe('');
    expect(text.sub('👩lena', 0, 1)).toBe('👩');
  });

  test.each([
    ['Renée', 'Renee'],
    ['Łoś', 'Los'],
    ['Straße', 'Strasse'],
    ['Ærø', 'AEro'],
    ['Đurđević', 'Durdevic'],
    ['Þór', 'Thor'],
    ['İpek ışık', 'Ipek isik'],
    ['ﬁnn', 'finn'],
    ['Ｗｉｄｅ', 'Wide'],
    ['e\u0301', 'e'],
    ['李伟', '李伟'],
    ['Ελένη', 'Ελενη'],
    ['한국', '한국'],
    ['plain', 'plain']
  ])('takes the accents of %s', (value, plain) => expect(text.stripAccents(value)).toBe(plain));

  test('takes accents letter by letter as it would of the whole', () => {
    const letter = fc.integer({ min: 1, max: 0x24f }).map((code) => String.fromCharCode(code));
    // The last character is beyond those that are taken letter by letter.
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 8 }), (value) => {
        expect(`${text.stripAccents(value)}李`).toBe(text.stripAccents(`${value}李`));
      })
    );
  });

  test('compares keys of a switch exactly', () => {
    expect(text.choose('agent', 'other', ['agent', 'Support', 'admin', 'IT'])).toBe('Support');
    expect(text.choose('Agent', 'other', ['agent', 'Support'])).toBe('other');
    expect(text.choose('agents', 'other', ['agent', 'Support'])).toBe('other');
  });

  test('refuses to grow a text beyond what is a value', () => {
    expect(() => text.replaceAll('a'.repeat(200), 'a', 'b'.repeat(200))).toThrow('longer than 10,000');
  });
});
