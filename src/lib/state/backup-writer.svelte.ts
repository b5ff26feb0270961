import type { AppError } from '../model/app-error';
import type { BackupNote } from '../model/backup';
import type { BackupApi, WrittenBackup } from '../protocol/backup-api';
import type { JobOutcome, JobProgress, OnProgress } from '../protocol/job';
import type { BackupStanding } from './backup-standing.svelte';
import { BACKUP_FILES } from './backup-file';
import { safeFileName } from './download';
import { stoppable } from './hand-over.svelte';
import type { ReadableSink } from './hand-over-sink';
import type { RunningJobs } from './running-jobs.svelte';

export interface BackupWriterPort {
  readonly api: Pick<BackupApi, 'writeBackup' | 'checkBackup' | 'noteBackup'>;
  readonly jobs: Pick<RunningJobs, 'run'>;
  readonly openSink: (suggestedName: string) => Promise<ReadableSink | undefined>;
  readonly clock: () => number;
}

export type BackupPhase =
  | { readonly status: 'idle' }
  /** The browser asks where to. */
  | { readonly status: 'choosing' }
  | { readonly status: 'writing' | 'reading-back'; readonly progress: JobProgress | undefined }
  | { readonly status: 'failed'; readonly error: AppError }
  | { readonly status: 'done'; readonly note: BackupNote };

/** One that was written, and is to be looked at. */
interface ReadingBack {
  readonly sink: ReadableSink;
  readonly written: WrittenBackup;
  readonly passphrase: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Writes a backup where the person says, and reads it back before it counts as one. */
export class BackupWriter {
  readonly #port: BackupWriterPort;
  readonly #standing: BackupStanding;
  #phase = $state.raw<BackupPhase>({ status: 'idle' });
  #cancelled = new AbortController();

  constructor(port: BackupWriterPort, standing: BackupStanding) {
    this.#port = port;
    this.#standing = standing;
  }

  get phase(): BackupPhase {
    return this.#phase;
  }

  get isBusy(): boolean {
    return ['choosing', 'writing', 'reading-back'].includes(this.#phase.status);
  }

  /** Only on a click: the browser may ask where to. `passphrase` seals the file where the workspace has none. */
  async write(workspaceName: string, passphrase: string | undefined): Promise<void> {
    if (this.isBusy) return;
    const cancelled = new AbortController();
    this.#cancelled = cancelled;
    this.#phase = { status: 'choosing' };
    const sink = await this.#port.openSink(this.#suggestedName(workspaceName));
    if (!sink || cancelled.signal.aborted) {
      await sink?.discard();
      this.#phase = { status: 'idle' };
      return;
    }
    this.#phase = { status: 'writing', progress: undefined };
    const outcome = await this.#port.jobs.run<BackupNote>(`Back up ${workspaceName}`, (signal, onProgress) =>
      this.#write(sink, passphrase, AbortSignal.any([signal, cancelled.signal]), onProgress)
    );
    if (outcome.status === 'done') this.#phase = { status: 'done', note: outcome.value };
    else if (outcome.status === 'failed') this.#phase = { status: 'failed', error: outcome.error };
    else this.#phase = { status: 'idle' };
  }

  /** While it is written. Nothing is left of it. */
  cancel(): void {
    this.#cancelled.abort();
  }

  /** Another workspace is open now. */
  forget(): void {
    this.cancel();
    if (!this.isBusy) this.#phase = { status: 'idle' };
  }

  async #write(
    sink: ReadableSink,
    passphrase: string | undefined,
    signal: AbortSignal,
    onProgress: OnProgress
  ): Promise<JobOutcome<BackupNote>> {
    const isOver = () => signal.aborted;
    const outcome = await this.#port.api.writeBackup(
      stoppable(sink, isOver),
      passphrase,
      this.#follow('writing', onProgress)
    );
    if (isOver() || outcome.status !== 'done') {
      await sink.discard();
      return isOver() || outcome.status !== 'failed' ? { status: 'cancelled' } : outcome;
    }
    try {
      return await this.#readBack({ sink, written: outcome.value, passphrase, signal, onProgress });
    } catch (cause) {
      await sink.discard();
      const words = cause instanceof Error ? cause.message : String(cause);
      return { status: 'failed', error: { kind: 'file-not-written', cause: words } };
    }
  }

  /**
   * A file on disk from there; a download before it is handed over, because nobody can read it afterwards. Cancelled
   * meanwhile it counts for nothing: another workspace may be open by then.
   */
  async #readBack(back: ReadingBack): Promise<JobOutcome<BackupNote>> {
    const { sink, written, passphrase, signal, onProgress } = back;
    if (sink.isDirect) await sink.finish(written.fileName);
    if (signal.aborted) return cancelledWith(sink);
    this.#phase = { status: 'reading-back', progress: undefined };
    const file = await sink.written();
    const checked = await this.#port.api.checkBackup(file, passphrase, this.#follow('reading-back', onProgress));
    if (signal.aborted) return cancelledWith(sink);
    const error = refusal(checked, written);
    if (error) {
      await sink.discard();
      return { status: 'failed', error };
    }
    if (!sink.isDirect) await sink.finish(written.fileName);
    if (signal.aborted) return { status: 'cancelled' };
    return this.#note(back, file);
  }

  async #note({ sink, written, signal }: ReadingBack, file: Blob): Promise<JobOutcome<BackupNote>> {
    const { summary, lastStepId, lastRunAt, fileName } = written;
    const note: BackupNote = {
      at: this.#port.clock(),
      to: sink.isDirect ? 'file' : 'download',
      fileName: file instanceof File ? file.name : fileName,
      bytes: file.size,
      contentHash: summary.contentHash,
      wasReadBack: true,
      lastStepId,
      lastRunAt
    };
    const noted = await this.#port.api.noteBackup(summary.workspaceId, note);
    if (signal.aborted) return { status: 'cancelled' };
    if (!noted.ok) return { status: 'failed', error: noted.error };
    this.#standing.take(noted.value);
    return { status: 'done', value: note };
  }

  #follow(status: 'writing' | 'reading-back', onProgress: OnProgress): OnProgress {
    return (progress) => {
      onProgress(progress);
      if (this.#phase.status === status) this.#phase = { status, progress };
    };
  }

  #suggestedName(workspaceName: string): string {
    return `${safeFileName(workspaceName)} ${stamp(new Date(this.#port.clock()))}${BACKUP_FILES}`;
  }
}

/** A file that the person named stays, whole or not: it was not asked about. */
async function cancelledWith(sink: ReadableSink): Promise<{ readonly status: 'cancelled' }> {
  await sink.discard();
  return { status: 'cancelled' };
}

/** `2026-11-22 23.50`, by the clock on the wall: in an order that sorts, and with nothing that a file system refuses. */
function stamp(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}.${two(at.getMinutes())}`;
}

function refusal(checked: JobOutcome<WrittenBackup['summary']>, { summary }: WrittenBackup): AppError | undefined {
  if (checked.status === 'failed') return checked.error;
  if (checked.status === 'cancelled') return { kind: 'backup-not-verified', cause: 'It was not read to its end.' };
  if (checked.value.contentHash === summary.contentHash) return undefined;
  return { kind: 'backup-not-verified', cause: 'What was read back is not what was written.' };
}
