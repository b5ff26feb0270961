import type { CommitTarget } from './commit-target';
import type { AppError } from './app-error';
import type { FileFormat } from './file-format';
import type { AppId, IdentityDomainId } from './ids';
import type { OperationKind, PlanOperation } from './plan-operation';

/** What a plan is about: the decisions of one app, or of all apps of a domain. */
export type PlanScope =
  { readonly kind: 'app'; readonly appId: AppId } | { readonly kind: 'domain'; readonly domainId: IdentityDomainId };

/**
 * Where one operation of a commit stands. `sent`: the intent is stored, and no outcome yet: after a crash nobody knows
 * whether it was done, so the target is looked at before it is asked again.
 */
export const OPERATION_STATES = ['waiting', 'sent', 'done', 'already-there', 'failed', 'left-out'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** `handed-over`: files that a person took to the target. The others are applied through a connector. */
export type CommitStatus = 'handed-over' | 'running' | 'paused' | 'ended' | 'ended-with-failures' | 'cancelled';

/** One handing over of a plan. Kept for good: it says what was done, by which rules, and how it is taken back. */
export interface Commit {
  readonly id: CommitId;
  readonly scope: PlanScope;
  readonly domainId: IdentityDomainId;
  readonly way: 'files' | 'connector';
  readonly target: CommitTarget;
  /** Of the system it was applied to; empty for files. */
  readonly address: string;
  readonly formats: readonly FileFormat[];
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly status: CommitStatus;
  readonly counts: Readonly<Record<OperationKind, number>>;
  readonly states: Readonly<Record<OperationState, number>>;
  readonly note: string;
  /** Deletions that were allowed at most. */
  readonly maxDeletions: number;
}

declare const brand: unique symbol;
export type CommitId = string & { readonly [brand]: 'CommitId' };

/** One operation of a commit as the journal keeps it. */
export interface CommittedOperation {
  /** Position in the commit: the order of carrying out. */
  readonly place: number;
  readonly operation: PlanOperation;
  readonly state: OperationState;
  /** What the target calls what was made. */
  readonly targetId: string;
  readonly error: AppError | undefined;
}
