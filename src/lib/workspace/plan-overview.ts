import { OPERATION_KINDS } from '../model/plan-operation';
import type { PlanNotice, PlanOverview, UndecidedAccounts } from '../protocol/plan-api';
import { undecidedId } from './exclusions';
import type { CurrentPlan } from './plan-books';

/** What the page shows of a plan: no operations. */
export function planOverview(computed: CurrentPlan): PlanOverview {
  const { plan, excluded, revision, computedInMs } = computed;
  return {
    counts: plan.counts,
    excluded: excluded.counts,
    total: OPERATION_KINDS.reduce((sum, kind) => sum + plan.counts[kind], 0),
    undecided: undecidedAccounts(computed),
    notices: notices(computed),
    revision,
    computedInMs
  };
}

function undecidedAccounts({ apps, plan, exclusions, leftOut }: CurrentPlan): readonly UndecidedAccounts[] {
  return apps.flatMap(({ id, name }, i) => {
    const count = plan.unconfirmed[i];
    if (count === 0) return [];
    const reason = leftOut[i] ? exclusions.get(undecidedId(id))?.reason : undefined;
    return [{ appId: id, appName: name, count, leftOutBecause: reason }];
  });
}

function notices({ apps, plan, failures }: CurrentPlan): readonly PlanNotice[] {
  return apps.flatMap(({ id, name }, i): readonly PlanNotice[] => {
    const about = { appId: id, appName: name };
    const count = plan.vanished[i];
    const vanished: readonly PlanNotice[] = count > 0 ? [{ kind: 'vanished', ...about, count }] : [];
    const differing = plan.differing[i];
    const passedOver: readonly PlanNotice[] =
      differing > 0 ? [{ kind: 'values-differ', ...about, count: differing }] : [];
    return [
      ...vanished,
      ...passedOver,
      ...failures[i].map((failure) => ({ kind: 'mapping-failed' as const, ...about, ...failure }))
    ];
  });
}
