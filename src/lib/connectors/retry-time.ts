/** Reads an HTTP header; `undefined` also where the browser does not let it be read. */
export type ReadHeader = (name: string) => string | undefined;

/** Reset times: seconds since 1970 (Okta, GitHub), or seconds from now (Zendesk, and the IETF's draft). */
const RESETS = ['x-rate-limit-reset', 'x-ratelimit-reset', 'ratelimit-reset', 'rate-limit-reset'];
const REMAINING = ['x-rate-limit-remaining', 'x-ratelimit-remaining', 'ratelimit-remaining', 'rate-limit-remaining'];
/** Nobody is told to wait for thirty years; the year 2001 is over. */
const FIRST_MOMENT_SECONDS = 1e9;
/** Clocks differ: a moment later is surely not too early. */
const CLOCK_SKEW_MS = 1000;
/** Beyond it is no date that can be shown. */
const LONGEST_MS = 100 * 365 * 86_400_000;

/** When the system may be asked again, by its own word; milliseconds since 1970, never before now. */
export function retryTime(header: ReadHeader, now: number): number | undefined {
  const told = toldTime(header, now);
  return told === undefined ? undefined : Math.min(Math.max(now, told), now + LONGEST_MS);
}

function toldTime(header: ReadHeader, now: number): number | undefined {
  const after = header('retry-after');
  const afterTime = after === undefined ? undefined : retryAfter(after, now);
  if (afterTime !== undefined) return afterTime;
  for (const name of RESETS) {
    const seconds = plainNumber(header(name));
    if (seconds === undefined) continue;
    return seconds < FIRST_MOMENT_SECONDS ? now + seconds * 1000 : seconds * 1000 + CLOCK_SKEW_MS;
  }
  return undefined;
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(text: string, now: number): number | undefined {
  const seconds = plainNumber(text);
  if (seconds !== undefined) return now + seconds * 1000;
  // `Date.parse` makes dates of much else, such as "-5".
  const date = /^\s*[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : date + CLOCK_SKEW_MS;
}

function plainNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

/** Some say "forbidden" and mean "for now": their count of what is left is 0. */
export function isNothingLeft(header: ReadHeader): boolean {
  return REMAINING.some((name) => header(name)?.trim() === '0');
}

/** Between nothing and a bound that doubles with each attempt, so that many clients do not come back at once. */
export function backoffMs(attempt: number, firstMs: number, random: () => number): number {
  return random() * firstMs * 2 ** Math.min(attempt, MOST_DOUBLINGS);
}

const MOST_DOUBLINGS = 5;
