/** Numbers, sizes and times as the reader's own language writes them. */

/** Made once, when it is first needed: building a formatter takes milliseconds, and the first screen needs none. */
function once<Formatter>(make: () => Formatter): () => Formatter {
  let made: Formatter | undefined;
  return () => (made ??= make());
}

const count = once(() => new Intl.NumberFormat());
const size = once(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }));
const moment = once(
  () =>
    new Intl.DateTimeFormat(undefined, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit'
    })
);
const minute = once(
  () => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
);
const time = once(() => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }));
const day = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }));
const SIZE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatCount(value: number): string {
  return count().format(value);
}

/** `one` and `many` are the words behind the number: "1 user", "2 users". */
export function formatCountOf(value: number, one: string, many: string): string {
  return `${count().format(value)} ${value === 1 ? one : many}`;
}

/** With one place behind the point, where it has one. */
export function formatTenths(value: number): string {
  return size().format(value);
}

export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < SIZE_UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${size().format(amount >= 100 ? Math.round(amount) : amount)} ${SIZE_UNITS[unit]}`;
}

/** Day and time to the second, of milliseconds since 1970. */
export function formatMoment(at: number): string {
  return moment().format(at);
}

/** An elapsed time in seconds: "0.4 s", "12 s". */
export function formatSeconds(elapsedMs: number): string {
  const seconds = elapsedMs / 1000;
  if (seconds < 0.1) return '< 0.1 s';
  return `${size().format(seconds >= 10 ? Math.round(seconds) : seconds)} s`;
}

/** Day and time to the minute. */
export function formatMinute(at: number): string {
  return minute().format(at);
}

/** The time of today, or the day with it. */
export function formatSince(at: number): string {
  return new Date(at).toDateString() === new Date().toDateString() ? time().format(at) : minute().format(at);
}

export function formatDay(at: number): string {
  return day().format(at);
}
