import type { AppError } from '../model/app-error';
import type { ColumnMapping } from '../model/import-recipe';
import type { ImportRun } from '../model/import-run';
import type { StagedImport } from '../clients/import-client';
import type { DialectChoice, FilePreview } from '../protocol/import-api';
import type { JobProgress } from '../protocol/job';

/** A file with what is known and chosen of how to read it. */
export interface ImportDraft {
  readonly file: File;
  readonly choice: DialectChoice;
  readonly preview: FilePreview;
  /** The preview's mapping with the person's changes. */
  readonly mapping: readonly ColumnMapping[];
}

/** Progress with the moment its phase began, for rate and time left. Milliseconds of `performance.now()`. */
export interface TimedProgress {
  readonly progress: JobProgress;
  readonly startedAt: number;
  readonly now: number;
}

/** Where an import stands on its way in. Nothing is written before `committing`. */
export type ImportPhase =
  | { readonly status: 'idle' }
  /** `draft` is the preview that stays on the screen while another reading of the same file is made. */
  | { readonly status: 'inspecting'; readonly file: File; readonly draft: ImportDraft | undefined }
  /** The check waits: for the person to stop changing, or for a column that tells rows apart. */
  | { readonly status: 'preview'; readonly draft: ImportDraft }
  | { readonly status: 'staging'; readonly draft: ImportDraft; readonly timed: TimedProgress | undefined }
  | { readonly status: 'ready'; readonly draft: ImportDraft; readonly staged: StagedImport }
  | {
      readonly status: 'committing';
      readonly draft: ImportDraft;
      readonly staged: StagedImport;
      readonly timed: TimedProgress | undefined;
    }
  | { readonly status: 'done'; readonly draft: ImportDraft; readonly staged: StagedImport; readonly run: ImportRun }
  | {
      readonly status: 'failed';
      readonly file: File;
      readonly draft: ImportDraft | undefined;
      readonly choice: DialectChoice;
      readonly error: AppError;
    };

export function draftOf(phase: ImportPhase): ImportDraft | undefined {
  return phase.status === 'idle' ? undefined : phase.draft;
}
