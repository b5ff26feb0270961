import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { Result } from '../model/result';
import type { JobOutcome, OnProgress } from './job';
import type { StepOutcome } from './step-outcome';

/** What was decided about an account, in words that both workspaces share. */
export interface MergedDecision {
  readonly status: 'unconfirmed' | 'confirmed' | 'ignored' | 'cleared' | 'committed';
  /** Username or name of the user; undefined where there is none. */
  readonly user: string | undefined;
  /** When and how it was decided, as the workspace that it comes from tells it. */
  readonly decidedAt: number;
}

/** An account that both decided, differently. */
export interface MergeConflict {
  /** Names it in `applyMerge`. */
  readonly id: number;
  readonly appId: AppId;
  readonly account: string;
  readonly ours: MergedDecision;
  readonly theirs: MergedDecision;
}

/** What taking the decisions of another workspace over would do. Nothing has been changed. */
export interface MergePreview {
  /** Names it for `applyMerge`; refused when lists or decisions have changed since. */
  readonly id: string;
  readonly apps: readonly {
    readonly appId: AppId;
    readonly name: string;
    /** Decided there, undecided here. */
    readonly taken: number;
    readonly same: number;
    readonly conflicts: number;
    /** Their decisions about accounts, or for users, that are not here. */
    readonly unknown: number;
    /** Decided otherwise there, but handed over here already: they stay. */
    readonly locked: number;
  }[];
  /** Names of their apps and domains that are not here. */
  readonly missing: readonly string[];
  readonly conflictCount: number;
  /** The first 1,000. */
  readonly conflicts: readonly MergeConflict[];
}

export interface MergeChoice {
  /** For every conflict that is not named in `other`. */
  readonly all: 'ours' | 'theirs';
  readonly other: readonly number[];
}

/** Part of what the engine worker answers: two people's workspaces made one. */
export interface MergeApi {
  previewMerge(file: Blob, passphrase: string | undefined, onProgress: OnProgress): Promise<JobOutcome<MergePreview>>;
  /** A step of the history for each app, undone like any other. */
  applyMerge(previewId: string, choice: MergeChoice): Promise<Result<StepOutcome, AppError>>;
  discardMerge(previewId: string): Promise<void>;
}
