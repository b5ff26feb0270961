import type { AppError } from '../model/app-error';
import type { Workspace } from '../model/workspace';
import type { JobOutcome, JobProgress, OnProgress } from '../protocol/job';
import type { Protects, TokensThen } from '../protocol/protection-api';
import { errorMessage } from './error-message';
import type { ErrorMessage } from './error-words';
import type { Muster } from './muster.svelte';

type PageMuster = Pick<Muster, 'protection' | 'jobs' | 'notices' | 'isReadOnly' | 'reopen'>;

/** Everything of the workspace is being written anew. */
export interface Rewriting {
  readonly words: string;
  readonly progress: JobProgress | undefined;
}

/** The Protection page: the passphrase of the open workspace. */
export class Protection {
  readonly #muster: PageMuster;
  #protects = $state.raw<Protects | undefined>(undefined);
  #failure = $state.raw<ErrorMessage | undefined>(undefined);
  #refusal = $state.raw<string | undefined>(undefined);
  #rewriting = $state.raw<Rewriting | undefined>(undefined);
  #isChanging = $state(false);

  constructor(muster: PageMuster) {
    this.#muster = muster;
  }

  /** Undefined until it is known. */
  get protects(): Protects | undefined {
    return this.#protects;
  }

  get failure(): ErrorMessage | undefined {
    return this.#failure;
  }

  /** Why the passphrase that was typed is not taken. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  get rewriting(): Rewriting | undefined {
    return this.#rewriting;
  }

  get isBusy(): boolean {
    return this.#isChanging || this.#rewriting !== undefined;
  }

  get isReadOnly(): boolean {
    return this.#muster.isReadOnly;
  }

  async load(): Promise<void> {
    if (this.isBusy) return;
    const read = await this.#muster.protection.protection();
    if (read.ok) this.#protects = read.value;
    else this.#fail(read.error);
  }

  /** True when it is done; the workspace opens anew then. */
  protect(passphrase: string, tokens: TokensThen = 'keep'): Promise<boolean> {
    return this.#rewrite(
      'Protecting the workspace',
      (onProgress) => this.#muster.protection.protectWorkspace(passphrase, onProgress, tokens),
      { title: 'Protected by its passphrase', detail: 'Everything was written anew, sealed, and read back.' }
    );
  }

  unprotect(passphrase: string): Promise<boolean> {
    return this.#rewrite(
      'Taking the passphrase away',
      (onProgress) => this.#muster.protection.unprotectWorkspace(passphrase, onProgress),
      { title: 'The passphrase is taken away', detail: 'The workspace lies open on this device.' }
    );
  }

  async change(passphrase: string, next: string): Promise<boolean> {
    if (this.isBusy) return false;
    this.#begin();
    this.#isChanging = true;
    const changed = await this.#muster.protection.changePassphrase(passphrase, next);
    this.#isChanging = false;
    if (!changed.ok) {
      this.#fail(changed.error);
      return false;
    }
    this.#muster.notices.done('Passphrase changed', 'Backups made before keep the old one.');
    return true;
  }

  /** A dialog was closed: what it was refused for is no longer of interest. */
  forgetFailure(): void {
    this.#begin();
  }

  async #rewrite(
    words: string,
    work: (onProgress: OnProgress) => Promise<JobOutcome<Workspace>>,
    done: { readonly title: string; readonly detail: string }
  ): Promise<boolean> {
    if (this.isBusy) return false;
    this.#begin();
    this.#rewriting = { words, progress: undefined };
    const outcome = await this.#muster.jobs.run(
      words,
      (_, onProgress) =>
        work((progress) => {
          this.#rewriting = { words, progress };
          onProgress(progress);
        }),
      { canCancel: false }
    );
    this.#rewriting = undefined;
    if (outcome.status === 'failed') this.#fail(outcome.error);
    if (outcome.status !== 'done') return false;
    this.#muster.notices.done(done.title, done.detail);
    this.#muster.reopen();
    return true;
  }

  #begin(): void {
    this.#failure = undefined;
    this.#refusal = undefined;
  }

  #fail(error: AppError): void {
    if (error.kind === 'passphrase-wrong') this.#refusal = 'That is not the passphrase of this workspace.';
    else this.#failure = errorMessage(error);
  }
}
