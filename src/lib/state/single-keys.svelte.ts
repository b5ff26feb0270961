import { createContext } from 'svelte';

const STORAGE_KEY = 'muster-single-keys';

/** Whether keys without Ctrl or Cmd do something. Speech input types letters by accident, so it can be turned off. */
export class SingleKeys {
  #isOn = $state(true);

  constructor() {
    try {
      this.#isOn = localStorage.getItem(STORAGE_KEY) !== 'off';
    } catch (cause) {
      // Site data may be forbidden: then the choice lasts as long as the page.
      if (!(cause instanceof DOMException)) throw cause;
    }
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  set(isOn: boolean): void {
    this.#isOn = isOn;
    try {
      localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
    }
  }

  /** True when a bare key press is meant as a command: keys are on, nobody is typing, no dialog is open. */
  accepts(event: KeyboardEvent): boolean {
    if (!this.#isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
    return !isTyping(event) && document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') === null;
  }
}

/** The focus is in something that takes text. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

export const [getSingleKeys, setSingleKeys] = createContext<SingleKeys>();
