import type { ListingProgress } from '../protocol/connector-api';
import { formatBytes, formatCount, formatCountOf } from './format';

/** "Users: 12,400 of 48,211 · 31 groups · 125 requests · 9.8 MB". */
export function listingWords(progress: ListingProgress | undefined, noun: 'users' | 'accounts'): string {
  if (!progress) return 'Asking for the first page…';
  const { records, total, groups, requests, bytes } = progress;
  const of = total === undefined ? '' : ` of ${formatCount(total)}`;
  return [
    `${formatCount(records)}${of} ${noun}`,
    groups > 0 ? formatCountOf(groups, 'group', 'groups') : '',
    formatCountOf(requests, 'request', 'requests'),
    formatBytes(bytes)
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What a wait is for, with the time that is left of it; undefined while nothing waits. */
export function waitWords({ wait }: Pick<ListingProgress, 'wait'>, now: number): string | undefined {
  if (!wait) return undefined;
  const left = formatCountdown(wait.until - now);
  return wait.because === 'rate-limit'
    ? `Asked to wait: goes on in ${left}`
    : `No answer for now: tries again in ${left}`;
}

/** `0:42`, `12:05`, `1:00:00`. */
function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  const start = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${start}:${two(seconds % 60)}`;
}
