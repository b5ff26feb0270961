import { untrack } from 'svelte';
import type { ImportTarget } from '../model/import-run';
import type { GroupRow } from '../protocol/group-api';
import type { ProposedRow } from '../protocol/proposed-row';
import { GridCursor } from './grid-cursor.svelte';
import type { Muster } from './muster.svelte';
import { PagedRows } from './paged-rows.svelte';

/** The groups that an app's accounts or a domain's users name: searched, looked into. */
export class GroupList {
  readonly cursor = new GridCursor();
  readonly rows: PagedRows<GroupRow>;
  readonly members: PagedRows<ProposedRow>;
  #text = $state('');
  #name = $state<string | undefined>();

  constructor(muster: Pick<Muster, 'engine' | 'revision'>, target: ImportTarget) {
    const { api } = muster.engine;
    this.rows = new PagedRows((range) => api.groups(target, this.#text, range));
    this.members = new PagedRows((range) => api.groupMembers(target, this.#name ?? '', range));
    // The engine's groups follow the text, and every change of the workspace.
    $effect(() => {
      void this.#text;
      void muster.revision;
      untrack(() => void this.rows.renew());
    });
    // So do the members of the group that is looked into.
    $effect(() => {
      void muster.revision;
      if (this.#name !== undefined) untrack(() => void this.members.renew());
    });
  }

  get text(): string {
    return this.#text;
  }

  /** The group whose members are shown. */
  get name(): string | undefined {
    return this.#name;
  }

  search(text: string): void {
    this.#text = text;
    this.cursor.toTop();
    this.rows.need(0, 1);
  }

  open(index: number): void {
    const group = this.rows.rowAt(index);
    if (group) this.show(group.name);
  }

  show(name: string): void {
    this.#name = name;
    this.members.need(0, 1);
  }

  close(): void {
    this.#name = undefined;
  }
}
