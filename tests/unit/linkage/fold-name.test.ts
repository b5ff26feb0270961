import anyAscii from 'any-ascii';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, nameTokens } from '../../../src/lib/linkage/text/fold-name';
import { needsLatinSpelling } from '../../../src/lib/linkage/text/latin-spelling';
import { spellingKey } from '../../../src/lib/linkage/text/spelling-key';
import { splitFullName } from '../../../src/lib/linkage/text/split-full-name';

describe('foldName', () => {
  it.each([
    ["O'Brien", 'obrien'],
    ['D’Angelo', 'dangelo'],
    ['Kaʻahumanu', 'kaahumanu'],
    ['MÜLLER-Lüdenscheidt', 'muller ludenscheidt'],
    ['Weiß', 'weiss'],
    ['WEISS', 'weiss'],
    ['Łukasz Żółć', 'lukasz zolc'],
    ['Sigurðsson', 'sigurdsson'],
    ['İsmail Işık', 'ismail isik'],
    ['ﬁona', 'fiona'],
    ['Ａｎｎａ', 'anna'],
    ['Nguyễn Văn Ánh', 'nguyen van anh'],
    ['Søren Kjærgård', 'soren kjaergard'],
    ['an\u00adna\u200b', 'anna'],
    ['J.P.  de la Cruz', 'j p de la cruz'],
    ['', '']
  ])('%s', (text, folded) => expect(foldName(text)).toBe(folded));

  it.each([
    ['Юлия Щербаков', 'yuliya shcherbakov'],
    ['Ξενοφών', 'xenofon'],
    ['王', 'wang'],
    ['민수', 'minsu'],
    ['さくら', 'sakura'],
    ['Նարեկ', 'narek'],
    ['გიორგი', 'giorgi']
  ])('spells %s in Latin letters where somebody can', (text, folded) => {
    expect(needsLatinSpelling(text)).toBe(true);
    expect(foldName(text, anyAscii)).toBe(folded);
  });

  it('leaves other scripts alone without one, and Latin ones with one', () => {
    expect(foldName('김민수')).toBe('김민수');
    expect(foldName('が')).toBe('が');
    expect(foldName('Müller', () => 'wrong')).toBe('muller');
  });

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const once = foldName(text);
        expect(foldName(once)).toBe(once);
      })
    );
  });

  it('does not mind how a text is composed, or its case in ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aéüßñçøłşčôKĐ -’') }), (text) => {
        expect(foldName(text.normalize('NFD'))).toBe(foldName(text.normalize('NFC')));
        expect(foldName(text.toUpperCase())).toBe(foldName(text));
      })
    );
  });
});

describe('nameTokens', () => {
  it.each([
    ['Dr. Anna Smith', ['anna', 'smith']],
    ['Prof. Dr. Weber', ['weber']],
    ['John Smith Jr.', ['john', 'smith']],
    ['Henry Ford III', ['henry', 'ford']],
    ['Junior', ['junior']],
    ['Dr', ['dr']],
    ['Anna Smith 2', ['anna', 'smith']],
    ['12345', []],
    ['van der Berg', ['van', 'der', 'berg']]
  ])('%s', (text, tokens) => expect(nameTokens(text)).toEqual(tokens));

  it('stays within bounds whatever is in a cell', () => {
    const tokens = nameTokens('x'.repeat(5000) + ' y'.repeat(5000));
    expect(tokens.length).toBeLessThanOrEqual(12);
    expect(Math.max(...tokens.map((token) => token.length))).toBeLessThanOrEqual(48);
  });
});

describe('spellingKey', () => {
  it.each([
    ['muller', 'mueller'],
    ['kjaergard', 'kjaergaard'],
    ['haakon', 'hakon'],
    ['dmitriy', 'dmitrij'],
    ['yuliya', 'iuliia'],
    ['julia', 'yulia'],
    ['maja', 'maya'],
    ['mohammed', 'muhamad'],
    ['macdonald', 'mcdonald'],
    ['yevgeniy', 'evgeny'],
    ['aleksey', 'alexei'],
    ['kim', 'gim'],
    ['akhmatova', 'ahmatova'],
    ['andreyev', 'andreev']
  ])('%s is %s', (one, other) => expect(spellingKey(one)).toBe(spellingKey(other)));

  it.each([
    ['ian', 'jan'],
    ['bauer', 'baur'],
    ['meyer', 'meer'],
    ['anna', 'hanna'],
    ['smith', 'smyth'],
    ['macy', 'mcy']
  ])('%s is not %s', (one, other) => expect(spellingKey(one)).not.toBe(spellingKey(other)));
});

describe('splitFullName', () => {
  it.each([
    ['Smith, John', 'john', 'smith', true],
    ['Smith, Jr., John', 'john', 'smith', true],
    ['John Smith, PhD', 'john', 'smith', false],
    ['John Smith', 'john', 'smith', false],
    ['DUPONT Jean', 'jean', 'dupont', true],
    ['Jean DE LA CRUZ', 'jean', 'de la cruz', true],
    ['JEAN DUPONT', 'jean', 'dupont', false],
    ['Ludwig van Beethoven', 'ludwig', 'van beethoven', false],
    ['Anna Müller-Schmidt', 'anna', 'muller schmidt', false],
    ['Sukarno', '', 'sukarno', false],
    ['John Smith (External)', 'john', 'smith', false],
    ['William (Bill) Smith', 'william bill', 'smith', false],
    ['John Smith - Contractor', 'john', 'smith', false],
    ['Dr. Anna Smith III', 'anna', 'smith', false],
    ['anna.smith@alder.example', 'anna', 'smith', false],
    ['Jón Sigurðsson', 'jon', 'sigurdsson', false],
    ['王小明', 'xiaoming', 'wang', false],
    ['欧阳小明', 'xiaoming', 'ouyang', false],
    ['山田 太郎', 'tailang', 'shantian', true],
    ['김민수', 'minsu', 'gim', false],
    ['Смирнова, Юлия', 'yuliya', 'smirnova', true],
    ['', '', '', false],
    ['(External)', '', '', false]
  ])('%s', (text, given, family, isOrderSure) => {
    const split = splitFullName(text, anyAscii);
    expect([split.given.join(' '), split.family.join(' '), split.isOrderSure]).toEqual([given, family, isOrderSure]);
  });

  it('loses no name and never fails', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Anna', 'van', 'SMITH', 'de', 'Li', 'Jr', '王', ',', '-', '(x)')),
        (words) => {
          const split = splitFullName(words.join(' '));
          if (words.includes('Anna') && !words.some((word) => ',-'.includes(word)))
            expect([...split.given, ...split.family]).toContain('anna');
        }
      )
    );
  });
});
