import type { AppId, IdentityDomainId, RunId } from './ids';
import type { RowIssueTally } from './row-issue';

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
  readonly fileName: string;
  readonly fileBytes: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly rows: RowTally;
  readonly issues: readonly RowIssueTally[];
  /** Why it failed, as the error's kind. */
  readonly failure: string | undefined;
}
