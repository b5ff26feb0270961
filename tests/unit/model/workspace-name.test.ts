import { describe, expect, it } from 'vitest';
import { isNameTaken, isSameName } from '../../../src/lib/model/workspace-name';

describe('the name of a workspace', () => {
  it('typed again is the same whatever its spaces and however its letters are put together', () => {
    expect(isSameName(' Bürki '.normalize('NFD'), 'Bürki')).toBe(true);
    expect(isSameName('bürki', 'Bürki')).toBe(false);
    expect(isSameName('', 'Bürki')).toBe(false);
  });

  it('is taken by one that differs in capitals only, or in how its letters are put together', () => {
    const known = [{ name: 'Bürki' }];
    expect(isNameTaken(' BÜRKI'.normalize('NFD'), known)).toBe(true);
    expect(isNameTaken('Burki', known)).toBe(false);
  });
});
