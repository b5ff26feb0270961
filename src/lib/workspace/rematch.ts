import { confirmExactMatches, reviewDecisions } from '../engine/carry-decisions';
import { copyDecisionColumns, createDecisionColumns } from '../engine/decision-columns';
import type { AccountList } from '../engine/account-list';
import { matchAccounts } from '../matching/match-accounts';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { StepOutcome } from '../protocol/engine-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import { matchedWith, storeParts } from './list-parts';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { runSliced } from './run-sliced';

/** Applies an app's rules to its accounts again, as one step of the history. Nothing is read from a source. */
export async function rematch(
  workspace: OpenWorkspace,
  appId: AppId,
  onProgress: OnProgress
): Promise<JobOutcome<StepOutcome>> {
  const report = new ProgressReport(onProgress);
  const changed = await workspace.change(async (): Promise<Result<StepOutcome, AppError>> => {
    const app = workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const list = await matchAgain(workspace, app, report);
    return store(workspace, app, list);
  });
  return changed.ok ? { status: 'done', value: changed.value } : { status: 'failed', error: changed.error };
}

async function matchAgain(workspace: OpenWorkspace, app: App, report: ProgressReport): Promise<AccountList> {
  const { lists, history } = workspace;
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const total = list.records.rowCount;
  const work = matchAccounts({ users: users.records, accounts: list.records, rules: app.synchronization.rules });
  const match = await runSliced(work, (share) => {
    const done = Math.round(share * total);
    report.report({ phase: 'matching', done, total, rows: done });
    return true;
  });
  const decisions = createDecisionColumns(total);
  copyDecisionColumns(decisions, 0, list.decisions);
  const again: AccountList = { records: list.records, match: match ?? list.match, decisions };
  reviewDecisions(decisions, list.match, again.match);
  if (app.synchronization.onExactMatch === 'link-and-confirm') {
    confirmExactMatches(again, users.records.rowCount, { step: history.nextId, origin: 'rule' });
  }
  return again;
}

async function store(workspace: OpenWorkspace, app: App, list: AccountList): Promise<Result<StepOutcome, AppError>> {
  const { lists, history, db } = workspace;
  const before = lists.head(`accounts:${app.id}`);
  const saved = await workspace.commit(async () => {
    const head = { ...before, ...matchedWith(workspace, app), ...(await storeParts(workspace, list)) };
    await db.lists.put(head);
    const rowCount = list.records.rowCount;
    const steps = await history.record(
      { action: 'rematch', domainId: app.domainId, appId: app.id, rowCount, origin: 'bulk' },
      { heads: [before] }
    );
    await workspace.store.removeUnreferenced();
    return { head, steps };
  });
  lists.setAccounts(saved.head, list);
  history.accept(saved.steps);
  const [step] = history.view.steps;
  return ok({ step, history: history.view });
}
