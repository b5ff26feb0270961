import type { SystemError } from '../model/app-error';

/** Carries an expected failure out of the depth of a request; `listing.ts` turns it back into a value. */
export class SystemFailure extends Error {
  readonly error: SystemError;
  /** Worth another attempt after a while. */
  readonly isPassing: boolean;
  /** The answer behind it, for a connector to look at. */
  readonly answer: { readonly status: number; readonly body: unknown } | undefined;

  constructor(error: SystemError, more: { isPassing?: boolean; answer?: { status: number; body: unknown } } = {}) {
    super(error.kind);
    this.name = 'SystemFailure';
    this.error = error;
    this.isPassing = more.isPassing ?? false;
    this.answer = more.answer;
  }
}

const MOST_EXCERPT_CHARS = 200;

/** An answer that is not of the documented shape: nothing of it is taken. */
export function notAsDocumented(url: string, cause: string, body: unknown): SystemFailure {
  const excerpt = excerptOf(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
  return new SystemFailure({ kind: 'system-answer', host: new URL(url).host, cause, excerpt });
}

/** On one line, without characters that would change how the rest is shown. */
export function excerptOf(text: string): string {
  return text
    .slice(0, 4 * MOST_EXCERPT_CHARS)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_EXCERPT_CHARS);
}
