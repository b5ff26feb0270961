import { MUSTER_VERSION } from '../model/muster-version';
import type { ExportApi } from '../protocol/export-api';
import { exportReport } from './export-report';
import { PlanCalls } from './plan-calls';

/** The part of the engine's contract that is about what leaves for people and other tools (protocol/export-api.ts). */
export abstract class ExportCalls extends PlanCalls implements ExportApi {
  readonly exportQuestions: ExportApi['exportQuestions'] = (scope) =>
    this.inSession(({ questions }) => questions.exportQuestions(scope));
  readonly readAnswers: ExportApi['readAnswers'] = (scope, file) =>
    this.inSession(({ questions }) => questions.readAnswers(scope, file));
  readonly applyAnswers: ExportApi['applyAnswers'] = (previewId, by) =>
    this.inSession(({ questions }) => questions.applyAnswers(previewId, by));
  readonly exportReport: ExportApi['exportReport'] = (scope) =>
    this.inSession(({ workspace, plans }) =>
      exportReport(
        workspace,
        { open: (asked) => plans.open(asked), operations: (query, range) => plans.operations(query, range) },
        { scope, musterVersion: MUSTER_VERSION }
      )
    );
  readonly exportForDatabase: ExportApi['exportForDatabase'] = (scope, sink, onProgress) =>
    this.job(async ({ workspace, evaluator }) => {
      const { exportForDatabase } = await import('./export-for-database');
      return exportForDatabase({ workspace, evaluator, scope, sink, onProgress });
    });
}
