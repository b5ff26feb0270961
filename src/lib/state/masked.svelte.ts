import { createContext } from 'svelte';
import { blankTitles } from './masked-titles';

const STORAGE_KEY = 'muster-masked';

/**
 * Masked mode, for a shared screen: what came out of files and from people is shown as dots (ui/protection/masked.css). It
 * is for eyes and screenshots; the data in the page stay what they are. Kept for this tab, over reloads too.
 */
export class Masked {
  #isOn = $state(false);
  #bringTitlesBack: (() => void) | undefined;

  constructor() {
    if (readKept()) this.set(true);
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  set(isOn: boolean): void {
    this.#isOn = isOn;
    document.documentElement.classList.toggle('masked', isOn);
    this.#bringTitlesBack?.();
    this.#bringTitlesBack = isOn ? blankTitles(document.documentElement) : undefined;
    try {
      if (isOn) sessionStorage.setItem(STORAGE_KEY, 'on');
      else sessionStorage.removeItem(STORAGE_KEY);
    } catch (cause) {
      // Site data may be forbidden: then it lasts as long as the page.
      if (!(cause instanceof DOMException)) throw cause;
    }
  }

  toggle(): void {
    this.set(!this.#isOn);
  }
}

function readKept(): boolean {
  try {
    return sessionStorage.getItem(STORAGE_KEY) === 'on';
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    return false;
  }
}

export const [getMasked, setMasked] = createContext<Masked>();
