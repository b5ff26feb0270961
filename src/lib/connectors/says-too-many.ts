import { isObject, own, ownList, ownText } from '../model/json';
import { detailOf } from './error-detail';

/** Google's reasons; that the day's quota is used up is not among them: nobody waits so long. */
const REASONS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);

/** Whether a refusal means "not now" by its words alone: GitHub's secondary limits, Google's quotas per minute. */
export function saysTooMany(body: unknown): boolean {
  if (/\brate limit\b/i.test(detailOf(body) ?? '')) return true;
  const error = isObject(body) ? own(body, 'error') : undefined;
  const errors = isObject(error) ? (ownList(error, 'errors') ?? []) : [];
  return errors.some((one) => isObject(one) && REASONS.has(ownText(one, 'reason')));
}
