import { describe, expect, it } from 'vitest';
import { LONGEST_WORKSPACE_NAME } from '../../../src/lib/model/workspace-name';
import { freeName } from '../../../src/lib/state/free-name';

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

describe('a free name', () => {
  it('is the wanted one, else says that it was restored, then counts', () => {
    expect(freeName('Alder', named('Birch'))).toBe('Alder');
    expect(freeName('Alder', named('Alder'))).toBe('Alder (restored)');
    expect(freeName('Alder', named('Alder', 'Alder (restored)', 'Alder (restored 2)'))).toBe('Alder (restored 3)');
  });

  it('is none that differs from a taken one in capitals only', () => {
    expect(freeName('Alder', named('ALDER', 'alder (Restored)'))).toBe('Alder (restored 2)');
  });

  it('is no longer than names may be, and cut between characters', () => {
    const long = `${'a'.repeat(68)}😀${'b'.repeat(30)}`;
    expect(freeName(long, [])).toBe(long.slice(0, LONGEST_WORKSPACE_NAME));
    const restored = freeName(long, named(long.slice(0, LONGEST_WORKSPACE_NAME)));
    // Half of the character at 68 and 69 would have had room.
    expect(restored).toBe(`${'a'.repeat(68)} (restored)`);
    expect(restored.length).toBeLessThanOrEqual(LONGEST_WORKSPACE_NAME);
  });

  it('cuts more where the number is longer', () => {
    const wanted = 'a'.repeat(LONGEST_WORKSPACE_NAME);
    const taken = [wanted];
    for (let round = 0; round < 12; round++) {
      const name = freeName(wanted, named(...taken));
      expect(name.length).toBe(LONGEST_WORKSPACE_NAME);
      expect(taken).not.toContain(name);
      taken.push(name);
    }
  });
});
