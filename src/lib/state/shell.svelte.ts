import { createContext } from 'svelte';

export type Overlay = 'none' | 'palette' | 'keys' | 'rail';

/** What lies over the page: at most one thing at a time. */
export class Shell {
  #overlay = $state<Overlay>('none');

  get overlay(): Overlay {
    return this.#overlay;
  }

  open(overlay: Overlay): void {
    this.#overlay = overlay;
  }

  close(): void {
    this.#overlay = 'none';
  }

  toggle(overlay: Overlay): void {
    this.#overlay = this.#overlay === overlay ? 'none' : overlay;
  }
}

export const [getShell, setShell] = createContext<Shell>();
