import type { AppError } from './app-error';
import type { AppId, IdentityDomainId, RunId } from './ids';
import type { HoldCause } from './hold-cause';
import type { ManagerTally } from './manager-tally';
import type { RowIssueTally } from './row-issue';
import type { Synchronization } from './synchronization';

export const RUN_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'held', 'interrupted'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_STATUS_LABEL: Record<RunStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  held: 'Held',
  interrupted: 'Interrupted'
};

/** What an import fills: the users of a domain or the accounts of an app. */
export type ImportTarget =
  | { readonly kind: 'users'; readonly domainId: IdentityDomainId }
  | { readonly kind: 'accounts'; readonly appId: AppId };

/** Full: the whole list, absences count. Incremental: changes only, absences mean nothing. */
export type ImportMode = 'full' | 'incremental';

/** How the rows of an import relate to what is there. They add up: created + updated + unchanged + skipped = rows read. */
export interface RowTally {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  /** There, but missing from this file. */
  readonly vanished: number;
}

export interface ImportRun {
  readonly id: RunId;
  readonly target: ImportTarget;
  readonly status: RunStatus;
  readonly mode: ImportMode;
  readonly trigger: 'manual' | 'schedule';
  readonly fileName: string;
  readonly fileBytes: number;
  /** SHA-256 of the file, hexadecimal; undefined for files too large to be hashed at once. */
  readonly fileHash: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly rows: RowTally;
  /** Distinct groups that the file names. */
  readonly groups: number;
  /** Undefined where no row names a manager, and for runs from before managers were looked up. */
  readonly managers?: ManagerTally | undefined;
  /** What the import decided by itself. */
  readonly confirmed: number;
  readonly usersCreated: number;
  readonly issues: readonly RowIssueTally[];
  /** Why it is, or was, held. */
  readonly holds: readonly HoldCause[];
  /** Why a person allowed or rejected a held run. */
  readonly reason: string | undefined;
  /** The settings it went by; undefined for users. */
  readonly settings: RunSettings | undefined;
  /** Why it failed, as the error's kind. */
  readonly failure: string | undefined;
  /** The same with what is needed to say it in words; runs that failed earlier have the kind alone. */
  readonly error?: AppError | undefined;
}

export type RunSettings = Pick<Synchronization, 'onExactMatch' | 'newUsers' | 'safeguards' | 'deprovisioning'> & {
  /** Names of the rules in force, in their order. */
  readonly rules: readonly string[];
  readonly rulesRevision: number;
};

/** Still under way: nothing else may clear or import into the same list. */
export function isUnderWay(run: ImportRun | undefined): boolean {
  return run?.status === 'queued' || run?.status === 'running';
}
