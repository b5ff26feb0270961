import type { AppError } from '../model/app-error';
import type { HoldKind } from '../model/hold-cause';
import type { RunId } from '../model/ids';
import type { ImportRun } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { StoredHold } from '../storage/held-run';
import { openTrip, type OpenTrip } from './held-rows';
import { ImportStage } from './import-stage';
import type { ImportStages } from './import-stages';
import { nothingTaken } from './nothing-taken';
import type { OpenWorkspace } from './open-workspace';

interface Held {
  readonly run: ImportRun;
  readonly hold: StoredHold;
}

/**
 * Runs that a safeguard holds: their rows are stored, seen by nobody, until a person allows or rejects them, or a newer
 * full import replaces them. Several runs of one list may be held. Reading is open to a tab that may not write.
 */
export class HeldRuns {
  readonly #workspace: OpenWorkspace;
  readonly #stages: ImportStages;
  /** What was looked at last, so that scrolling reads nothing. */
  #open: { readonly runId: RunId; readonly cause: HoldKind; readonly trip: OpenTrip } | undefined;

  constructor(workspace: OpenWorkspace, stages: ImportStages) {
    this.#workspace = workspace;
    this.#stages = stages;
  }

  async rows(runId: RunId, cause: HoldKind, range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    const found = await this.#find(runId);
    if (!found.ok) return found;
    const { hold } = found.value;
    if (this.#open?.runId !== runId || this.#open.cause !== cause) {
      const trip = await openTrip(this.#workspace, hold, cause);
      if (!trip) return ok({ total: 0, start: range.start, rows: [] });
      this.#open = { runId, cause, trip };
    }
    return ok(this.#open.trip.window(range));
  }

  /** Against the list as it is now. Not carried out after all, the run is held as before. */
  async allow(runId: RunId, reason: string, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    const found = await this.#find(runId, reason);
    if (!found.ok) return { status: 'failed', error: found.error };
    const { run: held, hold } = found.value;
    const stage = await this.#stageOf(found.value);
    const refusal = this.#stages.refusal(held.target) ?? this.#missing(runId);
    if (refusal) return { status: 'failed', error: refusal };
    const { notes, mapping, reading, untickedNewUsers, watermark } = hold;
    const run = { ...held, reason: reason.trim() };
    try {
      const order = { stage, notes, run, mapping, reading, untickedNewUsers, watermark, held };
      return await this.#stages.carryOut(order, onProgress);
    } finally {
      stage.discard();
      this.#open = undefined;
    }
  }

  reject(runId: RunId, reason: string): Promise<Result<ImportRun, AppError>> {
    return this.#workspace.change(async () => {
      const found = await this.#find(runId, reason);
      if (!found.ok) return found;
      const { run } = found.value;
      const rows = nothingTaken(run.rows);
      const rejected: ImportRun = { ...run, status: 'cancelled', endedAt: Date.now(), rows, reason: reason.trim() };
      const { db, store } = this.#workspace;
      await this.#workspace.commit(async () => {
        await db.runs.put(rejected);
        await db.holds.delete(runId);
        await store.removeUnreferenced();
      });
      this.#workspace.noteRun(rejected);
      this.#open = undefined;
      return ok(rejected);
    });
  }

  /** With a reason given: it must say something. */
  async #find(runId: RunId, reason = 'none needed'): Promise<Result<Held, AppError>> {
    if (reason.trim() === '') return err({ kind: 'reason-missing' });
    const hold = await this.#workspace.db.holds.get(runId);
    const run = this.#workspace.run(runId);
    return hold && run?.status === 'held' ? ok({ run, hold }) : err({ kind: 'held-run-missing' });
  }

  /** Another call may have been quicker. */
  #missing(runId: RunId): AppError | undefined {
    return this.#workspace.run(runId)?.status === 'held' ? undefined : { kind: 'held-run-missing' };
  }

  async #stageOf({ run: { target, mode }, hold }: Held): Promise<ImportStage> {
    const { lists, store } = this.#workspace;
    const [records, recordNumbers] = await Promise.all([lists.records(hold.records), store.read(hold.recordNumbers)]);
    const stage = new ImportStage(this.#workspace, { target, mode, writesAhead: false });
    records.segments.forEach((segment, i) => stage.add(segment, new Uint32Array(recordNumbers[i])));
    return stage;
  }
}
