import { AccountView, NO_FLAGS } from '../engine/account-view';
import { accountsOfUsers, noteAccountsOfUsers } from '../engine/accounts-of-users';
import { conflictFlags } from '../engine/conflicts';
import { bySituation, byStatus } from '../engine/count-situations';
import { parseSearch } from '../engine/search-index';
import type { RowList } from '../engine/row-list';
import type { ScoreColumns } from '../engine/score-columns';
import { UsersView } from '../engine/users-view';
import type { AppError } from '../model/app-error';
import { DECISION_CODE } from '../model/decision';
import { err, ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import { FIRST_ROWS, type OpenedView } from '../protocol/view';
import type { RowSelection, RowWindow, ViewQuery, ViewState } from '../protocol/view';
import type { AppId } from '../model/ids';
import { breathe } from './breathe';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { accountRow, userRow } from './read-rows';

/** Short enough for a question that comes meanwhile to be answered within the same frame. */
const SLICE_MS = 4;
/** Once the first rows are known: what is left of a small list is told with them. */
const ENOUGH_MS = 1;
const EVENT_INTERVAL_MS = 80;
/** The page is being filled with what was found: what is for later searches leaves it the processor for so long. */
const SETTLE_MS = 100;
/** Whoever opens a view without rows reads them next: the rest waits so long for that, because they are what is looked at. */
const FIRST_READ_MS = 20;

type ViewContent =
  | {
      readonly kind: 'accounts';
      readonly scan: AccountView;
      readonly list: LoadedAccounts;
      readonly users: UserList;
      readonly scores: ScoreColumns | undefined;
      readonly isByScore: boolean;
    }
  | { readonly kind: 'users'; readonly scan: UsersView; readonly users: UserList };

interface OpenView {
  readonly id: number;
  readonly slot: string;
  readonly content: ViewContent;
  readonly work: Generator<void, void>;
  isComplete: boolean;
  /** In the order that was asked for, once it is complete; undefined for the order of the list. */
  ordered: Uint32Array | undefined;
  /** Told that rows of the view are read. */
  tellRead: () => void;
}

/** Scores that fit these lists, where there are some (scorings.ts). */
export type ScoresOf = (appId: AppId, list: LoadedAccounts, users: UserList) => ScoreColumns | undefined;

/** The views that the page has open, one per slot. A view is a snapshot: after a change the page opens it anew. */
export class Views {
  readonly #workspace: OpenWorkspace;
  readonly #scoresOf: ScoresOf;
  readonly #slots = new Map<string, OpenView>();
  #nextId = 1;

  constructor(workspace: OpenWorkspace, scoresOf: ScoresOf) {
    this.#workspace = workspace;
    this.#scoresOf = scoresOf;
  }

  async open(slot: string, query: ViewQuery, wantedRows = 0): Promise<Result<OpenedView, AppError>> {
    const content = await this.#content(query);
    if (!content) return err({ kind: 'not-found', what: 'The list' });
    const work = content.scan.run(FIRST_ROWS);
    const view: OpenView = {
      id: this.#nextId++,
      slot,
      content,
      work,
      isComplete: false,
      ordered: undefined,
      tellRead: () => undefined
    };
    this.#slots.set(slot, view);
    scanFirst(view);
    while (!view.isComplete && !hasFirst(view) && this.#isCurrent(view)) {
      await breathe();
      scanFirst(view);
    }
    void this.#goOn(view, wantedRows > 0);
    return ok({ ...stateOf(view), first: this.#read(view, 0, Math.min(wantedRows, FIRST_ROWS)) });
  }

  async window(viewId: number, start: number, end: number): Promise<RowWindow> {
    const view = this.#view(viewId);
    if (!view) return { kind: 'accounts', start, rows: [] };
    view.tellRead();
    return this.#read(view, Math.max(0, start), end);
  }

  #read(view: OpenView, start: number, end: number): RowWindow {
    const rows = Array.from(shownRows(view, start, end));
    const { content } = view;
    if (content.kind === 'users')
      return { kind: 'users', start, rows: rows.map((row) => userRow(content.users.records, row)) };
    const { list, users, scores } = content;
    const beside = { claims: this.#workspace.lists.claims(list, users.records.rowCount), scores };
    return { kind: 'accounts', start, rows: rows.map((row) => accountRow(list, users.records, row, beside)) };
  }

  /** Position in the view of the first undecided account from `from` on, wrapping around; -1 for none. */
  nextUndecided(viewId: number, from: number): number {
    const view = this.#view(viewId);
    if (view?.content.kind !== 'accounts') return -1;
    const rows = shownRows(view, 0, Infinity);
    const { status, decision } = view.content.list.decisions;
    for (let i = 0; i < rows.length; i++) {
      const position = (from + i) % rows.length;
      const row = rows[position];
      if (status[row] === STATUS_CODE.unconfirmed && decision[row] !== DECISION_CODE.defer) return position;
    }
    return -1;
  }

  /** Scans a view to its end, for commands about all of its rows. */
  async finish(viewId: number): Promise<void> {
    const view = this.#view(viewId);
    while (view && !view.isComplete) {
      scanSlice(view);
      await breathe();
    }
  }

  /** Rows of a selection, ascending. A view has to be finished before. */
  selectedRows(selection: RowSelection): Uint32Array {
    if (selection.kind === 'rows') return Uint32Array.from(new Set(selection.rows)).sort();
    const view = this.#view(selection.viewId);
    if (!view) return new Uint32Array(0);
    const rows = rowsOf(view).slice(0, Infinity);
    if (selection.except.length === 0) return rows.slice();
    const except = new Set<number>(selection.except);
    return rows.filter((row) => !except.has(row));
  }

  #view(id: number): OpenView | undefined {
    return [...this.#slots.values()].find((view) => view.id === id);
  }

  #isCurrent(view: OpenView): boolean {
    return this.#slots.get(view.slot) === view;
  }

  async #content(query: ViewQuery): Promise<ViewContent | undefined> {
    const { lists } = this.#workspace;
    const search = parseSearch(query.text);
    if (query.kind === 'users') {
      const users = await lists.users(query.domainId);
      return { kind: 'users', scan: new UsersView(search, users.search), users };
    }
    const app = this.#workspace.app(query.appId);
    if (!app) return undefined;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const claims = lists.claims(list, users.records.rowCount);
    const scores = this.#scoresOf(app.id, list, users);
    const sources = {
      scores,
      accounts: list.search,
      users: users.search,
      accountsOfUsers: accountsOfUsers(claims),
      conflicts: conflictFlags(list, claims)
    };
    const scan = new AccountView(list, { ...query, search }, sources);
    return { kind: 'accounts', scan, list, users, scores, isByScore: query.order === 'score' };
  }

  /** What is left of a view; then, while it is being looked at, its lists get ready to be searched. */
  async #goOn(view: OpenView, hasGivenRows: boolean): Promise<void> {
    if (!hasGivenRows) await firstRead(view);
    await breathe();
    let toldAt = performance.now();
    while (!view.isComplete && this.#isCurrent(view)) {
      scanSlice(view);
      if (view.isComplete || performance.now() - toldAt >= EVENT_INTERVAL_MS) {
        toldAt = performance.now();
        this.#workspace.emit({ kind: 'view', state: stateOf(view) });
      }
      await breathe();
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    for (const work of this.#preparations(view)) while (this.#isCurrent(view) && !runSlice(work)) await breathe();
  }

  /** The users of an app take part in the search for its accounts. */
  #preparations({ content }: OpenView): readonly Generator<void, void>[] {
    const users = content.users.search.complete();
    if (content.kind === 'users') return [users];
    const { list } = content;
    const claims = this.#workspace.lists.claims(list, content.users.records.rowCount);
    return [list.search.complete(), users, noteAccountsOfUsers(list, claims)];
  }
}

function firstRead(view: OpenView): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FIRST_READ_MS);
    view.tellRead = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** A slice that is shorter once there are rows for the screen. */
function scanFirst(view: OpenView): void {
  noteWork(
    view,
    runSlice(view.work, () => (hasFirst(view) ? ENOUGH_MS : SLICE_MS))
  );
}

function scanSlice(view: OpenView): void {
  noteWork(view, runSlice(view.work));
}

function noteWork(view: OpenView, isComplete: boolean): void {
  const { content } = view;
  if (isComplete && content.kind === 'accounts' && content.isByScore) view.ordered = content.scan.byScore();
  view.isComplete = isComplete;
}

/** Rows by their score are known only with all the others. */
function hasFirst({ content, isComplete }: OpenView): boolean {
  const isWaiting = content.kind === 'accounts' && content.isByScore && !isComplete;
  return !isWaiting && content.scan.rows.length >= FIRST_ROWS;
}

/** Positions [start, end) as they are shown. */
function shownRows(view: OpenView, start: number, end: number): Uint32Array {
  return view.ordered?.subarray(start, end) ?? rowsOf(view).slice(start, end);
}

/** True: there is nothing left to do. */
function runSlice(work: Generator<void, void>, sliceMs = () => SLICE_MS): boolean {
  const start = performance.now();
  while (performance.now() - start < sliceMs()) if (work.next().done) return true;
  return false;
}

/** In the order of the list. */
function rowsOf(view: OpenView): RowList {
  return view.content.scan.rows;
}

function stateOf(view: OpenView): ViewState {
  const { content } = view;
  const isOfAccounts = content.kind === 'accounts';
  return {
    viewId: view.id,
    total: rowsOf(view).length,
    isComplete: view.isComplete,
    situations: isOfAccounts ? content.scan.situations : bySituation([], []),
    statuses: isOfAccounts ? content.scan.statuses : byStatus([], []),
    flags: isOfAccounts ? content.scan.flags : NO_FLAGS,
    scoreBins: isOfAccounts ? content.scan.scoreBins : [],
    found: isOfAccounts ? content.scan.foundCount : rowsOf(view).length
  };
}
