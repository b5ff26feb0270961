import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { newId, type AppId, type StageId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { RematchPreview, Transition } from '../protocol/rematch-api';
import type { StepOutcome } from '../protocol/step-outcome';
import { schedulesSince } from '../schedule/schedules-since';
import { matchedWith, storeParts } from './list-parts';
import { Mappings } from './mappings';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { proposeRematch, type RematchProposal, type RematchRequest } from './rematch-proposal';

const OUTDATED: AppError = { kind: 'preview-outdated' };

/** Matching again without importing: looked at first, then made true as one step of the history. */
export class Rematches {
  readonly #workspace: OpenWorkspace;
  readonly #evaluator: Evaluator;
  readonly #mappings: Mappings;
  /** One per app: 20 bytes per account. A newer one of the same app takes its place. */
  readonly #proposals = new Map<AppId, { readonly id: StageId; readonly proposal: RematchProposal | undefined }>();

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
    this.#mappings = new Mappings(workspace, evaluator);
  }

  /** Works it out and makes it true in one change, so that nothing can come between. */
  async run(appId: AppId, onProgress: OnProgress): Promise<JobOutcome<StepOutcome>> {
    const changed = await this.#workspace.change(async (): Promise<Result<StepOutcome, AppError>> => {
      const proposed = await this.#propose(appId, undefined, onProgress, () => true);
      if (!proposed.ok) return proposed;
      return proposed.value ? store(this.#workspace, proposed.value) : err(OUTDATED);
    });
    return changed.ok ? { status: 'done', value: changed.value } : { status: 'failed', error: changed.error };
  }

  /** Asked again for the same app, the one that is still under way ends as cancelled. */
  async preview(
    appId: AppId,
    synchronization: Synchronization | undefined,
    onProgress: OnProgress
  ): Promise<JobOutcome<RematchPreview>> {
    const id = newId<StageId>();
    this.#proposals.set(appId, { id, proposal: undefined });
    const isWanted = () => this.#proposals.get(appId)?.id === id;
    const proposed = await this.#propose(appId, synchronization, onProgress, isWanted);
    if (!proposed.ok) return { status: 'failed', error: proposed.error };
    const proposal = proposed.value;
    if (!proposal || !isWanted()) return { status: 'cancelled' };
    this.#proposals.set(appId, { id, proposal });
    const { total, changed, confirmedBefore, confirmedAfter, flagged } = proposal.transitions;
    return {
      status: 'done',
      value: { previewId: id, total, changed, transitions: proposal.cells, confirmedBefore, confirmedAfter, flagged }
    };
  }

  async rows(
    previewId: StageId,
    cell: Pick<Transition, 'before' | 'after'>,
    range: WindowRange
  ): Promise<Result<ProposedWindow, AppError>> {
    const proposal = this.#proposal(previewId);
    // What stands before it is read from the live list.
    if (!proposal || !(await this.#isCurrent(proposal))) return err(OUTDATED);
    return ok(proposal.rows(cell, range));
  }

  async apply(previewId: StageId): Promise<JobOutcome<StepOutcome>> {
    const changed = await this.#workspace.change(async (): Promise<Result<StepOutcome, AppError>> => {
      const proposal = this.#proposal(previewId);
      if (!proposal || !(await this.#isCurrent(proposal))) return err(OUTDATED);
      return store(this.#workspace, proposal);
    });
    if (!changed.ok) return { status: 'failed', error: changed.error };
    this.discard(previewId);
    return { status: 'done', value: changed.value };
  }

  discard(previewId: StageId): void {
    for (const [appId, { id }] of this.#proposals) if (id === previewId) this.#proposals.delete(appId);
  }

  #proposal(previewId: StageId): RematchProposal | undefined {
    return [...this.#proposals.values()].find(({ id }) => id === previewId)?.proposal;
  }

  async #propose(
    appId: AppId,
    synchronization: Synchronization | undefined,
    onProgress: OnProgress,
    isWanted: () => boolean
  ): Promise<Result<RematchProposal | undefined, AppError>> {
    const app = this.#workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const settings = synchronization && (await this.#mappings.readable(app, synchronization));
    if (settings && !settings.ok) return settings;
    const report = new ProgressReport(onProgress);
    const onShare: RematchRequest['onShare'] = (share, total) => {
      const done = Math.round(share * total);
      report.report({ phase: 'matching', done, total, rows: done });
      return isWanted();
    };
    const request = { app, synchronization: settings?.value, evaluator: this.#evaluator, onShare };
    return proposeRematch(this.#workspace, request);
  }

  /** Whether nothing that it rests on has changed since: accounts, users, settings, decisions. */
  async #isCurrent({ base }: RematchProposal): Promise<boolean> {
    const { lists, history } = this.#workspace;
    const app = this.#workspace.app(base.app.id);
    if (!base.isSettled) return false;
    if (app?.synchronization !== base.app.synchronization || history.revision !== base.revision) return false;
    const [list, users] = await Promise.all([lists.accounts(base.app.id), lists.users(base.app.domainId)]);
    return list === base.list && users === base.users;
  }
}

/** Inside a change: list, settings and step in one transaction, then memory. */
async function store(
  workspace: OpenWorkspace,
  { base, app: proposed, list, transitions }: RematchProposal
): Promise<Result<StepOutcome, AppError>> {
  const { lists, history, db } = workspace;
  const app = withSettingsOf(proposed, workspace.app(proposed.id) ?? proposed);
  const hasNewSettings = app.synchronization !== base.app.synchronization;
  const before = lists.head(`accounts:${app.id}`);
  const saved = await workspace.commit(async () => {
    const head = { ...before, ...matchedWith(workspace, app), ...(await storeParts(workspace, list)) };
    await db.lists.put(head);
    if (hasNewSettings) await db.apps.put(app);
    const steps = await history.record(
      { action: 'rematch', domainId: app.domainId, appId: app.id, rowCount: transitions.changed, origin: 'bulk' },
      {
        heads: [before],
        ...(hasNewSettings && {
          settings: { appId: app.id, kept: base.app.synchronization, live: app.synchronization }
        })
      }
    );
    await workspace.store.removeUnreferenced();
    return { head, steps };
  });
  lists.setAccounts(saved.head, list);
  history.accept(saved.steps);
  if (hasNewSettings) workspace.noteApp(app);
  const [step] = history.view.steps;
  return ok({ step, history: history.view });
}

/** The app as it is now, its switches may have been turned meanwhile, with the settings of the proposal. */
function withSettingsOf({ synchronization, lastRulesRevision }: App, current: App): App {
  if (synchronization === current.synchronization) return current;
  const schedules = schedulesSince(current.synchronization.schedules, synchronization.schedules, Date.now());
  return {
    ...current,
    ...(lastRulesRevision && { lastRulesRevision }),
    synchronization: { ...synchronization, schedules }
  };
}
