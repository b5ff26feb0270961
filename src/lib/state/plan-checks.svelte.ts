import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { PlanRule } from '../model/plan-problem';
import type { FoundProblem, PlanApi, PlanCheck } from '../protocol/plan-api';
import { GridCursor } from './grid-cursor.svelte';
import { PagedRows } from './paged-rows.svelte';

/** What one target would refuse of the plan, or take otherwise than meant. */
export class PlanChecks {
  readonly cursor = new GridCursor();
  readonly problems: PagedRows<FoundProblem>;
  readonly #api: Pick<PlanApi, 'checkPlan' | 'readProblems'>;
  readonly #scope: PlanScope;
  /** Of the connected system, until a person chooses another. */
  #derived = $state<CommitTarget>();
  #chosen = $state<CommitTarget>();
  #found = $state.raw<PlanCheck | undefined>(undefined);
  #failure = $state.raw<AppError | undefined>(undefined);
  #isChecking = $state(false);
  #rule = $state<PlanRule>();
  #question = 0;

  constructor(api: Pick<PlanApi, 'checkPlan' | 'readProblems'>, scope: PlanScope) {
    this.#api = api;
    this.#scope = scope;
    this.problems = new PagedRows((range) =>
      api.readProblems(scope, this.target, this.#rule === undefined ? [] : [this.#rule], range)
    );
  }

  get target(): CommitTarget {
    return this.#chosen ?? this.#derived ?? 'scim';
  }

  /** By the connection of the domain. */
  get isDerived(): boolean {
    return this.#derived !== undefined && this.target === this.#derived;
  }

  get found(): PlanCheck | undefined {
    return this.#found;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get isChecking(): boolean {
    return this.#isChecking;
  }

  /** Whose problems are listed; undefined while the operations are. */
  get rule(): PlanRule | undefined {
    return this.#rule;
  }

  /** Errors of the plan for a target; undefined while nobody knows. */
  errorsFor(target: CommitTarget): number | undefined {
    return target === this.target ? this.#found?.errorCount : undefined;
  }

  derive(target: CommitTarget | undefined): void {
    const before = this.target;
    this.#derived = target;
    if (this.target !== before) this.#forget();
  }

  choose(target: CommitTarget): void {
    const isAnother = target !== this.target;
    this.#chosen = target;
    if (!isAnother) return;
    this.#forget();
    void this.check();
  }

  show(rule: PlanRule | undefined): void {
    this.#rule = rule;
    this.cursor.toTop();
    this.problems.need(0, 1);
    if (rule !== undefined) void this.problems.renew();
  }

  /** What another target would refuse says nothing about this one. */
  #forget(): void {
    this.#question++;
    this.#isChecking = false;
    this.#found = undefined;
    this.#rule = undefined;
  }

  /** Again: the plan or the target is another. What was found before stays until the answer is here. */
  async check(): Promise<void> {
    const question = ++this.#question;
    this.#isChecking = true;
    const found = await this.#api.checkPlan(this.#scope, this.target);
    if (question !== this.#question) return;
    this.#isChecking = false;
    this.#failure = found.ok ? undefined : found.error;
    this.#found = found.ok ? found.value : undefined;
    if (this.#rule !== undefined) await this.problems.renew();
  }
}
