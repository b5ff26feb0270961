import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import type { Result } from '../model/result';
import type { PlanCheck, PlanOverview } from '../protocol/plan-api';
import type { CurrentPlan } from './plan-books';

/** Where commits get plans from. All of it is asked inside a change, so that nothing else changes meanwhile. */
export interface PlanDesk {
  current(scope: PlanScope): Promise<Result<CurrentPlan, AppError>>;
  overview(current: CurrentPlan): PlanOverview;
  check(current: CurrentPlan, target: CommitTarget): Promise<Result<PlanCheck, AppError>>;
}
