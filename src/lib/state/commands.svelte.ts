import { createContext, untrack } from 'svelte';

/** Something that can be done now. Listed in the command palette, and on the key sheet when it has a key. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Heading it stands under. */
  readonly group?: string;
  /** Shown only: the page that owns the key listens for it. */
  readonly shortcut?: string;
  readonly run: () => void;
  readonly isAvailable?: () => boolean;
}

/** A key that is no command of its own, such as moving through a list. For the key sheet. */
export interface KeyHint {
  readonly keys: string;
  readonly label: string;
  readonly group: string;
}

/** What the current page offers. Pages register when they appear; the function they get back takes it away again. */
export class Commands {
  #sources = $state.raw<readonly (() => readonly Command[])[]>([]);
  #hints = $state.raw<readonly KeyHint[]>([]);

  /** Everything available now, in the order of registering. Reads what `isAvailable` reads, so it stays current. */
  get available(): readonly Command[] {
    return this.#sources.flatMap((source) => source()).filter((command) => command.isAvailable?.() ?? true);
  }

  get hints(): readonly KeyHint[] {
    return this.#hints;
  }

  /** A function, when the list itself depends on state. */
  register(commands: readonly Command[] | (() => readonly Command[])): () => void {
    const source = typeof commands === 'function' ? commands : () => commands;
    this.#sources = [...untrack(() => this.#sources), source];
    return () => {
      this.#sources = untrack(() => this.#sources).filter((other) => other !== source);
    };
  }

  registerKeys(hints: readonly KeyHint[]): () => void {
    this.#hints = [...untrack(() => this.#hints), ...hints];
    return () => {
      this.#hints = untrack(() => this.#hints).filter((hint) => !hints.includes(hint));
    };
  }
}

export const [getCommands, setCommands] = createContext<Commands>();
