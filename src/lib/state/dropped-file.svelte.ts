import { createContext } from 'svelte';
import type { ImportMode } from '../model/import-run';

/** A file that was given before it was clear where its rows belong. The next import wizard takes it. */
export class DroppedFile {
  #file = $state.raw<File | undefined>(undefined);
  #mode: ImportMode = 'full';

  get file(): File | undefined {
    return this.#file;
  }

  /** How it is to be imported, until the person says otherwise. */
  get mode(): ImportMode {
    return this.#mode;
  }

  keep(file: File, mode: ImportMode = 'full'): void {
    this.#mode = mode;
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
