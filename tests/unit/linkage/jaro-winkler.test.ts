import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaroWinkler } from '../../../src/lib/linkage/text/jaro-winkler';

function similarity(one: string, other: string): number {
  const units = Uint16Array.from([...Array(one.length + other.length).keys()], (at) => (one + other).charCodeAt(at));
  return jaroWinkler(units, Uint32Array.of(0, one.length, one.length + other.length), 0, 1);
}

/** The definition, word for word, with strings. */
function slow(one: string, other: string): number {
  if (one.length > other.length) return slow(other, one);
  if (one === '') return other === '' ? 1 : 0;
  const window = Math.max(0, Math.floor(other.length / 2) - 1);
  const taken = new Set<number>();
  const common: string[] = [];
  for (let at = 0; at < one.length; at++)
    for (let beside = Math.max(0, at - window); beside <= Math.min(other.length - 1, at + window); beside++)
      if (!taken.has(beside) && one[at] === other[beside]) {
        taken.add(beside);
        common.push(one[at]);
        break;
      }
  const inOther = [...taken].sort((a, b) => a - b).map((at) => other[at]);
  const half = Math.floor(common.filter((unit, at) => unit !== inOther[at]).length / 2);
  const m = common.length;
  const jaro = m === 0 ? 0 : (m / one.length + m / other.length + (m - half) / m) / 3;
  const prefix = [4, 3, 2, 1, 0].find((length) => one.length >= length && other.startsWith(one.slice(0, length))) ?? 0;
  return jaro < 0.7 ? jaro : jaro + prefix * 0.1 * (1 - jaro);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'é'), maxLength: 45 });

describe('jaroWinkler', () => {
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DIXON', 'DICKSONX', 0.813],
    ['DWAYNE', 'DUANE', 0.84],
    ['JONES', 'JOHNSON', 0.832],
    ['SHACKLEFORD', 'SHACKELFORD', 0.982],
    ['DUNNINGHAM', 'CUNNIGHAM', 0.896],
    ['NICHLESON', 'NICHULSON', 0.956],
    ['MASSEY', 'MASSIE', 0.933],
    ['ABROMS', 'ABRAMS', 0.922],
    ['JERALDINE', 'GERALDINE', 0.926],
    ['MICHELLE', 'MICHAEL', 0.921],
    ['JULIES', 'JULIUS', 0.933],
    ['TANYA', 'TONYA', 0.88],
    ['SEAN', 'SUSAN', 0.805]
  ])('%s and %s: %d, as Winkler published it', (one, other, value) =>
    expect(similarity(one, other)).toBeCloseTo(value, 2.99)
  );

  it('is what the definition says, for short and long words', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(similarity(one, other)).toBeCloseTo(slow(one, other), 12);
      }),
      { numRuns: 2000 }
    );
  });

  it('is symmetric, within 0 and 1, and 1 only for the same word', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const value = similarity(one, other);
        expect(similarity(other, one)).toBe(value);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(value === 1).toBe(one === other);
      })
    );
  });
});
