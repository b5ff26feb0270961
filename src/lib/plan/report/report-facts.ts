import type { Decision } from '../../model/decision';
import type { OperationKind } from '../../model/plan-operation';
import type { ShownSituation } from '../../model/situation';
import type { Status } from '../../model/status';
import type { Safeguards } from '../../model/synchronization';

/** What a report for signature says, as plain data: whoever collects it makes no words. */
export interface ReportFacts {
  readonly workspaceName: string;
  readonly domainName: string;
  /** One app, or all of the domain. */
  readonly apps: readonly ReportedApp[];
  readonly userCount: number;
  readonly usersMadeHere: number;
  readonly plan: ReportedPlan;
  /** Files that the lists come from, the newest of each list first. */
  readonly files: readonly ReportedFile[];
  readonly musterVersion: string;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface ReportedApp {
  readonly name: string;
  readonly accountCount: number;
  readonly situations: Readonly<Record<ShownSituation, number>>;
  readonly statuses: Readonly<Record<Status, number>>;
  readonly decisions: readonly ReportedDecision[];
  readonly rules: readonly ReportedRule[];
  readonly isCaseSensitive: boolean;
  /** Users or rules have changed since the accounts were matched. */
  readonly isMatchStale: boolean;
  readonly safeguards: Safeguards;
  /** Of runs that a person let in although a safeguard held them, in words. */
  readonly allowed: readonly { readonly fileName: string; readonly at: number; readonly reason: string }[];
  readonly exceptions: readonly ReportedException[];
  /** Answers of people who were asked, and other steps with a note. */
  readonly notes: readonly { readonly at: number; readonly note: string; readonly rowCount: number }[];
}

/** Rows that were decided in one way, by who did. */
export interface ReportedDecision {
  readonly decision: Decision;
  readonly byRule: number;
  readonly byPerson: number;
  readonly inBulk: number;
}

export interface ReportedRule {
  readonly name: string;
  readonly verdict: 'exact' | 'partial';
  readonly isEnabled: boolean;
  /** In words: E-mail = E-mail. */
  readonly pairs: readonly string[];
  readonly decided: number;
}

export const EXCEPTION_KINDS = ['conflict', 'changed', 'vanished', 'protected', 'ignored', 'undecided'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

export interface ReportedException {
  readonly kind: ExceptionKind;
  readonly count: number;
  /** The first of them: what the account goes by, its name, its e-mail, the user it shows. */
  readonly rows: readonly (readonly [key: string, name: string, email: string, user: string])[];
}

export interface ReportedPlan {
  readonly counts: Readonly<Record<OperationKind, number>>;
  readonly excludedCounts: Readonly<Record<OperationKind, number>>;
  /** The first of them. */
  readonly excluded: readonly { readonly kind: OperationKind; readonly subject: string; readonly reason: string }[];
  /** Undecided accounts, and why they are left out; without a reason they stop a commit. */
  readonly undecided: readonly {
    readonly appName: string;
    readonly count: number;
    readonly reason: string | undefined;
  }[];
}

export interface ReportedFile {
  /** Users of a domain, or the app. */
  readonly list: string;
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256; undefined for files too large to be hashed at once. */
  readonly sha256: string | undefined;
  readonly at: number;
  readonly rows: number;
}
