import { ALL_BUT_CLEARED, bySituation, countSituations } from '../engine/count-situations';
import type { RecordSet } from '../engine/record-set';
import { missingGate } from '../model/app';
import type { AppError } from '../model/app-error';
import type { AppId, StageId } from '../model/ids';
import type { ImportMode, ImportRun, ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { Evaluator } from '../protocol/expression-api';
import type { SegmentIntake } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { CommitStageRequest, ImportCheck, OpenStageRequest, StageNotes } from '../protocol/run-api';
import { listId } from '../storage/list-head';
import { blankRun } from './blank-run';
import { carryOutRun, issuesOf } from './carry-out-run';
import { hashAhead, hashUsersAhead } from './hash-ahead';
import type { ImportOrder } from './import-order';
import { ImportStage } from './import-stage';
import { newUsersWindow } from './new-users-window';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { isCurrent, loadBase } from './stage-base';
import { stageList, type StagedList } from './staged-list';

/** The imports that are being prepared or carried out, in memory. */
export class ImportStages {
  readonly #workspace: OpenWorkspace;
  readonly #evaluator: Evaluator;
  readonly #stages = new Map<StageId, ImportStage>();
  readonly #notes = new Map<StageId, StageNotes>();

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
  }

  open({
    target,
    mode,
    attributes,
    isKnownOnly
  }: OpenStageRequest): Result<{ id: StageId; intake: SegmentIntake }, AppError> {
    const refusal = this.refusal(target);
    if (refusal) return err(refusal);
    const writesAhead = !isKnownOnly && this.#workspace.lists.head(listId(target)).rowCount === 0;
    const onSegment = hashAhead(this.#workspace, target, attributes);
    // Whoever is in no group of the file has not vanished.
    const ofStage = isKnownOnly ? 'incremental' : mode;
    const stage = new ImportStage(this.#workspace, { target, mode: ofStage, isKnownOnly, writesAhead, onSegment });
    this.#stages.set(stage.id, stage);
    if (target.kind === 'accounts') {
      // Users that cannot be read are told by the check, which reads them again.
      hashUsersAhead(this.#workspace, target.appId, () => !stage.isDiscarded).catch(() => undefined);
    }
    return ok({ id: stage.id, intake: stage });
  }

  async check(id: StageId, read: StageNotes, onProgress: OnProgress): Promise<JobOutcome<ImportCheck>> {
    const stage = this.#stages.get(id);
    if (!stage) return { status: 'cancelled' };
    const notes = notesOf(read, stage.mode);
    this.#notes.set(id, notes);
    const incoming =
      stage.target.kind === 'accounts' ? await this.#incomingUsers(stage, stage.target.appId) : undefined;
    try {
      const staged = await this.#stage(stage, { notes, incoming }, onProgress);
      stage.staged = staged.ok ? staged.value : undefined;
      if (!staged.ok) return { status: 'failed', error: staged.error };
      return staged.value ? { status: 'done', value: checkOf(notes, staged.value) } : { status: 'cancelled' };
    } finally {
      stage.endCheck();
    }
  }

  /** After a check; nothing before it. */
  async newUsers(id: StageId, range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    return ok(newUsersWindow(this.#stages.get(id)?.staged, range));
  }

  async commit(request: CommitStageRequest, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    const stage = this.#stages.get(request.stageId);
    if (!stage) return { status: 'cancelled' };
    const refusal = this.refusal(stage.target);
    if (refusal) return { status: 'failed', error: refusal };
    const { mapping, reading, untickedNewUsers, watermark } = request;
    const notes = this.#notes.get(stage.id) ?? { issues: [], skipped: 0 };
    const run = this.#newRun(stage, request);
    try {
      const order = { stage, notes, run, mapping, reading, untickedNewUsers, watermark, held: undefined };
      return await this.carryOut(order, onProgress);
    } finally {
      this.discard(stage.id);
    }
  }

  carryOut(order: ImportOrder, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    return carryOutRun(this.#workspace, order, () => this.#stageNow(order, onProgress), onProgress);
  }

  discard(id: StageId): void {
    this.#stages.get(id)?.discard();
    this.#stages.delete(id);
    this.#notes.delete(id);
  }

  /** Why nothing can be imported into the list now. A held run does not keep others out (see replaced-holds.ts). */
  refusal(target: ImportTarget): AppError | undefined {
    if (this.#workspace.access !== 'writer') return { kind: 'workspace-read-only' };
    if (this.#workspace.isImporting(target)) return { kind: 'import-busy' };
    if (target.kind === 'users') {
      const isKnown = this.#workspace.domains.some(({ id }) => id === target.domainId);
      return isKnown ? undefined : { kind: 'not-found', what: 'The identity domain' };
    }
    const app = this.#workspace.app(target.appId);
    if (!app) return { kind: 'not-found', what: 'The app' };
    const gate = missingGate(app);
    return gate && { kind: 'import-gate', gate };
  }

  /** As it was checked, if nothing has changed since. */
  async #stageNow(
    { stage, notes }: ImportOrder,
    onProgress: OnProgress
  ): Promise<Result<StagedList | undefined, AppError>> {
    const { staged } = stage;
    const isUsable = staged && !staged.accounts?.isProvisional && (await isCurrent(this.#workspace, staged.base));
    if (stage.isDiscarded) return ok(undefined);
    return isUsable ? ok(staged) : this.#stage(stage, { notes, incoming: undefined }, onProgress);
  }

  async #stage(
    stage: ImportStage,
    { notes, incoming }: { readonly notes: StageNotes; readonly incoming: RecordSet | undefined },
    onProgress: OnProgress
  ): Promise<Result<StagedList | undefined, AppError>> {
    const report = new ProgressReport(onProgress);
    const base = await loadBase(this.#workspace, stage.target, incoming);
    const { records, mode, isKnownOnly } = stage;
    const total = records.rowCount;
    const rows = {
      mode,
      isKnownOnly,
      records,
      skipped: notes.skipped,
      recordNumber: (row: number) => stage.recordNumber(row)
    };
    const onShare = (phase: 'checking' | 'matching', share: number) => {
      report.report({ phase, done: Math.round(share * total), total, rows: total });
      return !stage.isDiscarded;
    };
    return stageList(base, rows, { evaluator: this.#evaluator, onShare });
  }

  /**
   * Users of the app's domain who are being read, or are about to be saved: the accounts are matched with them as soon as
   * they are known, while they are being saved. Not those that a safeguard will hold.
   */
  async #incomingUsers(stage: ImportStage, appId: AppId): Promise<RecordSet | undefined> {
    const domainId = this.#workspace.domainOf(appId);
    const users = [...this.#stages.values()].findLast(
      ({ target }) => target.kind === 'users' && target.domainId === domainId
    );
    if (!users) return undefined;
    await Promise.race([users.checked, stage.discarded]);
    return users.staged?.tripped.length === 0 ? users.staged.records : undefined;
  }

  #newRun(stage: ImportStage, request: CommitStageRequest): ImportRun {
    const { staged, target, mode } = stage;
    const { trigger, fileName, fileBytes, fileHash } = request;
    const startedAt = this.#workspace.nextRunStart();
    const run = blankRun({ target, mode, trigger, fileName, fileBytes, fileHash, startedAt });
    return staged ? { ...run, rows: staged.rows, groups: staged.groups } : run;
  }
}

function checkOf(notes: StageNotes, staged: StagedList): ImportCheck {
  const { accounts } = staged;
  return {
    mode: staged.mode,
    rows: staged.rows,
    issues: issuesOf(notes, staged),
    situations: bySituation(accounts ? countSituations(accounts.list) : [], ALL_BUT_CLEARED),
    key: staged.key,
    groups: staged.groups,
    managers: staged.managers,
    confirms: accounts?.confirmed ?? 0,
    newUsers: accounts?.made?.rows.length ?? 0,
    holds: staged.tripped.map(({ cause }) => cause)
  };
}

/** Changes name groups whole: members who did not change are not in the file, and nothing is wrong with that. */
function notesOf({ issues, skipped }: StageNotes, mode: ImportMode): StageNotes {
  if (mode === 'full') return { issues, skipped };
  return { issues: issues.filter(({ kind }) => kind !== 'unknown-member'), skipped };
}
