import { expect, it } from 'vitest';
import { withChange } from '../../../src/lib/state/dialect-choice';

const CHOICE = { encoding: 'windows-1252', headerRow: 3, sheet: 'March', member: 'a.xlsx' } as const;

it('keeps what was chosen before beside what is chosen now', () => {
  expect(withChange(CHOICE, { headerRow: 4 })).toEqual({ ...CHOICE, headerRow: 4 });
});

it('begins anew with another sheet, in the same file', () => {
  expect(withChange(CHOICE, { sheet: 'April' })).toEqual({ member: 'a.xlsx', sheet: 'April' });
  expect(withChange({ headerRow: 3 }, { sheet: 'April' })).toEqual({ sheet: 'April' });
});

it('begins anew with another file', () => {
  expect(withChange(CHOICE, { member: 'b.csv' })).toEqual({ member: 'b.csv' });
});
