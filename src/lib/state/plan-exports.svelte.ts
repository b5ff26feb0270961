import type { Commit, CommitId, PlanScope } from '../model/commit';
import type { FileFormat } from '../model/file-format';
import type { AppError } from '../model/app-error';
import type { Result } from '../model/result';
import type { AnswerPreview, ExportApi, ExportedFile } from '../protocol/export-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver } from '../protocol/plan-api';
import type { StepOutcome } from '../protocol/step-outcome';
import { safeFileName } from './download';
import { formatCountOf } from './format';
import { firstChoice } from './hand-over-formats';
import { dropped, settled, stoppable } from './hand-over.svelte';
import type { SaveSink } from './hand-over-sink';
import type { Muster } from './muster.svelte';

export interface ExportPort {
  readonly api: Pick<ExportApi, 'exportQuestions' | 'readAnswers' | 'applyAnswers' | 'exportReport'>;
  readonly exportForDatabase: (
    scope: PlanScope,
    sink: FileSink,
    onProgress: OnProgress
  ) => Promise<JobOutcome<HandedOver>>;
  readonly inverseOf: (id: CommitId, format: FileFormat, sink: FileSink) => Promise<JobOutcome<HandedOver>>;
  readonly openSink: (suggestedName: string) => Promise<SaveSink | undefined>;
  readonly download: (file: Blob, fileName: string) => void;
}

type Shell = Pick<Muster, 'jobs' | 'notices' | 'step'>;

/** What leaves beside the plan: questions for the client, the report for signature, everything for a database. */
export class PlanExports {
  readonly #port: ExportPort;
  readonly #muster: Shell;
  readonly #scope: PlanScope;
  readonly #place: () => string;
  #isBusy = $state(false);

  constructor(port: ExportPort, muster: Shell, scope: PlanScope, place: () => string) {
    this.#port = port;
    this.#muster = muster;
    this.#scope = scope;
    this.#place = place;
  }

  /** One at a time. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  saveQuestions(): Promise<void> {
    return this.#save(
      `Question pack of ${this.#place()}`,
      () => this.#port.api.exportQuestions(this.#scope),
      (rows) => `Question pack: ${formatCountOf(rows, 'question', 'questions')}`
    );
  }

  saveReport(): Promise<void> {
    return this.#save(
      `Report of ${this.#place()}`,
      () => this.#port.api.exportReport(this.#scope),
      () => 'Report saved'
    );
  }

  async saveForDatabase(): Promise<void> {
    const written = await this.#stream(
      { label: `Export ${this.#place()} for a database`, suffix: 'database' },
      (sink, onProgress) => this.#port.exportForDatabase(this.#scope, sink, onProgress)
    );
    if (written)
      this.#muster.notices.done(`Saved “${written.fileName}”`, formatCountOf(written.files.length, 'file', 'files'));
  }

  /** The operations that take back what a commit did, in the format that it was handed over in. */
  async saveInverse({ id, formats, target }: Commit): Promise<void> {
    const format = formats[0] ?? firstChoice(target)[0] ?? 'plan-json';
    const written = await this.#stream({ label: `Inverse plan of ${this.#place()}`, suffix: 'inverse' }, (sink) =>
      this.#port.inverseOf(id, format, sink)
    );
    if (written) this.#muster.notices.done('Inverse plan saved', `“${written.fileName}”`);
  }

  readAnswers(file: File): Promise<Result<AnswerPreview, AppError>> {
    return this.#port.api.readAnswers(this.#scope, file);
  }

  applyAnswers(preview: AnswerPreview, by: string): Promise<boolean> {
    const applied: Promise<Result<StepOutcome, AppError>> = this.#port.api.applyAnswers(preview.id, by);
    return this.#muster.step(applied);
  }

  /** Where the person says, as a job that can be cancelled. What was written; undefined when it was not. */
  async #stream(
    { label, suffix }: { readonly label: string; readonly suffix: string },
    write: (sink: FileSink, onProgress: OnProgress) => Promise<JobOutcome<HandedOver>>
  ): Promise<HandedOver | undefined> {
    if (this.#isBusy) return undefined;
    this.#isBusy = true;
    const sink = await this.#port.openSink(`${safeFileName(this.#place())}-${suffix}.zip`);
    const outcome =
      sink &&
      (await this.#muster.jobs.run<HandedOver>(label, async (signal, onProgress) => {
        const written = await write(
          stoppable(sink, () => signal.aborted),
          onProgress
        );
        return signal.aborted ? dropped(sink) : settled(sink, written);
      }));
    this.#isBusy = false;
    if (outcome?.status === 'failed') this.#muster.notices.failed(outcome.error);
    return outcome?.status === 'done' ? outcome.value : undefined;
  }

  /** Made as a whole: once begun it cannot be ended half way. */
  async #save(
    label: string,
    ask: () => Promise<Result<ExportedFile, AppError>>,
    told: (rows: number) => string
  ): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const outcome = await this.#muster.jobs.run<ExportedFile>(label, async () => outcomeOf(await ask()), {
      canCancel: false
    });
    this.#isBusy = false;
    if (outcome.status === 'failed') return this.#muster.notices.failed(outcome.error);
    if (outcome.status !== 'done') return;
    const { file, fileName, rows } = outcome.value;
    this.#port.download(file, fileName);
    this.#muster.notices.done(told(rows), `“${fileName}”`);
  }
}

function outcomeOf<Value>(result: Result<Value, AppError>): JobOutcome<Value> {
  return result.ok ? { status: 'done', value: result.value } : { status: 'failed', error: result.error };
}
