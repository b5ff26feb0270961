import type { AppError } from '../model/app-error';
import type { BackupSummary } from '../model/backup';
import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import { isNameTaken, isSameName } from '../model/workspace-name';
import type { BackupApi, RestoreTarget } from '../protocol/backup-api';
import type { JobOutcome, JobProgress } from '../protocol/job';
import { askedAgain, backupFailure, notRead, type BackupFilePhase } from './backup-file-phase';
import { freeName } from './free-name';
import type { RunningJobs } from './running-jobs.svelte';

export interface RestorePort {
  readonly api: Pick<BackupApi, 'checkBackup' | 'restoreBackup'>;
  readonly jobs: Pick<RunningJobs, 'run' | 'track'>;
  readonly workspaces: () => readonly Workspace[];
}

/** Nothing is written before `restoring`, and there everything is checked once more before anything is. */
export type RestorePhase =
  | BackupFilePhase
  | {
      readonly status: 'shown';
      readonly file: File;
      readonly summary: BackupSummary;
      readonly error: AppError | undefined;
    }
  | {
      readonly status: 'restoring';
      readonly file: File;
      readonly summary: BackupSummary;
      readonly progress: JobProgress | undefined;
    };

/** A backup on its way back: chosen, checked whole, shown, restored. */
export class RestoreFlow {
  readonly #port: RestorePort;
  #phase = $state.raw<RestorePhase>({ status: 'choosing' });
  #passphrase: string | undefined;
  #kind = $state<RestoreTarget['kind']>('new');
  #replaced = $state<WorkspaceId>();
  /** Of the new workspace. */
  name = $state('');
  /** The name of the replaced one, typed again. */
  typedName = $state('');
  /** Goes up with each file: what an older one still answers is dropped. */
  #asked = 0;

  constructor(port: RestorePort) {
    this.#port = port;
  }

  get phase(): RestorePhase {
    return this.#phase;
  }

  get kind(): RestoreTarget['kind'] {
    return this.#kind;
  }

  get candidates(): readonly Workspace[] {
    return this.#port.workspaces();
  }

  /** What it may take the place of: the sample is never mixed with real ones. */
  get targets(): readonly Workspace[] {
    const phase = this.#phase;
    return 'summary' in phase ? this.candidates.filter(({ kind }) => kind === phase.summary.kind) : [];
  }

  /** The workspace that would be replaced. */
  get replaced(): Workspace | undefined {
    return this.targets.find(({ id }) => id === this.#replaced);
  }

  /** Why it cannot be restored as chosen. */
  get problem(): string | undefined {
    if (this.#kind === 'new') return this.nameProblem;
    const { replaced } = this;
    if (!replaced) return 'Choose the workspace that it takes the place of.';
    return isSameName(this.typedName, replaced.name)
      ? undefined
      : 'Type the name of the workspace that it takes the place of.';
  }

  get nameProblem(): string | undefined {
    const name = this.name.trim();
    if (name === '') return 'Type a name.';
    return isNameTaken(name, this.candidates) ? `“${name}” exists already.` : undefined;
  }

  choose(file: File): void {
    this.#passphrase = undefined;
    // What was chosen and typed was about another file.
    this.#kind = 'new';
    this.#replaced = undefined;
    this.typedName = '';
    void this.#check(file);
  }

  async unseal(passphrase: string): Promise<void> {
    const phase = this.#phase;
    if (phase.status !== 'sealed') return;
    this.#passphrase = passphrase;
    await this.#check(phase.file);
  }

  startOver(): void {
    this.#asked++;
    this.#phase = { status: 'choosing' };
  }

  setKind(kind: RestoreTarget['kind']): void {
    this.#kind = kind;
  }

  replace(id: WorkspaceId): void {
    this.#replaced = id;
    this.typedName = '';
  }

  /** The workspace; undefined when it was refused: the phase says why. */
  async restore(): Promise<Workspace | undefined> {
    const phase = this.#phase;
    const target = this.#target;
    if (phase.status !== 'shown' || !target) return undefined;
    const { file, summary } = phase;
    this.#phase = { status: 'restoring', file, summary, progress: undefined };
    const outcome = await this.#port.jobs.run<Workspace>(
      `Restore ${summary.workspaceName}`,
      (_signal, onProgress) =>
        this.#port.api.restoreBackup(file, this.#passphrase, target, (progress) => {
          onProgress(progress);
          if (this.#phase.status === 'restoring') this.#phase = { ...this.#phase, progress };
        }),
      { canCancel: false }
    );
    if (outcome.status === 'done') return outcome.value;
    const error = backupFailure(outcome);
    this.#phase = askedAgain(file, error, summary.isSealed ? 'file' : 'workspace') ?? {
      status: 'shown',
      file,
      summary,
      error
    };
    return undefined;
  }

  get #target(): RestoreTarget | undefined {
    if (this.problem !== undefined) return undefined;
    if (this.#kind === 'new') return { kind: 'new', name: this.name.trim() };
    return this.replaced && { kind: 'replace', id: this.replaced.id };
  }

  async #check(file: File): Promise<void> {
    const asked = ++this.#asked;
    this.#phase = { status: 'reading', file, progress: undefined };
    const outcome = await this.#port.jobs.track(
      this.#port.api.checkBackup(file, this.#passphrase, (progress) => {
        if (asked === this.#asked && this.#phase.status === 'reading') this.#phase = { ...this.#phase, progress };
      })
    );
    if (asked === this.#asked) this.#take(file, outcome);
  }

  #take(file: File, outcome: JobOutcome<BackupSummary>): void {
    if (outcome.status === 'done') {
      const summary = outcome.value;
      this.name = freeName(summary.workspaceName, this.candidates);
      this.#phase = { status: 'shown', file, summary, error: undefined };
      this.#replaced ??= this.targets.find(({ id }) => id === summary.workspaceId)?.id;
      return;
    }
    this.#phase = notRead(file, backupFailure(outcome));
  }
}
