import { detailOf } from '../error-detail';
import { SystemFailure } from '../system-failure';

/** What is no refusal of this one question is thrown on, such as a token that is not accepted. */
export function refusedToLook(cause: unknown): { readonly status: number; readonly detail: string } {
  const answer = cause instanceof SystemFailure ? cause.answer : undefined;
  if (!answer || answer.status === 401 || (answer.status >= 500 && answer.status !== 501)) throw cause;
  return { status: answer.status, detail: detailOf(answer.body) ?? '' };
}
