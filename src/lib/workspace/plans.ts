import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { AppId, RowIndex } from '../model/ids';
import type { OperationExclusion } from '../model/operation-exclusion';
import type { PlanRule } from '../model/plan-problem';
import { err, ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import { EXCLUDED, INCLUDED } from '../plan/excluded-operations';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type {
  FileSink,
  HandedOver,
  HandOverRequest,
  OperationQuery,
  OperationSelection,
  OperationWindow,
  PlanCheck,
  PlanOverview,
  ProblemWindow
} from '../protocol/plan-api';
import type { WindowRange } from '../protocol/proposed-row';
import type { PlanDesk } from './commit-plan';
import { undecidedId } from './exclusions';
import type { OpenWorkspace } from './open-workspace';
import { PlanBooks, type CurrentPlan } from './plan-books';
import { PlanChecking } from './plan-checking';
import { undecidedRows } from './left-out-rows';
import { planOverview } from './plan-overview';
import { PlanRows } from './plan-rows';

/** Each is a row of its own: 100,000 take about two seconds to store, with a passphrase about five. */
const MOST_EXCLUDED_AT_ONCE = 100_000;

/** What the decisions amount to, looked at, searched, checked, and parts of it left out. */
export class Plans implements PlanDesk {
  readonly books: PlanBooks;
  readonly #workspace: OpenWorkspace;
  readonly #evaluator: Evaluator;
  readonly #rows = new PlanRows();
  readonly #checking: PlanChecking;

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
    this.#checking = new PlanChecking(workspace);
    this.books = new PlanBooks(workspace, evaluator);
  }

  async open(scope: PlanScope): Promise<Result<PlanOverview, AppError>> {
    const computed = await this.books.settled(scope);
    return computed.ok ? ok(planOverview(computed.value)) : computed;
  }

  async operations(query: OperationQuery, range: WindowRange): Promise<Result<OperationWindow, AppError>> {
    const computed = await this.books.settled(query.scope);
    return computed.ok ? ok(await this.#rows.window(computed.value, query, range)) : computed;
  }

  async checkPlan(scope: PlanScope, target: CommitTarget): Promise<Result<PlanCheck, AppError>> {
    const computed = await this.books.settled(scope);
    return computed.ok ? ok(await this.#checking.check(computed.value, target)) : computed;
  }

  async problems(
    scope: PlanScope,
    target: CommitTarget,
    rules: readonly PlanRule[],
    range: WindowRange
  ): Promise<Result<ProblemWindow, AppError>> {
    const computed = await this.books.settled(scope);
    return computed.ok ? ok(await this.#checking.window(computed.value, target, rules, range)) : computed;
  }

  /** The writers are loaded when they are first needed. */
  async handOver(request: HandOverRequest, sink: FileSink, onProgress: OnProgress): Promise<JobOutcome<HandedOver>> {
    const computed = await this.books.settled(request.scope);
    if (!computed.ok) return { status: 'failed', error: computed.error };
    const { handOver } = await import('./hand-over');
    const [workspace, evaluator] = [this.#workspace, this.#evaluator];
    return handOver({ workspace, evaluator, current: computed.value, request, sink, onProgress });
  }

  /** Decisions of their own, taken back one by one or all at once; undo does not touch them. */
  async exclude(
    scope: PlanScope,
    selection: OperationSelection,
    reason: string | undefined
  ): Promise<Result<PlanOverview, AppError>> {
    const text = reason?.trim();
    if (text === '') return err({ kind: 'reason-missing' });
    const computed = await this.books.settled(scope);
    if (!computed.ok) return computed;
    const changed =
      text === undefined
        ? await this.#include(computed.value, selection)
        : await this.#exclude(computed.value, selection, text);
    return changed.ok ? this.open(scope) : changed;
  }

  /** Deferred accounts are undecided too: they were left for later, and this is later. */
  leaveOutUndecided(appId: AppId, reason: string | undefined): Promise<Result<undefined, AppError>> {
    const text = reason?.trim();
    if (text === '') return Promise.resolve(err({ kind: 'reason-missing' }));
    return this.#workspace.change<undefined>(async () => {
      const app = this.#workspace.app(appId);
      if (!app) return err({ kind: 'not-found', what: 'The app' });
      const operationId = undecidedId(appId);
      if (text === undefined) {
        await this.books.exclusions.remove(app.domainId, [operationId]);
        return ok(undefined);
      }
      const { decisions } = await this.#workspace.lists.accounts(appId);
      const count = decisions.status.reduce((sum, status) => sum + (status === STATUS_CODE.unconfirmed ? 1 : 0), 0);
      if (count === 0) return err({ kind: 'nothing-to-do' });
      const rows = undecidedRows(decisions.status);
      const exclusion = { domainId: app.domainId, operationId, count, rows, reason: text, at: Date.now() };
      await this.books.exclusions.put(app.domainId, [exclusion]);
      return ok(undefined);
    });
  }

  /** Whether the plan of the app has something to do for this account. Asked inside a change. */
  async isPlanned(appId: AppId, row: RowIndex): Promise<Result<boolean, AppError>> {
    const current = await this.books.current({ kind: 'app', appId });
    return current.ok ? ok(current.value.plan.isAbout(0, row)) : current;
  }

  /** For commits: asked inside a change. */
  current(scope: PlanScope): Promise<Result<CurrentPlan, AppError>> {
    return this.books.current(scope);
  }

  overview(current: CurrentPlan): PlanOverview {
    return planOverview(current);
  }

  async check(current: CurrentPlan, target: CommitTarget): Promise<Result<PlanCheck, AppError>> {
    return ok(await this.#checking.check(current, target));
  }

  /**
   * What is excluded already keeps its reason; what is left out because its user or group is not created stays so, and
   * comes back with it.
   */
  async #exclude(
    computed: CurrentPlan,
    selection: OperationSelection,
    reason: string
  ): Promise<Result<undefined, AppError>> {
    const { plan, excluded, exclusions, domainId } = computed;
    const found = selection.kind === 'ids' ? undefined : await this.#rows.all(computed, selection.query);
    const positions = found?.filter((position) => excluded.marks[position] === INCLUDED) ?? [];
    const named = selection.kind === 'ids' ? selection.ids.filter((id) => !exclusions.has(id)) : [];
    const count = selection.kind === 'ids' ? named.length : positions.length;
    if (count === 0) return err({ kind: 'nothing-to-do' });
    if (count > MOST_EXCLUDED_AT_ONCE) return err({ kind: 'too-many-exclusions', count, limit: MOST_EXCLUDED_AT_ONCE });
    const ids = selection.kind === 'ids' ? named : positions.map((position) => plan.id(position));
    const at = Date.now();
    const added = ids.map((operationId): OperationExclusion => ({ domainId, operationId, reason, at }));
    return this.#workspace.change<undefined>(async () => {
      await this.books.exclusions.put(domainId, added);
      return ok(undefined);
    });
  }

  async #include(computed: CurrentPlan, selection: OperationSelection): Promise<Result<undefined, AppError>> {
    const { plan, excluded, exclusions, domainId } = computed;
    const ids =
      selection.kind === 'ids'
        ? selection.ids.filter((id) => exclusions.has(id))
        : (await this.#rows.all(computed, selection.query))
            .filter((position) => excluded.marks[position] === EXCLUDED)
            .map((position) => plan.id(position));
    if (ids.length === 0) return err({ kind: 'nothing-to-do' });
    return this.#workspace.change<undefined>(async () => {
      await this.books.exclusions.remove(domainId, ids);
      return ok(undefined);
    });
  }
}
