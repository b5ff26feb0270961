import type { CommitTarget } from '../model/commit-target';
import { PLAN_RULES, RULE_SEVERITY, type PlanRule } from '../model/plan-problem';
import { checkPlan } from '../plan/checks/check-plan';
import type { PlanProblems } from '../plan/checks/plan-problems';
import { INCLUDED } from '../plan/excluded-operations';
import { includedOperations } from '../plan/included-operations';
import { operationPositions } from '../plan/operation-positions';
import { usersInUse, type UsingApp } from '../plan/users-in-use';
import type { PlanCheck, ProblemWindow } from '../protocol/plan-api';
import type { WindowRange } from '../protocol/proposed-row';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';
import { plannedRow } from './plan-rows';
import { runSliced } from './run-sliced';

/** What targets would refuse of a plan: checked once per plan and target, what is excluded left out. */
export class PlanChecking {
  readonly #workspace: OpenWorkspace;
  readonly #checked = new WeakMap<CurrentPlan, Map<CommitTarget, Promise<PlanProblems>>>();

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  async check(computed: CurrentPlan, target: CommitTarget): Promise<PlanCheck> {
    const problems = await this.problems(computed, target);
    const rules = PLAN_RULES.filter((rule) => problems.counts[rule] > 0);
    return {
      errorCount: problems.errors,
      warningCount: problems.warnings,
      rules: rules.map((rule) => ({ rule, severity: RULE_SEVERITY[rule], count: problems.counts[rule] }))
    };
  }

  /** Problems of these rules, of all where none is named. */
  async window(
    computed: CurrentPlan,
    target: CommitTarget,
    rules: readonly PlanRule[],
    range: WindowRange
  ): Promise<ProblemWindow> {
    const problems = await this.problems(computed, target);
    const found = indexesOf(problems, rules);
    const start = Math.max(0, range.start);
    const shown = Array.from({ length: Math.min(found.total, Math.max(start, range.end)) - start }, (_, i) =>
      problems.problemAt(found.at(start + i))
    );
    const positions = await runSliced(
      operationPositions(
        computed.plan,
        shown.map(({ operationId }) => operationId)
      )
    );
    const rows = shown.map((problem) => {
      const position = positions?.get(problem.operationId);
      return { ...problem, row: position === undefined ? undefined : plannedRow(computed, position) };
    });
    return { total: found.total, start, rows };
  }

  problems(computed: CurrentPlan, target: CommitTarget): Promise<PlanProblems> {
    const known = this.#checked.get(computed) ?? new Map<CommitTarget, Promise<PlanProblems>>();
    this.#checked.set(computed, known);
    const checked = known.get(target) ?? check(this.#workspace, computed, target);
    known.set(target, checked);
    return checked;
  }
}

async function check(workspace: OpenWorkspace, computed: CurrentPlan, target: CommitTarget): Promise<PlanProblems> {
  const { plan, excluded, users } = computed;
  const using = await usingApps(workspace, computed);
  const leftOut = new Uint8Array(users.records.rowCount);
  const created = plan.list('create-user');
  const { start } = plan.rangeOf('create-user');
  for (let at = 0; at < created.length; at++)
    if (excluded.marks[start + at] !== INCLUDED) leftOut[created.user(at)] = 1;
  const inUse = await runSliced(usersInUse(using, users.records.rowCount));
  const domain = { records: users.records, leftOut, ...(inUse && { inUse }) };
  const problems = await runSliced(checkPlan(includedOperations(plan, excluded), domain, target));
  if (!problems) throw new Error('the check was ended');
  return problems;
}

/** All that are active in the domain: whom the plan of one app ends may have accounts of the others. */
async function usingApps({ apps, lists }: OpenWorkspace, computed: CurrentPlan): Promise<readonly UsingApp[]> {
  const planned = new Set(computed.apps.map(({ id }) => id));
  const using = apps.filter(
    ({ id, domainId, isActive }) => planned.has(id) || (domainId === computed.domainId && isActive)
  );
  return Promise.all(
    using.map(async ({ id, name }) => ({ name, list: await lists.accounts(id), isPlanned: planned.has(id) }))
  );
}

function indexesOf(problems: PlanProblems, rules: readonly PlanRule[]) {
  if (rules.length === 0) return { total: problems.length, at: (index: number) => index };
  const found = Uint32Array.from(rules.flatMap((rule) => Array.from(problems.indexesOf(rule)))).sort();
  return { total: found.length, at: (index: number) => found[index] };
}
