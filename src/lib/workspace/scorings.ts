import { beginsWith } from '../engine/begins-with';
import type { AccountList } from '../engine/account-list';
import type { RecordSet } from '../engine/record-set';
import { RowList } from '../engine/row-list';
import { createScoreColumns, type ScoreColumns } from '../engine/score-columns';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import { NOBODY_FOUND, NOT_SCORED } from '../model/score-range';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import type { ScoredRows } from '../protocol/linkage-api';
import type { ScoringState } from '../protocol/suggestion-api';
import type { Linkage, OpenedApp } from './linkage';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';

/** A second at a million users, a few milliseconds at some thousands: so long a stop is waited for. */
const BATCH_ROWS = 1024;
const EVENT_INTERVAL_MS = 200;

/** The scores of one app. */
interface Scoring {
  columns: ScoreColumns;
  /** The lists that the columns are about. */
  accounts: RecordSet;
  users: RecordSet;
  /** What they were scored with; another one, and all are scored again. */
  with: OpenedApp | undefined;
  state: ScoringState;
  /** Another number with each start and stop: whoever has an old one ends. */
  turn: number;
}

/**
 * Scores what is undecided, app by app, in the linkage worker. In memory only, and only as long as the lists are those that
 * were scored: after a change they are scored anew when somebody looks.
 */
export class Scorings {
  readonly #workspace: OpenWorkspace;
  readonly #linkage: Linkage;
  readonly #scorings = new Map<AppId, Scoring>();
  /** One after the other: two at once would take the same time, and twice the memory. */
  #last: Promise<void> = Promise.resolve();

  constructor(workspace: OpenWorkspace, linkage: Linkage) {
    this.#workspace = workspace;
    this.#linkage = linkage;
  }

  /** Those that fit the lists. Where the lists have changed since, they are forgotten, and scored again in the background. */
  columns(appId: AppId, list: LoadedAccounts, users: UserList): ScoreColumns | undefined {
    const scoring = this.#scorings.get(appId);
    if (!scoring) return undefined;
    if (scoring.accounts === list.records && hasUsers(scoring, users.records)) return scoring.columns;
    this.#scorings.delete(appId);
    const wasOn = scoring.state.kind === 'running' || scoring.state.kind === 'done';
    scoring.turn++;
    if (wasOn) void this.start(appId);
    return undefined;
  }

  isRunning(appId: AppId): boolean {
    return this.#scorings.get(appId)?.state.kind === 'running';
  }

  async start(appId: AppId): Promise<Result<ScoringState, AppError>> {
    const app = this.#workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const known = this.#scorings.get(appId);
    if (known?.state.kind === 'running') return ok(known.state);
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
    if (list.records.rowCount === 0 || users.records.rowCount === 0) return ok({ kind: 'off' });
    this.columns(appId, list, users);
    const scoring = this.#scorings.get(appId) ?? blank(list.records, users.records);
    if (scoring.state.kind === 'running' || (await this.#isUpToDate(app, scoring, list))) return ok(scoring.state);
    this.#scorings.set(appId, scoring);
    const turn = ++scoring.turn;
    const total = rowsToScore(list, undefined).length;
    this.#tell(app, scoring, { kind: 'running', done: total - rowsToScore(list, scoring.columns).length, total });
    this.#last = this.#last.then(() => this.#run(app, scoring, turn));
    return ok(scoring.state);
  }

  async stop(appId: AppId): Promise<Result<ScoringState, AppError>> {
    const app = this.#workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const scoring = this.#scorings.get(appId);
    if (!scoring) return ok({ kind: 'stopped' });
    scoring.turn++;
    if (scoring.state.kind === 'running') this.#tell(app, scoring, { kind: 'stopped' });
    return ok(scoring.state);
  }

  /** What is known of the domain's people has changed: apps that were scored are scored again. */
  async renew(apps: readonly App[]): Promise<void> {
    for (const { id } of apps) {
      const scoring = this.#scorings.get(id);
      if (scoring?.state.kind !== 'running' && scoring?.state.kind !== 'done') continue;
      await this.stop(id);
      await this.start(id);
    }
  }

  /** Of nobody any more. */
  end(): void {
    for (const scoring of this.#scorings.values()) scoring.turn++;
    this.#scorings.clear();
  }

  /** Nothing to score, with the same lists and the same knowledge. */
  async #isUpToDate(app: App, scoring: Scoring, list: AccountList): Promise<boolean> {
    if (scoring.state.kind !== 'done' || rowsToScore(list, scoring.columns).length > 0) return false;
    const opened = await this.#linkage.open(app, 'now');
    return opened.ok && opened.value === scoring.with;
  }

  async #run(app: App, scoring: Scoring, turn: number): Promise<void> {
    const isWanted = () => scoring.turn === turn;
    if (!isWanted()) return;
    try {
      const opened = await this.#linkage.open(app, 'now');
      if (!isWanted()) return;
      if (opened.ok) await this.#scoreAll(app, scoring, { opened: opened.value, isWanted });
      else this.#tell(app, scoring, { kind: 'failed', error: opened.error });
    } catch (error) {
      if (isWanted()) this.#tell(app, scoring, { kind: 'failed', error: stopped(error) });
    }
  }

  async #scoreAll(
    app: App,
    scoring: Scoring,
    { opened, isWanted }: { readonly opened: OpenedApp; readonly isWanted: () => boolean }
  ): Promise<void> {
    const list = await this.#workspace.lists.accounts(app.id);
    // The lists changed in the moment between: whoever looks at them begins anew.
    if (list.records !== opened.accounts || scoring.accounts !== opened.accounts) return this.#again(app, scoring);
    // Those before stay in sight until all are new.
    const isRenewal = scoring.with !== undefined && scoring.with !== opened;
    const columns = isRenewal ? createScoreColumns(list.records.rowCount) : scoring.columns;
    if (!isRenewal) scoredWith(scoring, opened);
    const rows = rowsToScore(list, columns);
    const total = rowsToScore(list, undefined).length;
    let toldAt = performance.now();
    for (let start = 0; start < rows.length; start += BATCH_ROWS) {
      const batch = rows.slice(start, start + BATCH_ROWS);
      const scored = await this.#linkage.ask((api) => api.score(app.id, batch));
      if (!isWanted()) return;
      if (!scored.ok) return this.#tell(app, scoring, { kind: 'failed', error: scored.error });
      if (!this.#linkage.isCurrent(opened)) return this.#again(app, scoring);
      note(columns, batch, scored.value);
      if (performance.now() - toldAt < EVENT_INTERVAL_MS) continue;
      toldAt = performance.now();
      this.#tell(app, scoring, { kind: 'running', done: total - rows.length + start + batch.length, total });
    }
    scoring.columns = columns;
    scoredWith(scoring, opened);
    this.#tell(app, scoring, { kind: 'done', total });
  }

  /** With the lists, and what is known, as they are now. */
  async #again(app: App, scoring: Scoring): Promise<void> {
    scoring.turn++;
    scoring.state = { kind: 'stopped' };
    await this.start(app.id);
  }

  #tell({ id }: App, scoring: Scoring, state: ScoringState): void {
    scoring.state = state;
    this.#workspace.emit({ kind: 'scores', appId: id, state });
  }
}

function scoredWith(scoring: Scoring, opened: OpenedApp): void {
  scoring.with = opened;
  scoring.users = opened.users;
}

function blank(accounts: RecordSet, users: RecordSet): Scoring {
  const columns = createScoreColumns(accounts.rowCount);
  return { columns, accounts, users, with: undefined, state: { kind: 'stopped' }, turn: 0 };
}

/** The users that were scored, at the same rows; others may have been made since. */
function hasUsers(scoring: Scoring, users: RecordSet): boolean {
  if (scoring.users === users) return true;
  if (!beginsWith(users, scoring.users)) return false;
  scoring.users = users;
  return true;
}

function note(columns: ScoreColumns, rows: Uint32Array, { users, percents, counts }: ScoredRows): void {
  for (let i = 0; i < rows.length; i++) {
    columns.user[rows[i]] = users[i];
    columns.percent[rows[i]] = users[i] < 0 ? NOBODY_FOUND : percents[i];
    columns.count[rows[i]] = counts[i];
  }
}

/** Undecided, without an exact match, and not in these columns yet. 3 ns per row. */
function rowsToScore({ decisions, match }: AccountList, known: ScoreColumns | undefined): Uint32Array<ArrayBuffer> {
  const { status } = decisions;
  const { situation } = match;
  const rows = new RowList();
  for (let row = 0; row < status.length; row++) {
    const isOpen = status[row] === STATUS_CODE.unconfirmed && situation[row] !== SITUATION_CODE.exact;
    if (isOpen && (known === undefined || known.percent[row] === NOT_SCORED)) rows.push(row);
  }
  return rows.slice(0, Infinity).slice();
}

function stopped(error: unknown): AppError {
  return { kind: 'suggestions-stopped', cause: String(error) };
}
