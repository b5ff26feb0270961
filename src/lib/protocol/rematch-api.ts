import type { AppError } from '../model/app-error';
import type { AppId, StageId } from '../model/ids';
import type { Result } from '../model/result';
import type { ShownSituation } from '../model/situation';
import type { Synchronization } from '../model/synchronization';
import type { StepOutcome } from './step-outcome';
import type { JobOutcome, OnProgress } from './job';
import type { ProposedWindow, WindowRange } from './proposed-row';

export interface Transition {
  readonly before: ShownSituation;
  readonly after: ShownSituation;
  readonly count: number;
  /** Rows of the cell whose user would be another one, or whose status would change. */
  readonly changed: number;
}

/** What matching again would do. Cleared rows are left out. */
export interface RematchPreview {
  readonly previewId: StageId;
  readonly total: number;
  /** Rows of which anything would change. */
  readonly changed: number;
  /** Cells that are not empty. */
  readonly transitions: readonly Transition[];
  readonly confirmedBefore: number;
  readonly confirmedAfter: number;
  /** People's decisions that stay as they are but would be flagged as changed. */
  readonly flagged: number;
}

export interface RematchApi {
  /** Matches the accounts again, in memory. With `synchronization`: as it would be with these settings. */
  previewRematch(
    appId: AppId,
    synchronization: Synchronization | undefined,
    onProgress: OnProgress
  ): Promise<JobOutcome<RematchPreview>>;
  /** The rows behind a cell of the transition table; those that change first. */
  rematchRows(
    previewId: StageId,
    cell: Pick<Transition, 'before' | 'after'>,
    range: WindowRange
  ): Promise<Result<ProposedWindow, AppError>>;
  /** Makes a preview true, as one step of the history. Refused when anything it rests on has changed since. */
  applyRematch(previewId: StageId): Promise<JobOutcome<StepOutcome>>;
  discardRematch(previewId: StageId): Promise<void>;
}
