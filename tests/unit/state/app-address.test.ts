import { expect, it } from 'vitest';
import { redirectAddress } from '../../../src/lib/state/app-address';

it('sends people back to a page beside this one, wherever the files lie', () => {
  expect(redirectAddress('https://muster.example.com/#/w/1/app/2?q=a')).toBe(
    'https://muster.example.com/signed-in.html'
  );
  expect(redirectAddress('https://example.com/tools/muster/')).toBe('https://example.com/tools/muster/signed-in.html');
  expect(redirectAddress('https://example.com/muster/index.html?a=b#/w/1')).toBe(
    'https://example.com/muster/signed-in.html'
  );
});
