import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shellKey } from '../../../src/lib/state/shell-key';
import type { SingleKeys } from '../../../src/lib/state/single-keys.svelte';

const none = { defaultPrevented: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

/** Of a key press only what is looked at, and of the switch for single keys only its answer. */
function pressed(key: string, held: Partial<typeof none> = {}, acceptsSingle = true) {
  const singleKeys = { accepts: () => acceptsSingle } as unknown as SingleKeys;
  return shellKey({ ...none, ...held, key } as KeyboardEvent, singleKeys);
}

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('HTMLElement', class {});
});
afterEach(() => vi.unstubAllGlobals());

it('locks by a key of its own, while nobody is typing', () => {
  expect(pressed('L', { shiftKey: true })).toBe('lock');
  expect(pressed('l')).toBeUndefined();
  expect(pressed('L', { shiftKey: true }, false)).toBeUndefined();
});

it('leaves to password managers the key that they fill fields in by', () => {
  expect(pressed('L', { ctrlKey: true, shiftKey: true })).toBeUndefined();
  expect(pressed('L', { metaKey: true, shiftKey: true })).toBeUndefined();
});

it('takes undo and redo with and without Ctrl', () => {
  expect(pressed('u')).toBe('undo');
  expect(pressed('U', { shiftKey: true })).toBe('redo');
  expect(pressed('z', { ctrlKey: true })).toBe('undo');
  expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
});

it('opens the palette whatever is being typed', () => {
  expect(pressed('k', { ctrlKey: true }, false)).toBe('palette');
});
