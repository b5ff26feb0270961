import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import type { Result } from '../model/result';
import type { JobOutcome, OnProgress } from './job';
import type { FileSink, HandedOver } from './plan-api';
import type { StepOutcome } from './step-outcome';

/** A file to be saved by the page. */
export interface ExportedFile {
  readonly fileName: string;
  readonly file: Blob;
  /** Of what it is about: questions, lines of a table. */
  readonly rows: number;
}

/** Why an answered row is not taken. */
export type AnswerProblemKind =
  /** No account of the workspace goes by what the row says. */
  | 'unknown-account'
  /** The answer is none of the choices that were offered. */
  | 'unknown-choice'
  /** The same account is answered twice, differently. */
  | 'contradiction'
  /** The account or its candidates are others than when the questions were written. */
  | 'changed-since'
  /** Somebody has decided it meanwhile. */
  | 'decided-since'
  /** A user cannot be made from the account as it is: a name is missing, or the username is taken. */
  | 'user-invalid';

export interface AnswerProblem {
  /** Row of the sheet, counted as the spreadsheet counts. */
  readonly line: number;
  readonly account: string;
  readonly answer: string;
  readonly kind: AnswerProblemKind;
}

/** What somebody wrote beside an answer, or instead of one. */
export interface AnswerRemark {
  readonly line: number;
  readonly account: string;
  /** Empty where there is only the remark. */
  readonly answer: string;
  readonly by: string;
  readonly remark: string;
}

/** What answers that came back would decide. Nothing has been changed. */
export interface AnswerPreview {
  /** Names it for `applyAnswers`; refused when the lists or decisions have changed since. */
  readonly id: string;
  readonly questions: number;
  readonly answered: number;
  readonly links: number;
  readonly creates: number;
  readonly ignores: number;
  readonly problemCount: number;
  /** The first 100. */
  readonly problems: readonly AnswerProblem[];
  readonly remarkCount: number;
  /** The first 100, those without an answer too. */
  readonly remarks: readonly AnswerRemark[];
}

/** Part of what the engine worker answers: what leaves for people and other tools. */
export interface ExportApi {
  /** The ambiguous accounts as a workbook, with their candidates as choices. */
  exportQuestions(scope: PlanScope): Promise<Result<ExportedFile, AppError>>;
  readAnswers(scope: PlanScope, file: File): Promise<Result<AnswerPreview, AppError>>;
  /**
   * `by`: who answered where nobody wrote a name. A step of the history for each app and each who answered. The outcome
   * tells of the last one; where a later one fails, `answers-in-part` says how many rows are decided.
   */
  applyAnswers(previewId: string, by: string): Promise<Result<StepOutcome, AppError>>;
  /** One HTML file that stands alone, to be printed and signed. */
  exportReport(scope: PlanScope): Promise<Result<ExportedFile, AppError>>;
  /** Users, accounts and rules as Parquet, with the SQL that computes the situations. */
  exportForDatabase(scope: PlanScope, sink: FileSink, onProgress: OnProgress): Promise<JobOutcome<HandedOver>>;
}
