import type { AppError } from '../model/app-error';
import type { ImportRun } from '../model/import-run';
import { storageError } from '../storage/storage-error';
import { nothingTaken } from './nothing-taken';
import type { OpenWorkspace } from './open-workspace';

/** What is told and stored of one run while it goes on. */
export class RunJournal {
  readonly #workspace: OpenWorkspace;
  /** What it goes back to when it is not carried out. */
  readonly #held: ImportRun | undefined;
  #run: ImportRun;
  #hasEnded = false;

  constructor(workspace: OpenWorkspace, run: ImportRun, held: ImportRun | undefined) {
    this.#workspace = workspace;
    this.#held = held;
    this.#run = run;
  }

  get run(): ImportRun {
    return this.#run;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** In memory, and told to the page. Other tabs read what is stored, and are told of that. */
  note(change: Partial<ImportRun>): void {
    this.#run = { ...this.#run, ...change };
    this.#workspace.noteRun(this.#run);
    this.#workspace.emit({ kind: 'changed' });
  }

  /** The run as it stands, stored. */
  async store(): Promise<void> {
    await this.#workspace.commit(() => this.#workspace.db.runs.put(this.#run));
    this.#workspace.announce();
  }

  /** Took note of an end that a larger transaction stored. */
  accept(ended: ImportRun): void {
    this.#hasEnded = true;
    this.note(ended);
  }

  async cancel(): Promise<void> {
    await this.#end({ status: 'cancelled' });
  }

  /**
   * Notes why the run failed. If that cannot be noted either, the page is told of it; another tab that has the writing
   * names the run interrupted.
   */
  async fail(error: AppError): Promise<void> {
    await this.#end({ status: 'failed', failure: error.kind, error }).catch((thrown: unknown) => {
      const second = storageError(thrown);
      if (this.#workspace.access === 'writer' && second.kind !== 'writer-lost')
        this.#workspace.emit({ kind: 'failed', error: second });
    });
  }

  /** The right to write went to another tab before the run's turn came: that one has stored its end. */
  interrupt(): void {
    this.#noteEnd({ status: 'interrupted' });
  }

  async #end(end: Partial<ImportRun>): Promise<void> {
    this.#noteEnd(end);
    const { db, store } = this.#workspace;
    await this.#workspace.commit(async () => {
      await db.runs.put(this.#run);
      await store.removeUnreferenced();
    });
    this.#workspace.announce();
  }

  /** A held run that could not be carried out is held as before. */
  #noteEnd(end: Partial<ImportRun>): void {
    this.#hasEnded = true;
    if (this.#held) this.note({ ...this.#held, failure: end.failure });
    else this.note({ ...end, endedAt: Date.now(), rows: nothingTaken(this.#run.rows) });
  }
}
