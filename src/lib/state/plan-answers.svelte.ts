import type { AppError } from '../model/app-error';
import type { AnswerPreview, AnswerProblem, AnswerProblemKind } from '../protocol/export-api';
import type { PlanExports } from './plan-exports.svelte';

const PROBLEM_WORDS: Record<AnswerProblemKind, string> = {
  'unknown-account': 'No account of this workspace goes by what the row says.',
  'unknown-choice': 'It is none of the choices that were offered.',
  contradiction: 'The same account is answered twice, differently.',
  'changed-since': 'The account or its candidates have changed since the pack was saved.',
  'decided-since': 'Somebody has decided it meanwhile.',
  'user-invalid': 'No user can be made from the account as it is: a name is missing, or the username is taken.'
};

/** The answers of a question pack: read, looked at, taken over. */
export class PlanAnswers {
  readonly #exports: Pick<PlanExports, 'readAnswers' | 'applyAnswers'>;
  #file = $state.raw<File | undefined>(undefined);
  #preview = $state.raw<AnswerPreview | undefined>(undefined);
  #failure = $state.raw<AppError | undefined>(undefined);
  #isReading = $state(false);
  #isApplying = $state(false);
  by = $state('');

  constructor(exports: Pick<PlanExports, 'readAnswers' | 'applyAnswers'>) {
    this.#exports = exports;
  }

  get file(): File | undefined {
    return this.#file;
  }

  get preview(): AnswerPreview | undefined {
    return this.#preview;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  get takenCount(): number {
    const { preview } = this;
    return preview ? preview.links + preview.creates + preview.ignores : 0;
  }

  get canApply(): boolean {
    return this.takenCount > 0 && this.by.trim() !== '' && !this.#isApplying && !this.#isReading;
  }

  wordsOf({ kind }: AnswerProblem): string {
    return PROBLEM_WORDS[kind];
  }

  async read(file: File): Promise<void> {
    this.#file = file;
    this.#preview = undefined;
    this.#failure = undefined;
    this.#isReading = true;
    const read = await this.#exports.readAnswers(file);
    if (file !== this.#file) return;
    this.#isReading = false;
    if (read.ok) this.#preview = read.value;
    else this.#failure = read.error;
  }

  /** True when they were taken over. */
  async apply(): Promise<boolean> {
    const { preview } = this;
    if (!preview || !this.canApply) return false;
    this.#isApplying = true;
    const isDone = await this.#exports.applyAnswers(preview, this.by.trim());
    this.#isApplying = false;
    return isDone;
  }
}
