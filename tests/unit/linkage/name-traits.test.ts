import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_TRAITS } from '../../../src/lib/linkage/text/name-traits';
import { nicknameGroups } from '../../../src/lib/linkage/text/nicknames';
import { isOneSlip } from '../../../src/lib/linkage/text/one-slip';
import { phoneticKeys } from '../../../src/lib/linkage/text/phonetic-key';
import { isPublicMailDomain, wordsOfPrivateDomain } from '../../../src/lib/linkage/text/public-mail-domains';
import { ValueBook } from '../../../src/lib/linkage/text/value-book';

describe('phoneticKeys', () => {
  it.each([
    ['smith', ['SM0', 'XMT']],
    ['schmidt', ['XMT', 'SMT']],
    ['thomas', ['TMS']],
    ['catherine', ['K0RN', 'KTRN']],
    ['katherine', ['K0RN', 'KTRN']],
    ['jose', ['HS']],
    ['wright', ['RT']],
    ['xavier', ['SF', 'SFR']],
    ['a', []],
    ['민수', []]
  ])('%s', (name, keys) => expect(phoneticKeys(name)).toEqual(keys));

  it('names the spelling first', () => {
    expect(NAME_TRAITS.phoneticKeys('mueller')[0]).toBe(NAME_TRAITS.phoneticKeys('muller')[0]);
    expect(NAME_TRAITS.phoneticKeys('smith')[0]).not.toBe(NAME_TRAITS.phoneticKeys('schmidt')[0]);
  });
});

describe('nicknameGroups', () => {
  const isGroup = (one: string, other: string) =>
    nicknameGroups(one).some((group) => nicknameGroups(other).includes(group));

  it.each([
    ['william', 'bill'],
    ['bob', 'robert'],
    ['elizabeth', 'betty'],
    ['johannes', 'hans'],
    ['katharina', 'kathi'],
    ['guillermo', 'memo'],
    ['francisco', 'paco'],
    ['giuseppe', 'beppe'],
    ['wilhelmus', 'wim'],
    ['malgorzata', 'gosia'],
    ['aleksandr', 'sasha'],
    ['mikael', 'micke'],
    ['istvan', 'pista'],
    ['ibrahim', 'ibo'],
    ['ioannis', 'yannis']
  ])('%s is called %s', (name, called) => expect(isGroup(name, called)).toBe(true));

  it.each([
    ['william', 'robert'],
    ['anna', 'maria'],
    ['peter', 'paul']
  ])('%s is not %s', (one, other) => expect(isGroup(one, other)).toBe(false));
});

describe('isOneSlip', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  const slips = (one: string, other: string) => {
    const book = new ValueBook();
    const [first, second] = [book.add(one), book.add(other)];
    return isOneSlip(book.bytes, book, first, second);
  };

  it('is a distance of one, neighbours swapped counted as one', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(slips(one, other)).toBe(oneSlipAway(one).has(other) && one !== other);
        expect(slips(other, one)).toBe(slips(one, other));
      }),
      { numRuns: 1000 }
    );
  });
});

function oneSlipAway(word: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, behind] = [word.slice(0, at), word.slice(at)];
    found.add(before + behind.slice(1));
    for (const unit of 'abc') found.add(before + unit + behind).add(before + unit + behind.slice(1));
    if (behind.length > 1) found.add(before + behind[1] + behind[0] + behind.slice(2));
  }
  return found;
}

describe('mail domains', () => {
  it.each(['gmail.com', 'yahoo.co.uk', 'gmx.de', 'web.de', 'mail.ru', 't-online.de', 'qq.com'])(
    '%s is anybody’s',
    (domain) => expect(isPublicMailDomain(domain)).toBe(true)
  );
  it.each(['alder.example', 'web.example', 'mail.alder.example', 'orange.example'])('%s is somebody’s', (domain) =>
    expect(isPublicMailDomain(domain)).toBe(false)
  );
  it('has the words that may be a name', () => {
    expect(wordsOfPrivateDomain('mail.schmidt-family.example')).toEqual(['schmidt', 'family']);
    expect(wordsOfPrivateDomain('schmidt.co.uk')).toEqual(['schmidt']);
    expect(wordsOfPrivateDomain('gmail.com')).toEqual([]);
  });
});
