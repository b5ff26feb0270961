import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import { newId, type IdentityDomainId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import { computePlan } from '../plan/compute-plan';
import { excludedOperations, type ExcludedOperations } from '../plan/excluded-operations';
import type { Plan } from '../plan/plan';
import type { PlanApp, PlanInput } from '../plan/plan-source';
import type { Evaluator } from '../protocol/expression-api';
import { appsOf } from './apps-of-scope';
import { Exclusions, undecidedId, type ExclusionsById } from './exclusions';
import { areAllLeftOut } from './left-out-rows';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { PlanMappings, type FailedMapping } from './plan-values';
import { runSliced } from './run-sliced';

/** Plans in memory, 16 bytes per operation: the app's and the domain's. */
const MOST_KEPT = 2;
const WAIT_MS = 10;
const MOST_ATTEMPTS = 5;

/** What a plan would be computed from now. */
interface PlanBasis {
  readonly scope: PlanScope;
  readonly domainId: IdentityDomainId;
  readonly apps: readonly App[];
  readonly lists: readonly LoadedAccounts[];
  readonly users: UserList;
  readonly exclusions: ExclusionsById;
  /** Of all but the exclusions. */
  readonly decided: string;
  readonly revision: string;
}

/** A plan with all that it was computed from. Never changed: after a change there is another one. */
export interface CurrentPlan extends PlanBasis {
  readonly plan: Plan;
  readonly excluded: ExcludedOperations;
  /** By position of the app. */
  readonly failures: readonly (readonly FailedMapping[])[];
  /** By position of the app: all that is undecided was left out explicitly. */
  readonly leftOut: readonly boolean[];
  readonly computedInMs: number;
}

/** The plans that were looked at last, computed anew when anything that they rest on has changed. */
export class PlanBooks {
  readonly exclusions: Exclusions;
  readonly #workspace: OpenWorkspace;
  readonly #mappings: PlanMappings;
  /** The one asked for last stands last. */
  readonly #kept = new Map<string, CurrentPlan>();
  readonly #underWay = new Map<string, Promise<Result<CurrentPlan, AppError>>>();
  readonly #session = newId<string>();
  readonly #numbers = new WeakMap<object, number>();
  #nextNumber = 1;

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.#workspace = workspace;
    this.#mappings = new PlanMappings(evaluator);
    this.exclusions = new Exclusions(workspace);
  }

  /**
   * The plan as it is stored: waits for decisions that are under way, as they may still be taken back. For what the page
   * asks; inside a change it would wait for itself.
   */
  async settled(scope: PlanScope): Promise<Result<CurrentPlan, AppError>> {
    for (;;) {
      while (this.#workspace.isDeciding) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      const current = await this.#shared(scope);
      if (!current.ok || !this.#workspace.isDeciding) return current;
    }
  }

  /** The plan of what is in memory. Inside a change nothing else touches that. */
  async current(scope: PlanScope): Promise<Result<CurrentPlan, AppError>> {
    for (let attempt = 1; ; attempt++) {
      const basis = await this.#basis(scope);
      if (!basis) return err({ kind: 'not-found', what: 'The list' });
      const kept = this.#kept.get(keyOf(scope));
      if (kept?.revision === basis.revision) return ok(this.#keep(kept));
      const computed = await this.#compute(basis, kept);
      if (!computed.ok) return computed;
      const isCurrent = (await this.#basis(scope))?.revision === basis.revision;
      if (isCurrent && !this.#workspace.isDeciding) return ok(this.#keep(computed.value));
      if (isCurrent || attempt === MOST_ATTEMPTS) return computed;
    }
  }

  /** Asked twice at once, computed once. */
  #shared(scope: PlanScope): Promise<Result<CurrentPlan, AppError>> {
    const key = keyOf(scope);
    const work = this.#underWay.get(key) ?? this.current(scope).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return work;
  }

  #keep(current: CurrentPlan): CurrentPlan {
    const key = keyOf(current.scope);
    this.#kept.delete(key);
    this.#kept.set(key, current);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return current;
  }

  async #basis(scope: PlanScope): Promise<PlanBasis | undefined> {
    const { lists, history } = this.#workspace;
    const apps = appsOf(this.#workspace, scope);
    const domainId = scope.kind === 'domain' ? scope.domainId : apps[0]?.domainId;
    const domain = this.#workspace.domains.find(({ id }) => id === domainId);
    if (!domain || domainId === undefined) return undefined;
    const [users, exclusions, ...accounts] = await Promise.all([
      lists.users(domainId),
      this.exclusions.of(domainId),
      ...apps.map(({ id }) => lists.accounts(id))
    ]);
    const parts = [users, ...accounts, ...apps.map(({ synchronization }) => synchronization)];
    // Checks look at who has accounts of the other apps too.
    const using = appsOf(this.#workspace, { kind: 'domain', domainId }).map(({ id }) => id);
    const names = [domain.name, ...apps.map(({ name }) => name), ...using];
    const decided = [
      this.#session,
      history.revision,
      ...parts.map((part) => this.#numberOf(part)),
      ...names.map((name) => encodeURIComponent(name))
    ].join('.');
    const revision = `${decided}.${this.#numberOf(exclusions)}`;
    return { scope, domainId, apps, lists: accounts, users, exclusions, decided, revision };
  }

  /** What people left out may change without the plan. */
  async #compute(basis: PlanBasis, kept: CurrentPlan | undefined): Promise<Result<CurrentPlan, AppError>> {
    const start = performance.now();
    if (kept?.decided === basis.decided) {
      const excluded = await runSliced(excludedOperations(kept.plan, basis.exclusions.keys()));
      return excluded
        ? ok({ ...kept, ...basis, excluded, leftOut: leftOutOf(basis) })
        : err({ kind: 'preview-outdated' });
    }
    const apps: PlanApp[] = [];
    const failures: (readonly FailedMapping[])[] = [];
    for (const [i, app] of basis.apps.entries()) {
      const values = await this.#mappings.of(app, basis.lists[i]);
      if (!values.ok) return values;
      apps.push(this.#planApp(app, basis.lists[i], values.value.mapped));
      failures.push(values.value.failures);
    }
    const computed = await runSliced(planned({ users: basis.users.records, apps }, basis.exclusions));
    if (!computed) return err({ kind: 'preview-outdated' });
    const leftOut = leftOutOf(basis);
    return ok({ ...basis, ...computed, failures, leftOut, computedInMs: performance.now() - start });
  }

  #planApp(app: App, list: LoadedAccounts, mapped: PlanApp['mapped']): PlanApp {
    const { userUpdates = 'leave', memberships = 'leave' } = app.synchronization;
    const { key } = this.#workspace.lists.head(`accounts:${app.id}`);
    return { id: app.id, name: app.name, list, key, userUpdates, memberships, mapped };
  }

  /** The same object has the same number: tells whether a list, settings or exclusions were replaced. */
  #numberOf(part: object): number {
    const known = this.#numbers.get(part) ?? this.#nextNumber++;
    this.#numbers.set(part, known);
    return known;
  }
}

function leftOutOf({ apps, lists, exclusions }: PlanBasis): readonly boolean[] {
  return apps.map(({ id }, i) => {
    const exclusion = exclusions.get(undecidedId(id));
    return exclusion !== undefined && areAllLeftOut(lists[i].decisions.status, exclusion.rows);
  });
}

function* planned(input: PlanInput, exclusions: ExclusionsById) {
  const plan = yield* computePlan(input);
  return { plan, excluded: yield* excludedOperations(plan, exclusions.keys()) };
}

function keyOf(scope: PlanScope): string {
  return scope.kind === 'app' ? `app:${scope.appId}` : `domain:${scope.domainId}`;
}
