import type { AccountList } from '../engine/account-list';
import { confirmExactMatches, reviewDecisions } from '../engine/carry-decisions';
import { copyDecisionColumns, createDecisionColumns } from '../engine/decision-columns';
import { compareLists, rowsOfTransition, transitionCell, type Transitions } from '../engine/transitions';
import { shownSituation, shownUser } from '../engine/account-list';
import { matchAccounts } from '../matching/match-accounts';
import { withSynchronization, type App } from '../model/app';
import type { AppError } from '../model/app-error';
import { asRow } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import { SHOWN_SITUATIONS, SITUATION_CODE } from '../model/situation';
import { rulesInForce, type Synchronization } from '../model/synchronization';
import type { Evaluator } from '../protocol/expression-api';
import type { ProposedRow, ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { Transition } from '../protocol/rematch-api';
import { deriveUsernames } from './derive-usernames';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { accountNames, userRow } from './read-rows';
import { runSliced } from './run-sliced';

/** What matching again is worked out from. */
export interface RematchBase {
  readonly app: App;
  readonly list: LoadedAccounts;
  readonly users: UserList;
  /** Of the history, when the decisions were looked at. */
  readonly revision: number;
  /** No change was under way that had touched the decisions in memory and could still be taken back. */
  readonly isSettled: boolean;
}

/** The accounts as they would be, and how that differs from what they are. Nothing has changed yet. */
export class RematchProposal {
  readonly base: RematchBase;
  /** With the settings that it was matched with. */
  readonly app: App;
  readonly list: AccountList;
  readonly transitions: Transitions;
  #shown: { readonly cell: number; readonly rows: Uint32Array } | undefined;

  constructor(base: RematchBase, app: App, list: AccountList) {
    this.base = base;
    this.app = app;
    this.list = list;
    this.transitions = compareLists(base.list, list);
  }

  /** Cells that are not empty. */
  get cells(): readonly Transition[] {
    const { counts, changedCounts } = this.transitions;
    return SHOWN_SITUATIONS.flatMap((before, i) =>
      SHOWN_SITUATIONS.map((after, j) => {
        const cell = transitionCell(i, j);
        return { before, after, count: counts[cell], changed: changedCounts[cell] };
      })
    ).filter(({ count }) => count > 0);
  }

  rows({ before, after }: Pick<Transition, 'before' | 'after'>, range: WindowRange): ProposedWindow {
    const cell = transitionCell(SITUATION_CODE[before], SITUATION_CODE[after]);
    if (this.#shown?.cell !== cell) this.#shown = { cell, rows: rowsOfTransition(this.base.list, this.list, cell) };
    const { rows } = this.#shown;
    const start = Math.max(0, range.start);
    const shown = rows.subarray(start, Math.max(start, range.end));
    return { total: rows.length, start, rows: Array.from(shown, (row) => this.#row(row)) };
  }

  #row(row: number): ProposedRow {
    const { list, users } = this.base;
    const user = (accounts: AccountList) => {
      const shown = shownUser(accounts, row);
      return shown >= 0 && shown < users.records.rowCount ? userRow(users.records, shown) : undefined;
    };
    return {
      ...accountNames(list.records, row),
      key: row,
      row: asRow(row),
      before: SHOWN_SITUATIONS[shownSituation(list, row)],
      after: SHOWN_SITUATIONS[shownSituation(this.list, row)],
      userBefore: user(list),
      userAfter: user(this.list)
    };
  }
}

/** What a proposal is for, and who is told about it. */
export interface RematchRequest {
  readonly app: App;
  /** Settings to match with; undefined: those of the app. */
  readonly synchronization: Synchronization | undefined;
  readonly evaluator: Evaluator;
  /** Answering false ends the work. */
  readonly onShare: (share: number, total: number) => boolean;
}

/** Matches the accounts again, in memory. Undefined when `onShare` ended it. */
export async function proposeRematch(
  workspace: OpenWorkspace,
  { app: current, synchronization, evaluator, onShare }: RematchRequest
): Promise<Result<RematchProposal | undefined, AppError>> {
  const { lists, history } = workspace;
  const app = synchronization ? withSynchronization(current, synchronization) : current;
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const accounts = await deriveUsernames(list.records, app.synchronization, evaluator);
  if (!accounts.ok) return err(accounts.error);
  const total = list.records.rowCount;
  const input = { users: users.records, accounts: accounts.value, rules: rulesInForce(app.synchronization) };
  const match = await runSliced(matchAccounts(input), (share) => onShare(share, total));
  if (!match) return ok(undefined);
  // From here on nothing waits: the decisions and their revision go together.
  const decisions = createDecisionColumns(total);
  copyDecisionColumns(decisions, 0, list.decisions);
  const again: AccountList = { records: list.records, match, decisions };
  reviewDecisions(decisions, list.match, match);
  if (app.synchronization.onExactMatch === 'link-and-confirm')
    confirmExactMatches(again, users.records.rowCount, { step: history.nextId, origin: 'rule' });
  const base = { app: current, list, users, revision: history.revision, isSettled: !workspace.isChanging };
  return ok(new RematchProposal(base, app, again));
}
