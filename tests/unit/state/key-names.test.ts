import { expect, it } from 'vitest';
import { keyNames } from '../../../src/lib/state/key-names';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64)';

it('calls keys as they are called on the device', () => {
  expect(keyNames('Ctrl K', MAC)).toBe('⌘ K');
  expect(keyNames('Shift L', MAC)).toBe('⇧ L');
  expect(keyNames('Enter', MAC)).toBe('Enter');
  expect(keyNames('Ctrl K', LINUX)).toBe('Ctrl K');
});
