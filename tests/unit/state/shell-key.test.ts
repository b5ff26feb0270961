import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shellKey } from '../../../src/lib/state/shell-key';
import type { SingleKeys } from '../../../src/lib/state/single-keys.svelte';

const none = { defaultPrevented: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

/** Stands for a field of the page. */
class Field {
  readonly isContentEditable = false;
  readonly #isSecret: boolean;

  constructor(isSecret: boolean) {
    this.#isSecret = isSecret;
  }

  matches(selector: string): boolean {
    return !selector.includes('password') || this.#isSecret;
  }
}

/** Of a key press only what is looked at, and of the switch for single keys only its answer. */
function pressed(key: string, held: Partial<typeof none> & { readonly target?: Field } = {}, acceptsSingle = true) {
  const singleKeys = { accepts: () => acceptsSingle } as unknown as SingleKeys;
  return shellKey({ ...none, ...held, key } as unknown as KeyboardEvent, singleKeys);
}

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('HTMLElement', Field);
});
afterEach(() => vi.unstubAllGlobals());

it('locks by a key of its own, while nobody is typing', () => {
  expect(pressed('L', { shiftKey: true })).toBe('lock');
  expect(pressed('l')).toBeUndefined();
  expect(pressed('L', { shiftKey: true }, false)).toBeUndefined();
});

it('locks by another one while somebody is typing', () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }])
    expect(pressed('L', { ...held, shiftKey: true, target: new Field(false) }, false)).toBe('lock');
  expect(pressed('l', { ctrlKey: true })).toBeUndefined();
  expect(pressed('L', { ctrlKey: true, altKey: true, shiftKey: true }, false)).toBeUndefined();
});

it('leaves it to password managers where they fill in by it', () => {
  const target = new Field(true);
  expect(pressed('L', { ctrlKey: true, shiftKey: true, target })).toBeUndefined();
  expect(pressed('L', { metaKey: true, shiftKey: true, target })).toBeUndefined();
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
