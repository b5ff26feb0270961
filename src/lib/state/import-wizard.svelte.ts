import type { ImportClient, StagedImport } from '../clients/import-client';
import type { AppError } from '../model/app-error';
import type { StageId } from '../model/ids';
import type { ImportMode, ImportRun, ImportTarget } from '../model/import-run';
import type { RememberedMapping } from '../model/remembered-mapping';
import type { Result } from '../model/result';
import type { DialectChoice } from '../protocol/import-api';
import type { JobOutcome } from '../protocol/job';
import type { ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { CommitStageRequest } from '../protocol/run-api';
import { withChange } from './dialect-choice';
import { hasKey, isSameColumns, withTarget } from './import-mapping';
import { draftOf, type ImportDraft, type ImportPhase } from './import-phase';
import { tellEnd } from './import-notice';
import { NewUserBoxes } from './new-user-boxes.svelte';
import type { Notices } from './notices.svelte';
import type { RunningJobs } from './running-jobs.svelte';
import type { SystemOrigin } from './system-list.svelte';
import { timed } from './timed-progress';

/** Changes of the mapping often come in rows: the check waits this long for the next one. */
const CHECK_DELAY_MS = 300;

/** The part of the client that is used; tests bring their own. */
export type Importing = Pick<ImportClient, 'inspect' | 'stage' | 'commit' | 'discard'>;

export interface WizardTools {
  readonly importing: Importing;
  readonly notices: Notices;
  readonly jobs: Pick<RunningJobs, 'run'>;
  readonly newUsers: (stageId: StageId, range: WindowRange) => Promise<Result<ProposedWindow, AppError>>;
}

export interface ImportPurpose {
  readonly target: ImportTarget;
  /** Name of the app or domain. */
  readonly place: string;
  readonly rememberedMappings: readonly RememberedMapping[] | undefined;
  /** Entry of the catalog whose exports are looked for first. */
  readonly catalogId: string | undefined;
  /** Where a run is shown. */
  readonly runHref: ((run: ImportRun) => string) | undefined;
}

/**
 * One file on its way in: guessed, shown, checked in the background, committed on demand. Each change of how it is read
 * ends the check that runs and starts another; whatever an ended one still answers is dropped.
 */
export class ImportWizardState {
  readonly purpose: ImportPurpose;
  readonly #tools: WizardTools;

  #phase = $state.raw<ImportPhase>({ status: 'idle' });
  #chosenMode = $state<ImportMode>('full');
  /** Where the file came from, if straight from a system. */
  #origin = $state.raw<SystemOrigin | undefined>(undefined);
  #boxes = $state.raw<NewUserBoxes | undefined>(undefined);
  /** The final button was pressed before the check had ended. */
  #isCommitWanted = $state(false);
  /** The dialog is gone; the import goes on without it. */
  #isInBackground = false;
  #work = new AbortController();
  #delay: ReturnType<typeof setTimeout> | undefined;

  constructor(tools: WizardTools, purpose: ImportPurpose) {
    this.#tools = tools;
    this.purpose = purpose;
  }

  get phase(): ImportPhase {
    return this.#phase;
  }

  get draft(): ImportDraft | undefined {
    return draftOf(this.#phase);
  }

  get mode(): ImportMode {
    return this.isModeFixed ? 'incremental' : this.#chosenMode;
  }

  /** A list of changes only is never taken for the whole list. */
  get isModeFixed(): boolean {
    return (this.#origin?.hasOnlyChanges ?? false) || this.draft?.preview.dialect.memberships !== undefined;
  }

  /** Accounts for which the import would make users; undefined where it makes none. */
  get boxes(): NewUserBoxes | undefined {
    return this.#boxes;
  }

  get isCommitWanted(): boolean {
    return this.#isCommitWanted;
  }

  get isUsable(): boolean {
    return this.draft !== undefined && hasKey(this.draft.mapping);
  }

  get canCommit(): boolean {
    const { status } = this.#phase;
    if (status === 'ready') return true;
    return this.isUsable && !this.#isCommitWanted && (status === 'staging' || status === 'preview');
  }

  /** Work that `Cancel` would end. */
  get isBusy(): boolean {
    return ['inspecting', 'staging', 'committing'].includes(this.#phase.status);
  }

  choose(file: File, from?: SystemOrigin): void {
    // A whole list is one, whatever was chosen before it came.
    if (from && !from.hasOnlyChanges) this.#chosenMode = 'full';
    this.#origin = from;
    void this.#inspect(file, {});
  }

  /** Reads the same file in another way. The mapping is guessed anew where columns have become others. */
  reread(change: DialectChoice): void {
    const phase = this.#phase;
    if (phase.status === 'idle') return;
    const file = 'file' in phase ? phase.file : phase.draft.file;
    const choice = phase.status === 'failed' ? phase.choice : (this.draft?.choice ?? {});
    void this.#inspect(file, withChange(choice, change));
  }

  setTarget(column: number, value: string): void {
    const draft = this.draft;
    if (!draft) return;
    const signal = this.#restart();
    this.#phase = { status: 'preview', draft: { ...draft, mapping: withTarget(draft.mapping, column, value) } };
    this.#delay = setTimeout(() => void this.#check(signal), CHECK_DELAY_MS);
  }

  /** Whether absences count changes what an import would do: it is checked again. */
  setMode(mode: ImportMode): void {
    const { draft } = this;
    if (mode === this.mode || this.isModeFixed || this.#phase.status === 'committing') return;
    this.#chosenMode = mode;
    if (!draft) return;
    const signal = this.#restart();
    this.#phase = { status: 'preview', draft };
    void this.#check(signal);
  }

  /** Imports as soon as the check has ended; at once if it has. */
  commit(): void {
    if (this.#phase.status === 'ready') void this.#commit();
    else if (this.canCommit) this.#isCommitWanted = true;
  }

  /** Checks again after a failure. */
  retry(): void {
    const phase = this.#phase;
    if (phase.status !== 'failed') return;
    const { draft } = phase;
    if (!draft) return this.reread({});
    const signal = this.#restart();
    this.#phase = { status: 'preview', draft };
    void this.#check(signal);
  }

  /** Back to the choice of a file. */
  startOver(): void {
    this.#restart();
    this.#origin = undefined;
    this.#phase = { status: 'idle' };
  }

  /** The dialog closes, the import goes on; a message tells how it ends. */
  runInBackground(): void {
    if (this.#phase.status === 'committing') this.#isInBackground = true;
  }

  /** Ends whatever runs, unless it goes on in the background. Everything is as it was before. */
  close(): void {
    const phase = this.#phase;
    if (!this.#isInBackground) this.#restart();
    if (phase.status === 'done') this.#tell({ status: 'done', value: phase.run });
    this.#phase = { status: 'idle' };
  }

  async #inspect(file: File, choice: DialectChoice): Promise<void> {
    const draft = this.draft?.file === file ? this.draft : undefined;
    const signal = this.#restart();
    this.#phase = { status: 'inspecting', file, draft };
    const { target, rememberedMappings, catalogId } = this.purpose;
    const request = { file, choice, target: target.kind, rememberedMappings, catalogId };
    const result = await this.#tools.importing.inspect(request).catch((cause: unknown) => crash(cause));
    if (signal.aborted) return;
    if (!result.ok) {
      this.#phase = { status: 'failed', file, draft, choice, error: result.error };
      return;
    }
    const preview = result.value;
    // What the person has sent elsewhere stays there while the columns are the same.
    const mapping = draft && isSameColumns(draft.mapping, preview.mapping) ? draft.mapping : preview.mapping;
    this.#phase = { status: 'preview', draft: { file, choice: { ...choice, ...preview.replayed }, preview, mapping } };
    await this.#check(signal);
  }

  async #check(signal: AbortSignal): Promise<void> {
    const { draft } = this;
    if (!draft || signal.aborted || !this.isUsable) return;
    this.#phase = { status: 'staging', draft, timed: undefined };
    const recipe = { dialect: draft.preview.dialect, mapping: draft.mapping };
    const follow = timed((progress) => {
      if (!signal.aborted && this.#phase.status === 'staging') this.#phase = { ...this.#phase, timed: progress };
    });
    const outcome = await this.#tools.importing
      .stage({ file: draft.file, recipe, target: this.purpose.target, mode: this.mode }, signal, follow)
      .catch((cause: unknown) => crashed(cause));
    if (signal.aborted) {
      if (outcome.status === 'done') void this.#tools.importing.discard(outcome.value.stageId);
    } else if (outcome.status === 'done') {
      const { stageId, check } = outcome.value;
      this.#boxes = check.newUsers > 0 ? new NewUserBoxes((range) => this.#tools.newUsers(stageId, range)) : undefined;
      this.#phase = { status: 'ready', draft, staged: outcome.value };
      if (this.#isCommitWanted) await this.#commit();
    } else {
      this.#fail(draft, outcome);
    }
  }

  async #commit(): Promise<void> {
    const phase = this.#phase;
    if (phase.status !== 'ready') return;
    const { draft, staged } = phase;
    const { target, place } = this.purpose;
    const { signal: own } = this.#work;
    this.#isCommitWanted = false;
    this.#phase = { status: 'committing', draft, staged, timed: undefined };
    this.#tools.notices.done('Import started', `“${draft.file.name}” into ${place}`);
    const follow = timed((progress) => {
      if (this.#phase.status === 'committing') this.#phase = { ...this.#phase, timed: progress };
    });
    const outcome = await this.#tools.jobs
      .run<ImportRun>(
        `Import into ${place}`,
        (signal, onProgress) =>
          this.#tools.importing.commit(this.#request(draft, staged), AbortSignal.any([own, signal]), (progress) => {
            onProgress(progress);
            follow(progress);
          }),
        { about: target.kind === 'accounts' ? target.appId : target.domainId }
      )
      .catch((cause: unknown) => crashed(cause));
    if (own.aborted || this.#isInBackground) this.#tell(outcome);
    else if (outcome.status === 'done') this.#phase = { status: 'done', draft, staged, run: outcome.value };
    else this.#fail(draft, outcome);
  }

  #request({ file, choice, preview, mapping }: ImportDraft, { stageId, summary }: StagedImport): CommitStageRequest {
    return {
      stageId,
      fileName: file.name,
      fileBytes: file.size,
      fileHash: summary.fileHash,
      trigger: 'manual',
      mapping,
      reading: { exportKind: preview.exportKind, choice },
      watermark: this.#origin?.watermark,
      untickedNewUsers: this.#boxes?.unticked ?? []
    };
  }

  #fail(draft: ImportDraft, outcome: Exclude<JobOutcome<unknown>, { status: 'done' }>): void {
    this.#isCommitWanted = false;
    const error: AppError =
      outcome.status === 'failed' ? outcome.error : { kind: 'import-stopped', cause: 'It was cancelled elsewhere.' };
    this.#phase = { status: 'failed', file: draft.file, draft, choice: draft.choice, error };
  }

  /** Ends what runs and forgets what is staged; answers the signal of what comes next. */
  #restart(): AbortSignal {
    clearTimeout(this.#delay);
    this.#work.abort();
    this.#work = new AbortController();
    this.#isCommitWanted = false;
    this.#boxes = undefined;
    if (this.#phase.status === 'ready') void this.#tools.importing.discard(this.#phase.staged.stageId);
    return this.#work.signal;
  }

  #tell(outcome: JobOutcome<ImportRun>): void {
    tellEnd(this.#tools.notices, outcome, this.purpose.runHref);
  }
}

function crash(cause: unknown): { readonly ok: false; readonly error: AppError } {
  return {
    ok: false,
    error: { kind: 'worker-crashed', cause: cause instanceof Error ? cause.message : String(cause) }
  };
}

function crashed(cause: unknown): { readonly status: 'failed'; readonly error: AppError } {
  return { status: 'failed', error: crash(cause).error };
}
