import { expect, it } from 'vitest';
import { passphraseStrength } from '../../../src/lib/state/protection-strength';

const of = (passphrase: string) => passphraseStrength(passphrase, 'Alder group');

it('is short below the least length', () => {
  expect(of('')).toBe('short');
  expect(of('elf letters')).toBe('short');
});

it.each([
  'aaaaaaaaaaaaaaaa',
  'passwordpassword1',
  'Summer2026!!',
  'Alder group Alder group 2026',
  '1234567890123456',
  'qwertzuiopasdf',
  'horse horse horse horse horse'
])('calls %s weak', (passphrase) => {
  expect(of(passphrase)).toBe('weak');
});

it.each(['copper lantern drifts', 'Kupfer Laterne treibt'])('calls %s fair', (passphrase) => {
  expect(of(passphrase)).toBe('fair');
});

it.each(['copper lantern drifts homeward', 'x7Kq-9mPw-2RtZ-8vLc', 'qjxkvbzpwmfhtrgd'])(
  'calls %s strong',
  (passphrase) => {
    expect(of(passphrase)).toBe('strong');
  }
);

it('does not count a word that only looks different', () => {
  expect(of('Copper copper COPPER ｃｏｐｐｅｒ')).toBe('weak');
});
