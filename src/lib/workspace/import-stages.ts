import { bySituation, countSituations, ALL_BUT_CLEARED } from '../engine/count-situations';
import { UserIndexes } from '../matching/user-indexes';
import { missingGate } from '../model/app';
import { rulesInForce } from '../model/synchronization';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import { newId, type AppId, type StageId } from '../model/ids';
import type { ImportRun, ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import type { RowIssueTally } from '../model/row-issue';
import type { Evaluator } from '../protocol/expression-api';
import type { SegmentIntake } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { CommitStageRequest, ImportCheck, OpenStageRequest, StageNotes } from '../protocol/run-api';
import { listId } from '../storage/list-head';
import { commitStage } from './commit-stage';
import { ImportStage } from './import-stage';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { runSliced } from './run-sliced';
import { stageList, type StageBase, type StagedList } from './staged-list';

/** The imports that are being prepared or carried out, in memory. */
export class ImportStages {
  readonly #workspace: OpenWorkspace;
  readonly #stages = new Map<StageId, ImportStage>();
  readonly #notes = new Map<StageId, StageNotes>();
  readonly #committing = new Set<string>();

  constructor(workspace: OpenWorkspace, _evaluator: Evaluator) {
    this.#workspace = workspace;
  }

  open({ target, attributes }: OpenStageRequest): Result<{ id: StageId; intake: SegmentIntake }, AppError> {
    const refusal = this.#refusal(target);
    if (refusal) return err(refusal);
    const isEmpty = this.#workspace.lists.head(listId(target)).rowCount === 0;
    const stage = new ImportStage(newId<StageId>(), target, this.#workspace, isEmpty);
    this.#stages.set(stage.id, stage);
    if (target.kind === 'accounts') stage.prepared = this.#prepare(stage, target.appId, attributes);
    return ok({ id: stage.id, intake: stage });
  }

  async check(id: StageId, notes: StageNotes, onProgress: OnProgress): Promise<JobOutcome<ImportCheck>> {
    const stage = this.#stages.get(id);
    if (!stage) return { status: 'cancelled' };
    this.#notes.set(id, notes);
    const staged = await this.#stage(stage, notes.skipped, onProgress);
    if (staged === 'no-key') return { status: 'failed', error: { kind: 'file-no-usable-column' } };
    if (staged === undefined) return { status: 'cancelled' };
    stage.staged = staged;
    const counts = staged.accounts ? countSituations(staged.accounts) : [];
    return {
      status: 'done',
      value: {
        mode: 'full',
        groups: 0,
        confirms: 0,
        newUsers: 0,
        holds: [],
        rows: staged.rows,
        issues: issuesOf(notes, staged),
        situations: bySituation(counts, ALL_BUT_CLEARED),
        key: staged.key
      }
    };
  }

  async newUsers(_id: StageId, { start }: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    return ok({ total: 0, start, rows: [] });
  }

  async commit(request: CommitStageRequest, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    const stage = this.#stages.get(request.stageId);
    if (!stage) return { status: 'cancelled' };
    const refusal = this.#refusal(stage.target);
    if (refusal) return { status: 'failed', error: refusal };
    const name = listId(stage.target);
    this.#committing.add(name);
    try {
      return await this.#commitChecked(stage, request, onProgress);
    } finally {
      this.#committing.delete(name);
      this.discard(stage.id);
    }
  }

  discard(id: StageId): void {
    this.#stages.get(id)?.discard();
    this.#stages.delete(id);
    this.#notes.delete(id);
  }

  async #commitChecked(
    stage: ImportStage,
    request: CommitStageRequest,
    onProgress: OnProgress
  ): Promise<JobOutcome<ImportRun>> {
    const notes = this.#notes.get(stage.id) ?? { issues: [], skipped: 0 };
    const changed = await this.#workspace.change(async (): Promise<Result<JobOutcome<ImportRun>, AppError>> => {
      let staged = stage.staged;
      if (!staged || !(await this.#isCurrent(staged.base))) {
        const again = await this.#stage(stage, notes.skipped, onProgress);
        if (again === 'no-key') return err({ kind: 'file-no-usable-column' });
        staged = again;
      }
      if (!staged) return ok({ status: 'cancelled' });
      const job = { stage, staged, request, issues: issuesOf(notes, staged) };
      return commitStage(this.#workspace, job, new ProgressReport(onProgress));
    });
    return changed.ok ? changed.value : { status: 'failed', error: changed.error };
  }

  #refusal(target: ImportTarget): AppError | undefined {
    if (this.#workspace.access !== 'writer') return { kind: 'workspace-read-only' };
    if (this.#committing.has(listId(target))) return { kind: 'import-busy' };
    if (target.kind === 'users') {
      const isKnown = this.#workspace.domains.some(({ id }) => id === target.domainId);
      return isKnown ? undefined : { kind: 'not-found', what: 'The identity domain' };
    }
    const app = this.#workspace.app(target.appId);
    if (!app) return { kind: 'not-found', what: 'The app' };
    const gate = missingGate(app);
    return gate && { kind: 'import-gate', gate };
  }

  async #stage(
    stage: ImportStage,
    skipped: number,
    onProgress: OnProgress
  ): Promise<StagedList | 'no-key' | undefined> {
    const report = new ProgressReport(onProgress);
    const base = await this.#base(stage.target, await stage.prepared);
    stage.prepared = Promise.resolve(undefined);
    const { records } = stage;
    const total = records.rowCount;
    const rows = { records, skipped, recordNumber: (row: number) => stage.recordNumber(row) };
    return stageList(base, rows, (phase, share) => {
      report.report({ phase, done: Math.round(share * total), total, rows: total });
      return !stage.isDiscarded;
    });
  }

  /** The engine has little to do while a file is read: it gets the users ready for the match that follows. */
  async #prepare(stage: ImportStage, appId: AppId, attributes: readonly Attribute[]): Promise<UserIndexes | undefined> {
    const app = this.#workspace.app(appId);
    if (!app) return undefined;
    const users = await this.#workspace.lists.users(app.domainId);
    const indexes = new UserIndexes(users.records, rulesInForce(app.synchronization));
    await runSliced(indexes.build(indexes.applicableTo(attributes)), () => !stage.isDiscarded);
    return indexes;
  }

  async #base(target: ImportTarget, prepared: UserIndexes | undefined): Promise<StageBase> {
    const { lists, history } = this.#workspace;
    if (target.kind === 'users') {
      const { domainId } = target;
      return { kind: 'users', domainId, users: await lists.users(domainId) };
    }
    const domainId = this.#workspace.domainOf(target.appId);
    const [list, users] = await Promise.all([lists.accounts(target.appId), lists.users(domainId)]);
    const app = this.#workspace.app(target.appId);
    if (!app) throw new Error('The app was there a moment ago.');
    const isFitting = prepared?.users === users.records && prepared.rules === rulesInForce(app.synchronization);
    return { kind: 'accounts', app, list, users, step: history.nextId, prepared: isFitting ? prepared : undefined };
  }

  /** Whether nothing that the stage was worked out from has changed since: lists, rules, decisions. */
  async #isCurrent(base: StageBase): Promise<boolean> {
    const { lists, history } = this.#workspace;
    if (base.kind === 'users') return (await lists.users(base.domainId)) === base.users;
    const [list, users] = await Promise.all([lists.accounts(base.app.id), lists.users(base.app.domainId)]);
    const isSameApp = this.#workspace.app(base.app.id)?.synchronization === base.app.synchronization;
    return list === base.list && users === base.users && isSameApp && base.step === history.nextId;
  }
}

function issuesOf(notes: StageNotes, staged: StagedList): readonly RowIssueTally[] {
  return staged.duplicates ? [...notes.issues, staged.duplicates] : notes.issues;
}
