import type { AppError } from '../model/app-error';
import type { SystemAccess } from './system-access';
import type { JobOutcome } from './job';
import type { BatchOperation, OperationOutcome } from './plan-api';

export interface ApplyOptions {
  /** Without it a batch that deletes is refused whole. The ceiling and the typed confirmation come before. */
  readonly allowsDeletions: boolean;
  /** What the system calls each app, by its name in Muster. */
  readonly targetApps: Readonly<Record<string, string>>;
  /** SCIM and Oracle: many operations in one request, where the system says that it takes that. */
  readonly usesBulk: boolean;
  /** New users are activated and told by mail. Without: Okta stages them, Oracle sends nothing. Elsewhere nothing to say. */
  readonly welcomesUsers: boolean;
}

/** Sent when something is known, and when a wait or a pause begins or ends. */
export interface ApplyNews {
  /** Since the last news. Each may be stored at once; all of them come in the end, too. */
  readonly outcomes: readonly OperationOutcome[];
  /** Until when nothing is asked, and why; milliseconds since 1970. */
  readonly wait: { readonly until: number; readonly because: 'rate-limit' | 'retry' } | undefined;
  readonly isPaused: boolean;
}

export interface BatchOutcome {
  /** One for every operation of the batch, in its order. */
  readonly outcomes: readonly OperationOutcome[];
  /** Why those that were not attempted were not: the token, the network, a person. Undefined: all were. */
  readonly ended:
    { readonly because: 'stopped' } | { readonly because: 'failure'; readonly error: AppError } | undefined;
}

/** `kept-here`: the system knows nothing of the kind, a link to an app: it is Muster's own, and nothing is sent. */
export type DryRunFinding = 'to-do' | 'already-there' | 'kept-here' | 'conflict' | 'not-looked-at';

export interface DryRunResult {
  readonly place: number;
  readonly finding: DryRunFinding;
  /** Of a conflict. */
  readonly error: AppError | undefined;
}

export interface DryRunFindings {
  /** One for every operation, in the order given. */
  readonly results: readonly DryRunResult[];
  readonly counts: Readonly<Record<DryRunFinding, number>>;
  readonly requests: number;
  /** What the system takes in one Bulk request; undefined where it takes none. */
  readonly bulk: { readonly maxOperations: number; readonly maxBytes: number } | undefined;
}

/** Part of what the connector worker answers: a plan's operations carried out in one system, batch by batch. */
export interface ApplyApi {
  /**
   * Only reads: about one request for each operation, fewer for SCIM. What the same worker is asked later knows what was
   * found. Operations may refer to users and groups that earlier ones, given to the same worker, would create.
   */
  dryRun(
    access: SystemAccess,
    operations: readonly BatchOperation[],
    options: ApplyOptions,
    onNews: (news: ApplyNews) => void
  ): Promise<JobOutcome<DryRunFindings>>;
  /**
   * Carries the batch out in its order, one request after the other. Fails as a whole only before anything was attempted.
   * An operation that ends as `unsure` has to be given again as such: it is looked up before anything is sent.
   */
  apply(
    access: SystemAccess,
    batch: readonly BatchOperation[],
    options: ApplyOptions,
    onNews: (news: ApplyNews) => void
  ): Promise<JobOutcome<BatchOutcome>>;
  /** Lets the request under way come to its end; the rest is not attempted. */
  stopApplying(): Promise<void>;
}
