import { createContext } from 'svelte';

/** Whether a backup is being opened, over whatever page is shown. */
export class RestoreDoor {
  #isOpen = $state(false);
  #file: File | undefined;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** With a file that was given already, or to choose one. */
  open(file?: File): void {
    if (this.#isOpen) return;
    this.#file = file;
    this.#isOpen = true;
  }

  /** Hands the file over. */
  take(): File | undefined {
    const file = this.#file;
    this.#file = undefined;
    return file;
  }

  close(): void {
    this.#isOpen = false;
    this.#file = undefined;
  }
}

export const [getRestoreDoor, setRestoreDoor] = createContext<RestoreDoor>();
