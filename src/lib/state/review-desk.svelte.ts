import { tick, untrack } from 'svelte';
import type { AppId, RowIndex } from '../model/ids';
import type { ImportMode } from '../model/import-run';
import { COUNT_OF_NOT_SCORED } from '../model/score-range';
import type { Deprovisioning } from '../model/synchronization';
import type { UserDraft } from '../model/user-draft';
import type { AppError, UserDraftProblem } from '../model/app-error';
import type { AppOverview, DecisionCommand } from '../protocol/engine-api';
import type { AccountRow, RowSelection } from '../protocol/view';
import { AcceptBest } from './accept-best.svelte';
import { possibleActions, type AccountAction } from './account-action';
import { BulkDecision, bulkCommand, type BulkKind } from './bulk-decision.svelte';
import { BulkNewUsers } from './bulk-new-users.svelte';
import { clearProblem, READ_ONLY_REASON } from './clear-problem';
import type { DeskDialog } from './desk-dialog';
import { DeskFilters } from './desk-filters.svelte';
import { download, safeFileName } from './download';
import { FocusedAccount } from './focused-account.svelte';
import { GridCursor } from './grid-cursor.svelte';
import type { Muster } from './muster.svelte';
import { RematchPreview } from './rematch-preview.svelte';
import { MOST_CANDIDATES } from './panel-candidates';
import { RowPicking } from './row-picking.svelte';
import { RowsView } from './rows-view.svelte';
import type { RunningJob } from './running-jobs.svelte';
import { Scoring } from './scoring.svelte';
import type { Selection } from './selection.svelte';

/** An app's Import page: which accounts are on the screen, which one is looked at, and what is decided about them. */
export class ReviewDesk {
  readonly #muster: Muster;
  readonly appId: AppId;
  readonly filters: DeskFilters;
  readonly focused: FocusedAccount;
  readonly bulk: BulkDecision;
  readonly rematch: RematchPreview;
  readonly scoring: Scoring;
  readonly cursor = new GridCursor(1);
  readonly rows: RowsView<AccountRow>;
  readonly picking: RowPicking;
  #dialog = $state.raw<DeskDialog | undefined>(undefined);
  #isDeciding = $state(false);
  /** Where to look for the next undecided account once the rows are renewed. */
  #advanceFrom: number | undefined;
  #lastRow: RowIndex | undefined;

  readonly #viewId = $derived.by(() => this.rows.state?.viewId ?? -1);
  readonly current = $derived.by(() => this.rows.rowAt(this.cursor.row));

  /** Accounts of the app were scored: a filter that finds none of those does not take the column away. */
  readonly hasScores = $derived.by(() => {
    const counts = this.rows.state?.scoreBins ?? [];
    return this.scoring.hasScores || counts.slice(0, COUNT_OF_NOT_SCORED).some((count) => count > 0);
  });

  constructor(muster: Muster, appId: AppId) {
    const engine = muster.engine.api;
    this.#muster = muster;
    this.appId = appId;
    this.filters = new DeskFilters(engine);
    this.focused = new FocusedAccount(engine, appId);
    this.bulk = new BulkDecision(engine, appId);
    this.rematch = new RematchPreview(muster, appId);
    this.scoring = new Scoring(muster, appId, () => this.#renewScores());
    this.rows = new RowsView<AccountRow>({
      port: engine,
      slot: 'desk',
      rowsOf: (window) => (window.kind === 'accounts' ? window.rows : []),
      onReplaced: (isNewQuestion) => this.#replaced(isNewQuestion)
    });
    this.picking = new RowPicking(this.rows);
    this.#follow();
  }

  get selection(): Selection {
    return this.picking.selection;
  }

  get dialog(): DeskDialog | undefined {
    return this.#dialog;
  }

  /** A decision about many rows is being taken. */
  get isDeciding(): boolean {
    return this.#isDeciding;
  }

  get isReadOnly(): boolean {
    return this.#muster.isReadOnly;
  }

  get rowSelection(): RowSelection | undefined {
    return this.selection.isEmpty ? undefined : this.selection.toRowSelection(this.#viewId);
  }

  /** All rows that the search and the filters find. */
  get selectionOfView(): RowSelection {
    return { kind: 'view', viewId: this.#viewId, except: [] };
  }

  get readOnlyReason(): string | undefined {
    return this.isReadOnly ? READ_ONLY_REASON : undefined;
  }

  get overview(): AppOverview | undefined {
    return this.#muster.app(this.appId);
  }

  /** What the app's setting proposes for the users of vanished accounts. */
  get deprovisioning(): Deprovisioning {
    return this.overview?.app.synchronization.deprovisioning ?? 'leave';
  }

  actionsOf(account: AccountRow): readonly AccountAction[] {
    return possibleActions(account, this.deprovisioning);
  }

  /** The import of this app that this tab carries out. */
  get importJob(): RunningJob | undefined {
    return this.#muster.jobs.about(this.appId);
  }

  /** Why nothing can be cleared now. */
  get clearProblem(): string | undefined {
    return clearProblem(this.overview, this.isReadOnly);
  }

  showImport(file?: File, mode: ImportMode = 'full'): void {
    this.#dialog = { kind: 'import', file, mode };
  }

  async showClear(): Promise<void> {
    if (this.clearProblem) return;
    const { api } = this.#muster.engine;
    const { appId } = this;
    this.#dialog = { kind: 'clear', tally: undefined, matching: undefined };
    const all = this.selectionOfView;
    const [tally, matching] = await Promise.all([
      api.previewDecision({ kind: 'clear-unconfirmed', appId }),
      this.filters.isNarrowed ? api.previewDecision({ kind: 'clear', appId, selection: all }) : undefined
    ]);
    if (this.#dialog?.kind !== 'clear') return;
    if (!tally.ok) this.#refuse(tally.error);
    else this.#dialog = { kind: 'clear', tally: tally.value, matching: matching?.ok ? matching.value : undefined };
  }

  /** Clears the queue, or what of it the search and the filters find. */
  async clear(scope: 'all' | 'matching'): Promise<void> {
    const { appId, selectionOfView: selection } = this;
    this.closeDialog();
    await this.decide(scope === 'all' ? { kind: 'clear-unconfirmed', appId } : { kind: 'clear', appId, selection });
  }

  /** Accounts of the selection that would get a new user, to be looked through first. */
  showNewUsers(): void {
    const selection = this.rowSelection;
    if (!selection || this.isReadOnly) return;
    const query = this.filters.toQuery(this.appId);
    const list = new BulkNewUsers(this.#muster, { appId: this.appId, query, selection, picked: this.picking.picked });
    this.#dialog = { kind: 'new-users', list };
  }

  async createNewUsers(list: BulkNewUsers): Promise<void> {
    this.closeDialog();
    await this.#decideMany({ kind: 'create-users', appId: this.appId, selection: list.selection });
  }

  /** What was about a row gives the focus back to the grid. */
  closeDialog(): void {
    const kind = this.#dialog?.kind;
    this.#dialog = undefined;
    if (kind === 'assign' || kind === 'create-user') void tick().then(() => this.cursor.focusAt(this.cursor.row));
  }

  /** Takes a decision about one account, or opens the form that it needs. */
  act(action: AccountAction, account: AccountRow): void {
    if (this.isReadOnly) return;
    if (action === 'assign' || action === 'create-user') void this.#showForm(action, account.row);
    else void this.decide({ kind: action, appId: this.appId, selection: { kind: 'rows', rows: [account.row] } });
  }

  assign(account: AccountRow, userRow: RowIndex): void {
    this.closeDialog();
    void this.decide({ kind: 'assign', appId: this.appId, row: account.row, userRow });
  }

  /** Keys 1 to 9: the candidates as they are on the screen, and only for the account that they belong to. */
  pickCandidate(position: number): void {
    const account = this.current;
    const candidate = account && this.focused.candidatesOf(account.row)[position];
    const isOpen = account && this.actionsOf(account).includes('assign');
    if (candidate && isOpen && !this.isReadOnly) this.assign(account, candidate.user.row);
  }

  /** Afterwards the focus goes to the next undecided account. */
  async decide(command: DecisionCommand): Promise<boolean> {
    this.#advanceFrom = this.cursor.row;
    const isDone = await this.#muster.step(this.#muster.engine.api.decide(command));
    if (!isDone) this.#advanceFrom = undefined;
    return isDone;
  }

  /** Problems of the draft come back for the form; any other failure is a message. */
  async createUser(account: AccountRow, draft: UserDraft): Promise<readonly UserDraftProblem[]> {
    this.#advanceFrom = this.cursor.row;
    const command: DecisionCommand = { kind: 'create-user', appId: this.appId, row: account.row, draft };
    const result = await this.#muster.engine.api.decide(command);
    if (!result.ok) this.#advanceFrom = undefined;
    if (!result.ok && result.error.kind === 'user-invalid') return result.error.problems;
    if (await this.#muster.step(Promise.resolve(result))) this.closeDialog();
    return [];
  }

  async decideSelection(kind: BulkKind): Promise<void> {
    const selection = this.rowSelection;
    if (!selection || this.isReadOnly) return;
    if (kind === 'create-users') this.showNewUsers();
    else if (kind === 'accept-suggestions') this.showAccept();
    else await this.#decideMany(bulkCommand(kind, this.appId, selection));
  }

  /** Asks how sure suggestions have to be to be accepted, and lets some of them be looked at first. */
  showAccept(): void {
    if (this.isReadOnly) return;
    const selection = () => this.rowSelection ?? this.selectionOfView;
    this.#dialog = { kind: 'accept', accept: new AcceptBest(this.#muster.engine.api, this.appId, selection) };
  }

  async acceptBest(accept: AcceptBest): Promise<void> {
    this.closeDialog();
    await this.#decideMany(accept.command);
  }

  async restoreCleared(): Promise<void> {
    await this.#muster.step(this.#muster.engine.api.decide({ kind: 'restore-cleared', appId: this.appId }));
  }

  async #decideMany(command: DecisionCommand): Promise<void> {
    if (this.#isDeciding) return;
    this.#isDeciding = true;
    try {
      if (await this.#muster.step(this.#muster.engine.api.decide(command))) this.selection.clear();
    } finally {
      this.#isDeciding = false;
    }
  }

  async exportCrosswalk(appName: string): Promise<void> {
    const exported = await this.#muster.engine.api.exportCrosswalk(this.appId);
    if (exported.ok) download(exported.value, `${safeFileName(appName)}-crosswalk.csv`);
    else this.#muster.notices.failed(exported.error);
  }

  async goToNextUndecided(from = this.cursor.row + 1): Promise<void> {
    const viewId = this.rows.state?.viewId;
    if (viewId === undefined || this.rows.total === 0) return;
    const next = await this.#muster.engine.api.nextUndecided(viewId, from >= this.rows.total ? 0 : from);
    if (next >= 0 && viewId === this.rows.state?.viewId) this.cursor.focusAt(next);
    else this.cursor.focusAt(Math.min(this.cursor.row, this.rows.total - 1));
  }

  /** What the form starts from is read afresh: the row may have been decided in another tab. */
  async #showForm(kind: 'assign' | 'create-user', row: RowIndex): Promise<void> {
    const { api } = this.#muster.engine;
    const ranking = kind === 'assign' ? api.suggestions(this.appId, row, MOST_CANDIDATES) : undefined;
    const read = await api.accountDetail(this.appId, row);
    if (!read.ok) return this.#refuse(read.error);
    const detail = read.value;
    if (kind === 'create-user') this.#dialog = { kind, detail };
    else this.#dialog = { kind, detail, suggestions: undefined, isRanking: true };
    const ranked = await ranking;
    if (ranked && this.#dialog?.kind === 'assign' && this.#dialog.detail === detail)
      this.#dialog = { ...this.#dialog, suggestions: ranked.ok ? ranked.value : undefined, isRanking: false };
  }

  /** Not while rows stand by their score and scores still come in: they would move under the pointer. */
  #renewScores(): void {
    const isMoving = this.filters.order === 'score' && this.scoring.state?.kind === 'running';
    if (this.rows.state && !isMoving) this.rows.open(this.filters.toQuery(this.appId));
  }

  #refuse(error: AppError): void {
    this.#dialog = undefined;
    this.#muster.notices.failed(error);
  }

  #follow(): void {
    // The engine's view follows the question, and every change of the workspace.
    $effect(() => {
      const query = this.filters.toQuery(this.appId);
      if (this.#muster.revision >= 0 && !this.filters.isRecalling) untrack(() => this.rows.open(query));
    });
    // Counts that arrive later.
    $effect(() => this.#muster.onView((state) => this.rows.receive(state)));
    // The engine is asked about the account under focus, and again when its row was renewed.
    $effect(() => {
      const row = this.current?.row;
      untrack(() => {
        if (row !== undefined) this.#lastRow = row;
        if (row !== undefined || this.rows.total === 0) this.focused.show(row);
      });
    });
    // The engine is asked what the decisions would do to the selection.
    $effect(() => {
      const selection = this.rowSelection;
      untrack(() => this.bulk.show(selection));
    });
  }

  #replaced(isNewQuestion: boolean): void {
    if (isNewQuestion) {
      this.selection.questionChanged();
      this.cursor.toTop();
      return;
    }
    const from = this.#advanceFrom;
    this.#advanceFrom = undefined;
    if (from !== undefined) {
      void this.goToNextUndecided(from);
      return;
    }
    const index = this.rows.indexOf(({ row }) => row === this.#lastRow);
    if (index >= 0) this.cursor.follow(index);
    else this.cursor.clampTo(this.rows.total);
  }
}
