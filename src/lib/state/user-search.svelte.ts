import { untrack } from 'svelte';
import type { IdentityDomainId } from '../model/ids';
import type { UserRow } from '../protocol/view';
import { GridCursor } from './grid-cursor.svelte';
import type { Muster } from './muster.svelte';
import { RowsView } from './rows-view.svelte';

/** A search over all users of a domain: to choose one from, or to look at. `slot` names its view in the engine. */
export class UserSearch {
  readonly cursor = new GridCursor();
  readonly rows: RowsView<UserRow>;
  #text = $state('');

  readonly current = $derived.by(() => this.rows.rowAt(this.cursor.row));

  constructor(muster: Muster, slot: string, domainId: () => IdentityDomainId) {
    this.rows = new RowsView<UserRow>({
      port: muster.engine.api,
      slot,
      rowsOf: (window) => (window.kind === 'users' ? window.rows : []),
      onReplaced: (isNewQuestion) => (isNewQuestion ? this.cursor.toTop() : this.cursor.clampTo(this.rows.total))
    });
    // The engine's view follows the text, and every change of the workspace.
    $effect(() => {
      const query = { kind: 'users', domainId: domainId(), text: this.#text } as const;
      if (muster.revision >= 0) untrack(() => this.rows.open(query));
    });
    // Counts that arrive later.
    $effect(() => muster.onView((state) => this.rows.receive(state)));
  }

  get text(): string {
    return this.#text;
  }

  search(text: string): void {
    this.#text = text;
  }
}
