import { TARGET_LABEL, type CommitTarget } from '../model/commit-target';
import { DELETING_KINDS } from '../model/plan-operation';
import type { PlanOverview } from '../protocol/plan-api';
import { READ_ONLY_REASON } from './clear-problem';
import { formatCountOf } from './format';

export interface CommitFacts {
  readonly isReadOnly: boolean;
  readonly overview: PlanOverview | undefined;
  /** Of the checks for the target; undefined while nobody knows. */
  readonly errorCount: number | undefined;
  readonly target: CommitTarget;
}

/** Why a plan cannot be committed now, for the button's words. */
export function commitProblem({ isReadOnly, overview, errorCount, target }: CommitFacts): string | undefined {
  if (isReadOnly) return READ_ONLY_REASON;
  if (!overview) return 'The plan is being worked out';
  if (includedIn(overview) === 0) return 'The plan has nothing to commit';
  const undecided = undecidedIn(overview);
  if (undecided > 0) {
    const accounts = formatCountOf(undecided, 'account is', 'accounts are');
    return `${accounts} unconfirmed: confirm, clear or leave them out first`;
  }
  if (errorCount === undefined) return `Not checked yet for ${TARGET_LABEL[target]}`;
  if (errorCount === 0) return undefined;
  return `${TARGET_LABEL[target]} would refuse it: ${formatCountOf(errorCount, 'error', 'errors')}`;
}

export function excludedIn({ excluded }: PlanOverview): number {
  return sum(Object.values(excluded));
}

/** What would be committed. */
export function includedIn(overview: PlanOverview): number {
  return overview.total - excludedIn(overview);
}

/** Users and groups that would be gone for good. */
export function deletionsIn({ counts, excluded }: PlanOverview): number {
  return sum(DELETING_KINDS.map((kind) => counts[kind] - excluded[kind]));
}

/** Accounts that stop a commit. */
export function undecidedIn({ undecided }: PlanOverview): number {
  return sum(undecided.filter(({ leftOutBecause }) => leftOutBecause === undefined).map(({ count }) => count));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
