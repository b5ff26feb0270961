import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetFailure, noteFailure } from '../../../src/lib/state/last-failure';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('sessionStorage', {
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  });
});
afterEach(() => vi.unstubAllGlobals());

it('notes the kind and the name of the browser’s error, and nothing that it quotes', () => {
  noteFailure({ kind: 'storage-failed', cause: 'DataError: Anna Wolff cannot be stored' }, '1.2.3');
  expect(kept.get('muster-last-failure')).toBe('{"kind":"storage-failed","detail":"DataError","version":"1.2.3"}');
});

it('is forgotten after a good start', () => {
  noteFailure({ kind: 'version-mismatch' }, '1.2.3');
  forgetFailure();
  expect(kept.size).toBe(0);
});

it('does without a place for notes', () => {
  const refuse = () => {
    throw new DOMException('No.', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { setItem: refuse, removeItem: refuse });
  expect(() => noteFailure({ kind: 'version-mismatch' }, '1.2.3')).not.toThrow();
  expect(forgetFailure).not.toThrow();
});
