import { ok } from '../model/result';
import type { AppId, RowIndex } from '../model/ids';
import type { WindowRange } from '../protocol/proposed-row';
import type { AccountRow, RowSelection, ViewQuery, ViewState } from '../protocol/view';
import type { Muster } from './muster.svelte';
import { NewUserBoxes, type NewUserRow } from './new-user-boxes.svelte';
import type { Page } from './paged-rows.svelte';

type AccountQuery = Extract<ViewQuery, { kind: 'accounts' }>;

export interface NewUsersQuestion {
  readonly appId: AppId;
  /** What the desk shows; of it, the accounts without a match are listed where all of it is selected. */
  readonly query: ViewQuery;
  readonly selection: RowSelection;
  /** Cells of rows that were picked one by one. */
  readonly picked: ReadonlyMap<RowIndex, AccountRow>;
}

/**
 * The accounts of a selection that would get a new user, each with a box. "All that match" is a view of its own, so it
 * costs nothing at any size; picked rows were on the screen, so their cells are known.
 */
export class BulkNewUsers {
  readonly boxes: NewUserBoxes;
  readonly #muster: Pick<Muster, 'engine' | 'onView'>;
  readonly #picked: readonly AccountRow[] | undefined;
  #state: ViewState | undefined;
  #stopListening: (() => void) | undefined;

  constructor(muster: Pick<Muster, 'engine' | 'onView'>, { query, selection, picked }: NewUsersQuestion) {
    this.#muster = muster;
    if (selection.kind === 'rows') {
      const rows = selection.rows.map((row) => picked.get(row)).filter((row) => row !== undefined);
      this.#picked = rows.filter((row) => (rows.length === 1 ? isFree(row) : needsUser(row)));
      this.boxes = new NewUserBoxes(async (range) => ok(pageOf(this.#picked ?? [], range)));
    } else {
      const opened = this.#open(query);
      this.boxes = new NewUserBoxes(async (range) => {
        await opened;
        return this.#read(range);
      }, selection.except);
    }
  }

  /** The ticked ones. */
  get selection(): RowSelection {
    const { boxes } = this;
    if (this.#picked) {
      return { kind: 'rows', rows: this.#picked.map(({ row }) => row).filter((row) => boxes.isTicked(row)) };
    }
    // Keys of the boxes are rows here.
    return { kind: 'view', viewId: this.#state?.viewId ?? -1, except: boxes.unticked as readonly RowIndex[] };
  }

  close(): void {
    this.#stopListening?.();
  }

  async #open(query: ViewQuery): Promise<void> {
    if (query.kind !== 'accounts') return;
    const narrowed: AccountQuery = { ...query, statuses: ['unconfirmed'], situations: ['no-match'] };
    this.#stopListening = this.#muster.onView((state) => {
      if (state.viewId !== this.#state?.viewId) return;
      this.#state = state;
      void this.boxes.rows.renew();
    });
    const opened = await this.#muster.engine.api.openView('new-users', narrowed);
    if (opened.ok) this.#state = opened.value;
  }

  async #read({ start, end }: WindowRange) {
    const window = await this.#muster.engine.api.readWindow(this.#state?.viewId ?? -1, start, end);
    const rows = window.kind === 'accounts' ? window.rows.map(boxOf) : [];
    return ok({ total: this.#state?.total ?? 0, start, rows });
  }
}

function needsUser({ status, situation, decision }: AccountRow): boolean {
  return status === 'unconfirmed' && situation === 'no-match' && decision !== 'defer';
}

function isFree({ status, decision }: AccountRow): boolean {
  return status !== 'cleared' && status !== 'committed' && decision !== 'protect';
}

function boxOf({ row, name, userName, email }: AccountRow): NewUserRow {
  return { key: row, name, userName, email };
}

function pageOf(rows: readonly AccountRow[], { start, end }: WindowRange): Page<NewUserRow> {
  return { total: rows.length, start, rows: rows.slice(start, end).map(boxOf) };
}
