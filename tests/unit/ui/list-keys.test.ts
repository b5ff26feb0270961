import { describe, expect, it } from 'vitest';
import { ListKeys } from '../../../src/lib/ui/list-keys.svelte';

const LABELS = ['External ID', 'Username', 'E-mail', 'Employee number', 'Leave out'];

function fieldWith(chosen: number) {
  const choices: number[] = [];
  const keys = new ListKeys({ labels: () => LABELS, chosen: () => chosen, choose: (place) => choices.push(place) });
  let used = 0;
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => {
    const event = { key, preventDefault: () => used++, stopPropagation: () => undefined, ...more };
    // The class reads nothing else of it.
    keys.press(event as KeyboardEvent);
  };
  return { keys, choices, press, usedKeys: () => used };
}

describe('the keys of a field with a list', () => {
  it.each(['ArrowDown', 'ArrowUp', 'Enter', ' '])('opens at what is set with “%s”', (key) => {
    const { keys, press } = fieldWith(2);
    press(key);
    expect([keys.isOpen, keys.place]).toEqual([true, 2]);
  });

  it('moves, stops at both ends, and chooses', () => {
    const { keys, press, choices } = fieldWith(3);
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown']) press(key);
    expect(keys.place).toBe(4);
    press('Home');
    press('ArrowUp');
    expect(keys.place).toBe(0);
    press('PageDown');
    press('ArrowUp');
    press(' ');
    expect(choices).toEqual([3]);
  });

  it('closes with Escape, and leaves the key alone when it is closed', () => {
    const { keys, press, usedKeys } = fieldWith(0);
    press('Enter');
    press('Escape');
    expect(keys.isOpen).toBe(false);
    const before = usedKeys();
    press('Escape');
    press('Tab');
    press('e', { ctrlKey: true });
    expect(usedKeys()).toBe(before);
  });

  it('goes to what begins with the letters typed, and round', () => {
    const { keys, press } = fieldWith(0);
    press('Enter');
    press('e');
    expect(keys.place).toBe(2);
    press('m');
    press('p');
    expect(keys.place).toBe(3);
  });

  it('chooses at once while the list is closed', () => {
    const { press, choices } = fieldWith(3);
    press('u');
    expect(choices).toEqual([1]);
  });
});
