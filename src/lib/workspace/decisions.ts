import { shownSituation } from '../engine/account-list';
import { bySituation, countSituations } from '../engine/count-situations';
import { gatherDecisions, restoreDecisions } from '../engine/decision-columns';
import { packRows } from '../engine/packed-rows';
import type { RecordSet } from '../engine/record-set';
import { SEGMENT_SHIFT } from '../engine/segment';
import type { AppError } from '../model/app-error';
import type { HistoryStep } from '../model/history-step';
import type { AppId, RowIndex } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import { STATUSES } from '../model/status';
import type { DecisionCommand, DecisionPreview } from '../protocol/engine-api';
import type { StepOutcome } from '../protocol/step-outcome';
import type { Evaluator } from '../protocol/expression-api';
import type { ListHead } from '../storage/list-head';
import { planDecision } from './decision-plan';
import type { MergeCommand } from './merge-decisions-plan';
import type { DecisionPlan } from './decision-scope';
import { storeDecisions } from './list-parts';
import type { LoadedAccounts } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { RowExchange } from './row-exchange';
import { exchangedSettings, type ExchangedSettings } from './settings-exchange';
import type { ScoresOf, Views } from './views';
import { writeRecords } from './write-records';

type Outcome = Promise<Result<StepOutcome, AppError>>;

/** What decisions ask of others. */
export interface DecisionSources {
  /** Whether the plan of the app has something to do for the account (plans.ts). */
  readonly isPlanned: (appId: AppId, row: RowIndex) => Promise<Result<boolean, AppError>>;
  readonly scoresOf: ScoresOf;
}

/** What changes places with the image of a step. */
interface Exchange {
  readonly stepId: number;
  readonly towards: 'undone' | 'done';
  readonly rows: RowExchange | undefined;
  readonly heads: readonly ListHead[];
  readonly settings: ExchangedSettings | undefined;
}

/**
 * Makes decisions, and takes them back.
 *
 * A decision changes the columns in memory, then stores in one transaction the parts that changed, the history step and
 * its before-image. If storing fails, memory is put back. Cost: one part, at most 400 KB, for one row; for a million rows
 * about 4 MB, half of the time on the columns and half on storing them.
 */
export class Decisions {
  readonly #workspace: OpenWorkspace;
  readonly #views: Views;
  readonly #evaluator: Evaluator;
  readonly #sources: DecisionSources;

  constructor(workspace: OpenWorkspace, views: Views, evaluator: Evaluator, sources: DecisionSources) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
    this.#sources = sources;
    this.#views = views;
  }

  async preview(command: DecisionCommand): Promise<Result<DecisionPreview, AppError>> {
    const planned = await this.#plan(command);
    if (!planned.ok) return planned;
    const { plan, list } = planned.value;
    const counts = new Array<number>(5 * STATUSES.length).fill(0);
    for (const row of plan.rows) counts[shownSituation(list, row) * STATUSES.length]++;
    return ok({
      applies: plan.rows.length,
      stays: plan.selectedCount - plan.rows.length,
      situations: bySituation(counts, ['unconfirmed'])
    });
  }

  /** The rows that it would change, ascending. */
  async rowsOf(command: DecisionCommand): Promise<Result<Uint32Array, AppError>> {
    const planned = await this.#plan(command);
    return planned.ok ? ok(planned.value.plan.rows) : planned;
  }

  decide(command: DecisionCommand | MergeCommand): Outcome {
    if (this.#isBusy(command)) return Promise.resolve(err({ kind: 'import-busy' }));
    return this.#workspace.change(async () => {
      const planned = await this.#plan(command);
      if (!planned.ok) return planned;
      if (planned.value.plan.rows.length === 0) return err({ kind: 'nothing-to-do' });
      return this.#carryOut(planned.value.plan, planned.value.list);
    });
  }

  undo(): Outcome {
    return this.#exchange('undone');
  }

  redo(): Outcome {
    return this.#exchange('done');
  }

  /** Nothing is cleared, and nothing merged, from under an import of the same app. Asked before a change waits: an import that starts later waits for it. */
  #isBusy({ kind, appId }: DecisionCommand | MergeCommand): boolean {
    return (
      (kind === 'clear' || kind === 'clear-unconfirmed' || kind === 'merge') &&
      this.#workspace.isImporting({ kind: 'accounts', appId })
    );
  }

  async #plan(
    command: DecisionCommand | MergeCommand
  ): Promise<Result<{ plan: DecisionPlan; list: LoadedAccounts }, AppError>> {
    const app = this.#workspace.app(command.appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    if ('selection' in command && command.selection.kind === 'view') await this.#views.finish(command.selection.viewId);
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const planned = await planDecision(command, {
      app,
      list,
      users,
      evaluator: this.#evaluator,
      scores: this.#sources.scoresOf(app.id, list, users),
      isPlanned: (row) => this.#sources.isPlanned(app.id, row),
      rowsOf: (selection) => this.#views.selectedRows(selection)
    });
    return planned.ok ? ok({ plan: planned.value, list }) : planned;
  }

  async #carryOut(plan: DecisionPlan, list: LoadedAccounts): Outcome {
    const { history, lists } = this.#workspace;
    const before = gatherDecisions(list.decisions, plan.rows);
    const usersHead = lists.head(`users:${this.#workspace.domainOf(plan.appId)}`);
    const madeUsers = plan.makeUsers?.();
    plan.apply({ step: history.nextId, origin: plan.isBulk ? 'bulk' : 'single' });
    try {
      const saved = await this.#workspace.commit(async () => {
        const head = await this.#writeRows(plan.appId, list, plan.rows);
        const users = madeUsers && (await this.#writeUsers(usersHead, madeUsers));
        const steps = await history.record(
          {
            action: plan.action,
            domainId: this.#workspace.domainOf(plan.appId),
            appId: plan.appId,
            rowCount: plan.rows.length,
            origin: plan.isBulk ? 'bulk' : 'single',
            ...(plan.note !== undefined && { note: plan.note })
          },
          {
            rows: {
              appId: plan.appId,
              rows: packRows(plan.rows),
              decisions: before.buffer
            },
            ...(users ? { heads: [usersHead] } : {})
          }
        );
        await this.#workspace.store.removeUnreferenced();
        return { head, users, steps };
      });
      lists.setHead(saved.head);
      if (saved.users && madeUsers) {
        lists.noteStored(madeUsers.segments, saved.users.records);
        lists.setUsers(saved.users, madeUsers);
      }
      history.accept(saved.steps);
    } catch (error) {
      restoreDecisions(list.decisions, plan.rows, before);
      throw error;
    } finally {
      list.claims = undefined;
    }
    return this.#outcome(history.nextId - 1);
  }

  /**
   * Undo and redo are the same exchange of an image with what is live, in opposite directions. An import that was under
   * way when undo was asked for is not what was meant: nobody had seen it in the list then.
   */
  #exchange(towards: 'undone' | 'done'): Outcome {
    const nextWhenAsked = this.#workspace.history.nextId;
    return this.#workspace.change(async () => {
      const { history } = this.#workspace;
      const step = towards === 'undone' ? history.view.undoable : history.view.redoable;
      if (!step) return err({ kind: 'nothing-to-do' });
      if (towards === 'undone' && step.id >= nextWhenAsked && isImport(step)) return err({ kind: 'import-busy' });
      await this.#exchangeStep(step.id, towards);
      return this.#outcome(step.id);
    });
  }

  async #exchangeStep(stepId: number, towards: 'undone' | 'done'): Promise<void> {
    const { history, db, lists } = this.#workspace;
    const rows = await RowExchange.open(this.#workspace, stepId);
    const image = await db.headImages.get(stepId);
    const heads = image?.heads ?? [];
    const settings = image?.settings && exchangedSettings(this.#workspace, image.settings);
    rows?.swap();
    try {
      const exchange = { stepId, towards, rows, heads, settings };
      const stored = await this.#workspace.commit(() => this.#storeExchange(exchange));
      for (const head of heads) lists.readAnew(head);
      history.accept(stored.all);
      if (stored.head) lists.setHead(stored.head);
      if (settings?.app) this.#workspace.noteApp(settings.app);
    } catch (error) {
      rows?.swap();
      throw error;
    }
  }

  /** Inside a transaction: rows, heads and settings change places with the step's image. */
  async #storeExchange({
    stepId,
    towards,
    rows,
    heads,
    settings
  }: Exchange): Promise<{ all: readonly HistoryStep[]; head: ListHead | undefined }> {
    const { history, db, lists, store } = this.#workspace;
    const head = rows && (await this.#writeRows(rows.image.appId, rows.list, rows.rows));
    if (rows) await db.rowImages.put(rows.image);
    if (heads.length > 0) {
      const live = heads.map(({ id }) => lists.head(id));
      await db.headImages.put({ stepId, heads: live, ...(settings && { settings: settings.image }) });
    }
    if (settings?.app) await db.apps.put(settings.app);
    await db.lists.bulkPut([...heads]);
    const all = await history.mark(stepId, towards);
    await store.removeUnreferenced();
    return { all, head };
  }

  /** Inside a transaction: stores the decision parts that hold these rows. */
  async #writeRows(appId: AppId, list: LoadedAccounts, rows: Uint32Array): Promise<ListHead> {
    const { lists, db } = this.#workspace;
    const head = lists.head(`accounts:${appId}`);
    const isTouched = new Uint8Array(head.decisions.length);
    for (let i = 0; i < rows.length; i++) isTouched[rows[i] >> SEGMENT_SHIFT] = 1;
    const touched = [...isTouched.keys()].filter((segment) => isTouched[segment] === 1);
    const numbers = await storeDecisions(this.#workspace, list, touched);
    const decisions = [...head.decisions];
    touched.forEach((segment, i) => (decisions[segment] = numbers[i]));
    const changed: ListHead = { ...head, decisions, counts: countSituations(list) };
    await db.lists.put(changed);
    return changed;
  }

  /** Inside a transaction: stores the users with those that were made. */
  async #writeUsers(head: ListHead, users: RecordSet): Promise<ListHead> {
    const changed = { ...head, rowCount: users.rowCount, records: await writeRecords(this.#workspace, users) };
    await this.#workspace.db.lists.put(changed);
    return changed;
  }

  #outcome(stepId: number): Result<StepOutcome, AppError> {
    const { history } = this.#workspace;
    const step = history.step(stepId);
    return step ? ok({ step, history: history.view }) : err({ kind: 'not-found', what: 'The step' });
  }
}

function isImport({ action }: HistoryStep): boolean {
  return action === 'import-accounts' || action === 'import-users';
}
