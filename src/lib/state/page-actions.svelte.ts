import { createContext, type Snippet } from 'svelte';

/** The buttons that a page puts into the header it shares with its neighbours. One page at a time. */
export class PageActions {
  #snippet = $state.raw<Snippet | undefined>(undefined);

  get snippet(): Snippet | undefined {
    return this.#snippet;
  }

  /** Call in `onMount` and return what it gives: the buttons leave with the page, unless the next one has put its own. */
  show(snippet: Snippet): () => void {
    this.#snippet = snippet;
    return () => {
      if (this.#snippet === snippet) this.#snippet = undefined;
    };
  }
}

export const [getPageActions, setPageActions] = createContext<PageActions>();
