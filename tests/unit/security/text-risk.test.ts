import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterName, textRisks } from '../../../src/lib/model/text-risk';
import { riskSentences } from '../../../src/lib/state/text-risk-words';

describe('textRisks', () => {
  it.each([
    'Ana Marić',
    'Иван Петров',
    'Ελένη Παππά',
    '山田　太郎',
    'Sony株式会社',
    'محمد',
    'می\u200cخواهم',
    'क्\u200dष',
    '👩\u200d💻 Ana',
    '❤\ufe0f',
    '葛\u{e0100}',
    'O’Brien-Smith, Jr.',
    'tab\tand\nline',
    'ivan.иванов@example.com',
    ''
  ])('says nothing of %j', (text) => expect(textRisks(text)).toEqual([]));

  it.each([
    ['аdmin', 'mixed-scripts', ['а'], 'Cyrillic'],
    ['Иванoв', 'mixed-scripts', ['o'], 'Latin'],
    ['pαypal', 'mixed-scripts', ['α'], 'Greek'],
    ['аb', 'mixed-scripts', ['а'], 'Cyrillic'],
    ['hօme', 'mixed-scripts', ['օ'], 'Armenian']
  ] as const)('%j: %s', (text, kind, characters, script) =>
    expect(textRisks(text)).toEqual([{ kind, characters, script }])
  );

  it.each([
    ['Ana\u200bMaric', 'invisible', '\u200b'],
    ['\ufeffAna', 'invisible', '\ufeff'],
    ['Ana\u2060', 'invisible', '\u2060'],
    ['Ana\u0000', 'invisible', '\u0000'],
    ['Ana\u200dMaric', 'invisible', '\u200d'],
    ['Ana\ufe0f', 'invisible', '\ufe0f'],
    ['ㅤAna'.replace('ㅤ', '\u3164'), 'invisible', '\u3164'],
    ['Ana\u{e0041}', 'invisible', '\u{e0041}'],
    ['\u202eanA', 'direction', '\u202e'],
    ['Ana\u200f', 'direction', '\u200f'],
    ['\u2066Ana\u2069', 'direction', '\u2066'],
    ['Ana\u00a0Maric', 'odd-space', '\u00a0'],
    ['Ana\u2009Maric', 'odd-space', '\u2009'],
    ['Ana\u00adMaric', 'soft-hyphen', '\u00ad']
  ] as const)('%j: %s', (text, kind, first) => {
    const [risk, ...others] = textRisks(text);
    expect(risk.kind).toBe(kind);
    expect(risk.characters[0]).toBe(first);
    expect(others).toEqual([]);
  });

  it('names the gravest first, and each once', () => {
    expect(textRisks('а\u00a0dmin\u200bа\u202ea\u200b\u00adx').map(({ kind }) => kind)).toEqual([
      'direction',
      'invisible',
      'soft-hyphen',
      'odd-space'
    ]);
    expect(textRisks('a\u200bb\u200bc')[0].characters).toEqual(['\u200b']);
  });

  it('says it in a sentence', () => {
    expect(riskSentences('аdmin')).toEqual(['“а” here is Cyrillic.']);
    expect(riskSentences('Ana\u200b')).toEqual(['It holds what nobody sees: zero-width space (U+200B).']);
    expect(riskSentences('аnе x')).toEqual(['“n” here is Latin.']);
    expect(riskSentences('annaаe е')[0]).toContain('here is Cyrillic');
  });

  it('takes any text, however long, and repeats nothing of it but single characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { characters } of textRisks(text)) {
          expect(characters.length).toBeLessThanOrEqual(8);
          for (const character of characters) expect(text).toContain(character);
        }
      })
    );
    expect(characterName('\u{e0041}')).toBe('U+E0041');
    expect(characterName('a')).toBe('U+0061');
  });
});
