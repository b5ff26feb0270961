import { createContext } from 'svelte';

/** A file that was given before it was clear where its rows belong. The next import wizard takes it. */
export class DroppedFile {
  #file = $state.raw<File | undefined>(undefined);

  get file(): File | undefined {
    return this.#file;
  }

  keep(file: File): void {
    this.#file = file;
  }

  /** Hands the file over: afterwards nobody holds it. */
  take(): File | undefined {
    const file = this.#file;
    this.#file = undefined;
    return file;
  }
}

export const [getDroppedFile, setDroppedFile] = createContext<DroppedFile>();
