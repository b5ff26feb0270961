import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandleLetters } from '../../../src/lib/linkage/text/handle-letters';
import { Letters } from '../../../src/lib/linkage/text/letters';
import {
  BOTH_CUT,
  BOTH_WHOLE,
  FAMILY_AND_PART,
  FAMILY_ONLY,
  GIVEN_AND_PART,
  GIVEN_ONLY,
  INITIALS,
  NO_PATTERN,
  UsernamePattern
} from '../../../src/lib/linkage/text/username-pattern';

const pattern = new UsernamePattern();
function kindOf(handle: string, given = 'anna', family = 'schmidt'): number {
  return pattern.of(new HandleLetters().read(handle), new Letters().set(given), new Letters().set(family));
}

describe('UsernamePattern', () => {
  it.each([
    ['anna.schmidt', BOTH_WHOLE],
    ['anna_schmidt', BOTH_WHOLE],
    ['anna-schmidt', BOTH_WHOLE],
    ['annaschmidt', BOTH_WHOLE],
    ['schmidt.anna', BOTH_WHOLE],
    ['schmidtanna', BOTH_WHOLE],
    ['anna.m.schmidt', BOTH_WHOLE],
    ['anna.schmidt1985', BOTH_WHOLE],
    ['ext-anna.schmidt', BOTH_WHOLE],
    ['adm_anna.schmidt', BOTH_WHOLE],
    ['anna.schmidt-adm', BOTH_WHOLE],
    ['aschmidt', FAMILY_AND_PART],
    ['a.schmidt', FAMILY_AND_PART],
    ['amschmidt', FAMILY_AND_PART],
    ['schmidta', FAMILY_AND_PART],
    ['schmidt_a', FAMILY_AND_PART],
    ['ann.schmidt', FAMILY_AND_PART],
    ['aschmidt2', FAMILY_AND_PART],
    ['x_aschmidt', FAMILY_AND_PART],
    ['admaschmidt', FAMILY_AND_PART],
    ['annas', GIVEN_AND_PART],
    ['anna.s', GIVEN_AND_PART],
    ['sanna', GIVEN_AND_PART],
    ['annasch', GIVEN_AND_PART],
    ['aschmid', BOTH_CUT],
    ['aschm', BOTH_CUT],
    ['schmian', BOTH_CUT],
    ['annsch', BOTH_CUT],
    ['schmidt', FAMILY_ONLY],
    ['schmidtmuc', FAMILY_ONLY],
    ['anna', GIVEN_ONLY],
    ['anna77', GIVEN_ONLY],
    ['as', INITIALS],
    ['as1234', INITIALS],
    ['bschmitz', NO_PATTERN],
    ['kx77231', NO_PATTERN],
    ['12345', NO_PATTERN],
    ['', NO_PATTERN]
  ])('%s', (handle, kind) => expect(kindOf(handle)).toBe(kind));

  it.each([
    ['jmueller', 'jan', 'muller'],
    ['jmuller', 'jan', 'mueller'],
    ['jan.mueller', 'jan', 'mueller']
  ])('%s is made of %s %s, whichever way the umlaut is spelled', (handle, given, family) =>
    expect(kindOf(handle, given, family)).toBeGreaterThanOrEqual(FAMILY_AND_PART)
  );

  it('finds what was put together', () => {
    const name = fc.string({ unit: fc.constantFrom(...'bcdfgikl'), minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(name, name, fc.constantFrom('', '.', '_', '-'), (given, family, sign) => {
        expect(kindOf(`${given}${sign}${family}`, given, family)).toBe(BOTH_WHOLE);
        expect(kindOf(`${family}${sign}${given}`, given, family)).toBe(BOTH_WHOLE);
        expect(kindOf(`${given[0]}${sign}${family}99`, given, family)).toBeGreaterThanOrEqual(FAMILY_AND_PART);
        expect(kindOf(`${given}${sign}${family[0]}`, given, family)).toBeGreaterThanOrEqual(GIVEN_AND_PART);
      })
    );
  });
});
