import { confirmExactMatches, reviewDecisions } from '../engine/carry-decisions';
import { copyDecisionColumns, createDecisionColumns } from '../engine/decision-columns';
import type { AccountList } from '../engine/account-list';
import { matchAccounts } from '../matching/match-accounts';
import type { App } from '../model/app';
import { rulesInForce, type Synchronization } from '../model/synchronization';
import type { AppError } from '../model/app-error';
import type { AppId, StageId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { StepOutcome } from '../protocol/step-outcome';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { RematchPreview, Transition } from '../protocol/rematch-api';
import { matchedWith, storeParts } from './list-parts';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { runSliced } from './run-sliced';
import { UNBUILT } from './unbuilt';

/** Matching again without importing: looked at first, then made true as one step of the history. */
export class Rematches {
  readonly #workspace: OpenWorkspace;
  readonly #evaluator: Evaluator;

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
  }

  async run(appId: AppId, onProgress: OnProgress): Promise<JobOutcome<StepOutcome>> {
    void this.#evaluator;
    const report = new ProgressReport(onProgress);
    const changed = await this.#workspace.change(async (): Promise<Result<StepOutcome, AppError>> => {
      const app = this.#workspace.app(appId);
      if (!app) return err({ kind: 'not-found', what: 'The app' });
      const list = await matchAgain(this.#workspace, app, report);
      return store(this.#workspace, app, list);
    });
    return changed.ok ? { status: 'done', value: changed.value } : { status: 'failed', error: changed.error };
  }

  async preview(
    _appId: AppId,
    _synchronization: Synchronization | undefined,
    _onProgress: OnProgress
  ): Promise<JobOutcome<RematchPreview>> {
    return { status: 'failed', error: UNBUILT };
  }

  async rows(
    _previewId: StageId,
    _cell: Pick<Transition, 'before' | 'after'>,
    _range: WindowRange
  ): Promise<Result<ProposedWindow, AppError>> {
    return err(UNBUILT);
  }

  async apply(_previewId: StageId): Promise<JobOutcome<StepOutcome>> {
    return { status: 'failed', error: UNBUILT };
  }

  discard(_previewId: StageId): void {}
}

async function matchAgain(workspace: OpenWorkspace, app: App, report: ProgressReport): Promise<AccountList> {
  const { lists, history } = workspace;
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const total = list.records.rowCount;
  const work = matchAccounts({
    users: users.records,
    accounts: list.records,
    rules: rulesInForce(app.synchronization)
  });
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
