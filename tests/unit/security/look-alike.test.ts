import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksAlike, skeleton } from '../../../src/lib/model/look-alike';

describe('looksAlike', () => {
  it.each([
    ['Olga Petrova', 'Оlgа Реtrоvа'],
    ['admin', 'аdmin'],
    ['Peter Cox', 'Рeter Сох'],
    ['paypal', 'pаypαl'],
    ['Ana Maric', 'Ana\u200b Maric'],
    ['Ana Maric', 'Ana\u00a0Maric'],
    ['Ana Maric', 'Ａｎａ Ｍａｒｉｃ'],
    ['Ana Maric', '𝐀𝐧𝐚 𝐌𝐚𝐫𝐢𝐜'],
    ['alan', 'aIan'],
    ['alan', 'a1an'],
    ['root', 'r00t'],
    ['Barnes', 'Bames'],
    ['BOSS', 'ВОЅЅ'],
    ['Müller', 'Мüller']
  ])('%s and %s', (one, other) => {
    expect(looksAlike(one, other)).toBe(true);
    expect(looksAlike(other, one)).toBe(true);
  });

  it.each([
    ['Ana Maric', 'Ana Maric'],
    ['Ana Maric', 'ANA MARIC'],
    ['Neil Smith', 'Nell Smith'],
    ['NEIL SMITH', 'Nell Smith'],
    ['Muller', 'Müller'],
    ['Müller', 'Mu\u0308ller'],
    ['Ana', 'Anna'],
    ['10', '1o0'],
    ['100', 'l00'],
    ['', ' '],
    ['Ana Maric', ' Ana  Maric\t']
  ])('not %s and %s', (one, other) => expect(looksAlike(one, other)).toBe(false));

  it('has one skeleton for a text and its skeleton', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(skeleton(text)).toBe(skeleton(text));
        expect(looksAlike(text, text)).toBe(false);
      })
    );
  });
});

describe('skeleton', () => {
  it('is the same by the short way as by the long one', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abnrimIl10| O-'), maxLength: 12 });
    fc.assert(
      // A letter that only looks Latin, and is taken for the same one, leads the long way.
      fc.property(plain, plain, (before, after) => {
        expect(skeleton(`${before}а${after}`)).toBe(skeleton(`${before}a${after}`));
      })
    );
  });

  it('looks up every letter of the table', () => {
    const text = 'аαɑЬƅсᴄԁɗеҽ℮ɡցƍһհіιıɩјϳȷкκӏǀɭոηоοօσрρԛզѕꜱтτυսʋѵνᴠԝωѡхχуүγᴢᎪᏴᏟᎠᎬϜԌᏀᎻӀᎫᏦᏞᎷՕᏢԚᎡՏᏚᎢՍѴᏙԜᎳҮᏃ';
    expect([...text].filter((letter) => !/^[a-z0-9]$/.test(skeleton(letter)))).toEqual([]);
  });
});
