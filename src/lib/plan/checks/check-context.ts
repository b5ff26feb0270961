import type { RecordSet } from '../../engine/record-set';
import type { CommitTarget } from '../../model/commit-target';
import type { UsersInUse } from '../users-in-use';
import type { PlanProblems } from './plan-problems';
import type { TargetLimits } from './target-limits';

/** All users of the domain, those of the plan among them. */
export interface DomainUsers {
  readonly records: RecordSet;
  /** 1 by row for users whose creation was left out of the plan: the target will not have them. */
  readonly leftOut: Uint8Array;
  /** Who has accounts beside those of the plan; nobody where undefined. */
  readonly inUse?: UsersInUse;
}

/** What every check is given. */
export interface CheckContext {
  readonly target: CommitTarget;
  readonly limits: TargetLimits;
  readonly domain: DomainUsers;
  readonly problems: PlanProblems;
}
