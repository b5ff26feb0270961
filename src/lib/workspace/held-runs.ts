import type { AppError } from '../model/app-error';
import type { HoldKind } from '../model/hold-cause';
import type { RunId } from '../model/ids';
import type { ImportRun } from '../model/import-run';
import { err, type Result } from '../model/result';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { ImportStages } from './import-stages';
import type { OpenWorkspace } from './open-workspace';
import { UNBUILT } from './unbuilt';

/** Runs that a safeguard holds: their rows are stored, seen by nobody, until a person allows or rejects them. */
export class HeldRuns {
  constructor(_workspace: OpenWorkspace, _stages: ImportStages) {}

  async rows(_runId: RunId, _cause: HoldKind, _range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    return err(UNBUILT);
  }

  async allow(_runId: RunId, _reason: string, _onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    return { status: 'failed', error: UNBUILT };
  }

  async reject(_runId: RunId, _reason: string): Promise<Result<ImportRun, AppError>> {
    return err(UNBUILT);
  }
}
