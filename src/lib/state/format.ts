/** Numbers, sizes and times as the reader's own language writes them. Made once: building a formatter is slow. */
const COUNT = new Intl.NumberFormat();
const SIZE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const MOMENT = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
});
const MINUTE = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit'
});
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const SIZE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `one` and `many` are the words behind the number: "1 user", "2 users". */
export function formatCountOf(count: number, one: string, many: string): string {
  return `${COUNT.format(count)} ${count === 1 ? one : many}`;
}

export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < SIZE_UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${SIZE.format(size >= 100 ? Math.round(size) : size)} ${SIZE_UNITS[unit]}`;
}

/** Day and time to the second, of milliseconds since 1970. */
export function formatMoment(at: number): string {
  return MOMENT.format(at);
}

/** An elapsed time in seconds: "0.4 s", "12 s". */
export function formatSeconds(elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  if (seconds < 0.1) return '< 0.1 s';
  return `${SIZE.format(seconds >= 10 ? Math.round(seconds) : seconds)} s`;
}

/** Day and time to the minute. */
export function formatMinute(at: number): string {
  return MINUTE.format(at);
}

/** The time of today, or the day with it. */
export function formatSince(at: number): string {
  return new Date(at).toDateString() === new Date().toDateString() ? TIME.format(at) : MINUTE.format(at);
}

export function formatDay(at: number): string {
  return DAY.format(at);
}
