import type { AppError } from '../model/app-error';
import type { Result } from '../model/result';
import type { CheckedExpression } from '../protocol/expression-api';

export type CheckExpression = (text: string) => Promise<Result<CheckedExpression, AppError>>;

export interface ExpressionVerdict {
  /** The text that it is about: the field may be ahead of it. */
  readonly text: string;
  readonly checked: Result<CheckedExpression, AppError>;
}

const PAUSE_MS = 250;

/** Checks an expression while it is written, when the keys rest. */
export class ExpressionCheck {
  readonly #check: CheckExpression;
  #verdict = $state.raw<ExpressionVerdict | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: string | undefined;

  constructor(check: CheckExpression) {
    this.#check = check;
  }

  /** Of the newest text that was checked. An empty one is not looked at. */
  get verdict(): ExpressionVerdict | undefined {
    return this.#verdict;
  }

  follow(text: string): void {
    clearTimeout(this.#timer);
    if (text === this.#asked) return;
    const pause = this.#asked === undefined ? 0 : PAUSE_MS;
    this.#timer = setTimeout(() => void this.#ask(text), pause);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #ask(text: string): Promise<void> {
    this.#asked = text;
    if (text.trim() === '') {
      this.#verdict = undefined;
      return;
    }
    const checked = await this.#check(text);
    if (text === this.#asked) this.#verdict = { text, checked };
  }
}
