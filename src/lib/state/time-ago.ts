import { formatCountOf, formatMinute } from './format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "just now", "12 minutes ago", "3 days ago". A moment that lies ahead, after the clock was set back, is told as it is. */
export function timeAgo(at: number, now: number): string {
  return said(at, now, (count, unit) => formatCountOf(count, unit, `${unit}s`));
}

/** The same where there is little room: "12 min ago". */
export function shortTimeAgo(at: number, now: number): string {
  const short = { minute: 'min', hour: 'h', day: 'd' };
  return said(at, now, (count, unit) => `${count} ${short[unit]}`);
}

function said(at: number, now: number, words: (count: number, unit: 'minute' | 'hour' | 'day') => string): string {
  const age = now - at;
  if (age < -MINUTE) return `on ${formatMinute(at)}`;
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${words(Math.floor(age / MINUTE), 'minute')} ago`;
  if (age < DAY) return `${words(Math.floor(age / HOUR), 'hour')} ago`;
  return `${words(Math.floor(age / DAY), 'day')} ago`;
}
