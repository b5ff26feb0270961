import type { Watermark } from '../model/connection';
import type { ColumnMapping } from '../model/import-recipe';
import type { ImportRun } from '../model/import-run';
import type { FileReading } from '../model/remembered-mapping';
import type { StageNotes } from '../protocol/run-api';
import type { ImportStage } from './import-stage';
import type { ProgressReport } from './progress-report';
import type { StagedList } from './staged-list';

/** What is asked for when a stage is to become part of its list. */
export interface ImportOrder {
  readonly stage: ImportStage;
  readonly notes: StageNotes;
  /** The run before it starts. */
  readonly run: ImportRun;
  readonly mapping: readonly ColumnMapping[];
  readonly reading: FileReading | undefined;
  readonly untickedNewUsers: readonly number[];
  /** Up to where the system's changes are in the rows. */
  readonly watermark: Watermark | undefined;
  /** The run as it is held, if a person allows it: safeguards do not count then. */
  readonly held: ImportRun | undefined;
}

/** An order whose turn has come, worked out against the list as it is. */
export interface ImportJob {
  readonly order: ImportOrder;
  readonly staged: StagedList;
  readonly run: ImportRun;
  readonly progress: ProgressReport;
}
