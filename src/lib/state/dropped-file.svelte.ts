import { createContext } from 'svelte';
import type { ImportMode } from '../model/import-run';

/** A file that was given, or a list that is wanted, before it was clear where its rows belong. The next import wizard takes it. */
export class DroppedFile {
  #file = $state.raw<File | undefined>(undefined);
  #isWanted = $state(false);
  #mode: ImportMode = 'full';

  get file(): File | undefined {
    return this.#file;
  }

  /** No file is there, but the import is to be opened, for a list straight from a system. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** How it is to be imported, until the person says otherwise. */
  get mode(): ImportMode {
    return this.#mode;
  }

  keep(file: File, mode: ImportMode = 'full'): void {
    this.#mode = mode;
    this.#file = file;
  }

  want(mode: ImportMode): void {
    this.#mode = mode;
    this.#isWanted = true;
  }

  /** Hands the file over: afterwards nobody holds it. */
  take(): File | undefined {
    const file = this.#file;
    this.#file = undefined;
    this.#isWanted = false;
    return file;
  }
}

export const [getDroppedFile, setDroppedFile] = createContext<DroppedFile>();
