import type { AppError } from '../model/app-error';
import { ImportFailure } from './import-failure';

/** What went wrong, as a value. A mistake of this program is not an expected failure and is thrown on. */
export function failureOf(cause: unknown): AppError {
  if (cause instanceof ImportFailure) return cause.error;
  // Moved, deleted or locked since it was chosen; the browser throws one of these, by name.
  if (cause instanceof DOMException) return { kind: 'file-unreadable', cause: cause.message };
  throw cause;
}
