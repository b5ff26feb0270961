import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, isUnrelated, type TextPart } from '../../../../src/lib/ui/desk/difference';

function marked(parts: readonly TextPart[]): string {
  return parts.map(({ text, isDifferent }) => (isDifferent ? `[${text}]` : text)).join('');
}

function both(left: string, right: string): [string, string] {
  const found = difference(left, right);
  return [marked(found.left), marked(found.right)];
}

describe('difference', () => {
  it.each([
    ['jwolff2', 'jwolff', 'jwolff[2]', 'jwolff'],
    ['j.wolff@alder-old.example', 'j.wolff@alder.example', 'j.wolff@alder[-old].example', 'j.wolff@alder.example'],
    ['Jürgen', 'Juergen', 'J[ü]rgen', 'J[ue]rgen'],
    ['Field service ', 'Field service', 'Field service[ ]', 'Field service'],
    ['раypal', 'paypal', '[ра]ypal', '[pa]ypal'],
    ['Mueller-Smith', 'Muller Smith', 'Mu[e]ller[-]Smith', 'Muller[ ]Smith'],
    ['same', 'same', 'same', 'same']
  ])('marks %s against %s', (left, right, markedLeft, markedRight) => {
    expect(both(left, right)).toEqual([markedLeft, markedRight]);
  });

  it('marks the whole of what hardly has anything in common, instead of scattered letters', () => {
    expect(both('xaqzw', 'bagpd')).toEqual(['[xaqzw]', '[bagpd]']);
  });

  it('never tears a character that takes two units', () => {
    const { left } = difference('a😀b', 'a😁b');
    expect(left).toEqual([
      { text: 'a', isDifferent: false },
      { text: '😀', isDifferent: true },
      { text: 'b', isDifferent: false }
    ]);
  });

  it('has no parts for an empty value', () => {
    expect(difference('', 'abc')).toEqual({ left: [], right: [{ text: 'abc', isDifferent: true }] });
  });

  it('keeps every character, and what is not marked is the same on both sides', () => {
    const short = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        const { left, right } = difference(a, b);
        const whole = (parts: readonly TextPart[]) => parts.map(({ text }) => text).join('');
        const equal = (parts: readonly TextPart[]) => whole(parts.filter(({ isDifferent }) => !isDifferent));
        expect([whole(left), whole(right)]).toEqual([a, b]);
        expect(equal(left)).toBe(equal(right));
      })
    );
  });

  it('answers at once for values of thousands of characters', () => {
    const { left } = difference(`a${'x'.repeat(20_000)}z`, `a${'y'.repeat(20_000)}z`);
    expect(left.map(({ isDifferent }) => isDifferent)).toEqual([false, true, false]);
  });
});

describe('isUnrelated', () => {
  it.each([
    ['361004002892', 'd2d18ffd-db18-ed98-8a9492551bf6', true],
    ['end-user', 'Employee', true],
    ['TRUE', 'true', false],
    ['j.wolff@alder-old.example', 'j.wolff@alder.example', false],
    ['Jürgen', 'Juergen', false]
  ])('%s and %s: %s', (left, right, expected) => {
    expect(isUnrelated(difference(left, right))).toBe(expected);
  });
});
