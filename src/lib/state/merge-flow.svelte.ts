import type { AppError } from '../model/app-error';
import type { BackupApi } from '../protocol/backup-api';
import type { JobOutcome } from '../protocol/job';
import type { MergeChoice, MergePreview } from '../protocol/merge-api';
import type { StepOutcome } from '../protocol/step-outcome';
import { backupFailure, notRead, type BackupFilePhase } from './backup-file-phase';
import type { RunningJobs } from './running-jobs.svelte';

export interface MergePort {
  readonly api: Pick<BackupApi, 'previewMerge' | 'applyMerge' | 'discardMerge'>;
  readonly jobs: Pick<RunningJobs, 'run' | 'track'>;
}

export type MergePhase =
  | BackupFilePhase
  /** Nothing has been changed. */
  | {
      readonly status: 'shown';
      readonly file: File;
      readonly preview: MergePreview;
      readonly error: AppError | undefined;
    }
  | { readonly status: 'applying'; readonly file: File; readonly preview: MergePreview };

export type Side = MergeChoice['all'];

/** The decisions of another person's workspace on their way into this one: read, compared, chosen, taken over. */
export class MergeFlow {
  readonly #port: MergePort;
  #phase = $state.raw<MergePhase>({ status: 'choosing' });
  #passphrase: string | undefined;
  #all = $state<Side>('ours');
  #other = $state.raw<ReadonlySet<number>>(new Set());
  /** Goes up with each file: what an older one still answers is dropped. */
  #asked = 0;
  #isClosed = false;

  constructor(port: MergePort) {
    this.#port = port;
  }

  get phase(): MergePhase {
    return this.#phase;
  }

  /** For every conflict that was not chosen by itself. */
  get all(): Side {
    return this.#all;
  }

  sideOf(conflict: number): Side {
    const isOther = this.#other.has(conflict);
    return isOther === (this.#all === 'ours') ? 'theirs' : 'ours';
  }

  /** What would be taken over: theirs that nobody here decided, and theirs that win. */
  get takenCount(): number {
    const preview = this.#preview;
    if (!preview) return 0;
    const taken = preview.apps.reduce((sum, app) => sum + app.taken, 0);
    const others = this.#other.size;
    return taken + (this.#all === 'theirs' ? preview.conflictCount - others : others);
  }

  choose(file: File): void {
    this.#passphrase = undefined;
    this.#all = 'ours';
    void this.#read(file);
  }

  async unseal(passphrase: string): Promise<void> {
    const phase = this.#phase;
    if (phase.status !== 'sealed') return;
    this.#passphrase = passphrase;
    await this.#read(phase.file);
  }

  /** The same file again, after something has changed. */
  again(): void {
    if (this.#phase.status === 'choosing') return;
    void this.#read(this.#phase.file);
  }

  startOver(): void {
    this.#forget();
    this.#phase = { status: 'choosing' };
  }

  chooseForAll(side: Side): void {
    this.#all = side;
    this.#other = new Set();
  }

  setSide(conflict: number, side: Side): void {
    const others = new Set(this.#other);
    if (side === this.#all) others.delete(conflict);
    else others.add(conflict);
    this.#other = others;
  }

  /** What was done; undefined when it was refused: the phase says why. */
  async apply(): Promise<StepOutcome | undefined> {
    const phase = this.#phase;
    if (phase.status !== 'shown') return undefined;
    const { file, preview } = phase;
    this.#phase = { status: 'applying', file, preview };
    const choice = { all: this.#all, other: [...this.#other] };
    const outcome = await this.#port.jobs.run<StepOutcome>(
      'Take decisions over',
      async () => {
        const applied = await this.#port.api.applyMerge(preview.id, choice);
        return applied.ok ? { status: 'done', value: applied.value } : { status: 'failed', error: applied.error };
      },
      { canCancel: false }
    );
    if (outcome.status === 'done') return outcome.value;
    this.#phase = { status: 'shown', file, preview, error: backupFailure(outcome) };
    if (this.#isClosed) this.#forget();
    return undefined;
  }

  /** The dialog is gone. What was read is let go of, unless it is being taken over. */
  close(): void {
    this.#isClosed = true;
    if (this.#phase.status !== 'applying') this.#forget();
  }

  get #preview(): MergePreview | undefined {
    return 'preview' in this.#phase ? this.#phase.preview : undefined;
  }

  #forget(): void {
    this.#asked++;
    const preview = this.#preview;
    this.#other = new Set();
    if (preview) void this.#port.api.discardMerge(preview.id);
  }

  async #read(file: File): Promise<void> {
    this.#forget();
    const asked = this.#asked;
    this.#phase = { status: 'reading', file, progress: undefined };
    const outcome = await this.#port.jobs.track(
      this.#port.api.previewMerge(file, this.#passphrase, (progress) => {
        if (asked === this.#asked && this.#phase.status === 'reading') this.#phase = { ...this.#phase, progress };
      })
    );
    if (asked === this.#asked) this.#take(file, outcome);
    else if (outcome.status === 'done') void this.#port.api.discardMerge(outcome.value.id);
  }

  #take(file: File, outcome: JobOutcome<MergePreview>): void {
    this.#phase =
      outcome.status === 'done'
        ? { status: 'shown', file, preview: outcome.value, error: undefined }
        : notRead(file, backupFailure(outcome));
  }
}
