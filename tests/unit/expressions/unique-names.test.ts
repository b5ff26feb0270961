import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UniqueNames } from '../../../src/lib/expressions/unique-names';

const taken = (bases: readonly string[], length: number) => {
  const names = new UniqueNames();
  return bases.map((base) => names.take(base, length));
};

describe('unique names', () => {
  test('count from 2, whatever the letter case', () => {
    expect(taken(['jdoe', 'JDoe', 'jdoe', 'mroe'], 20)).toEqual(['jdoe', 'JDoe2', 'jdoe3', 'mroe']);
  });

  test('skip a name that was given as it is', () => {
    expect(taken(['jdoe2', 'jdoe', 'jdoe'], 20)).toEqual(['jdoe2', 'jdoe', 'jdoe3']);
  });

  test('cut the base so that the number fits', () => {
    expect(taken(['abcdefgh', 'abcdefxx', 'abcdefgh'], 6)).toEqual(['abcdef', 'abcde2', 'abcde3']);
    expect(taken(['ab👩👩', 'ab👩👩'], 4)).toEqual(['ab👩', 'ab2']);
  });

  test('an empty base stays empty', () => expect(taken(['', ''], 5)).toEqual(['', '']));

  test('fail where no number fits', () => {
    const names = new UniqueNames();
    for (let i = 0; i < 9; i++) names.take('a', 1);
    expect(() => names.take('a', 1)).toThrow('No number fits');
  });

  test('never come twice and never grow too long', () => {
    const base = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '2', '3', '👩'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(base, { maxLength: 40 }), fc.integer({ min: 4, max: 8 }), (bases, length) => {
        const names = taken(bases, length).map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(name.length).toBeLessThanOrEqual(length);
      })
    );
  });

  test('a hundred thousand times the same base take no longer than different ones', () => {
    const names = new UniqueNames();
    const start = process.cpuUsage();
    for (let i = 0; i < 100_000; i++) names.take('svc', 20);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
  });
});
