import { detailOf } from './error-detail';
import { parsed } from './read-json';
import { saysTooMany } from './says-too-many';
import { isNothingLeft, retryTime, type ReadHeader } from './retry-time';
import { SystemFailure } from './system-failure';

/** The system said: not now. `retryAt` by its own word; milliseconds since 1970. */
export class RateLimited extends Error {
  readonly retryAt: number | undefined;
  /** By 503 it may be one in between that speaks, of a request that was passed on. */
  readonly status: number;

  constructor(retryAt: number | undefined, status: number) {
    super('rate-limited');
    this.name = 'RateLimited';
    this.retryAt = retryAt;
    this.status = status;
  }
}

interface Refused {
  readonly status: number;
  readonly text: string;
  readonly header: ReadHeader;
}

/** What an answer means that is no success. */
export function refusal(url: URL, { status, text, header }: Refused): SystemFailure | RateLimited {
  const host = url.host;
  const body = parsed(text);
  if (isForNow(status, header) || (status === 403 && saysTooMany(body)))
    return new RateLimited(retryTime(header, Date.now()), status);
  const detail = detailOf(body) ?? '';
  const answer = { status, body };
  if (status === 401) return new SystemFailure({ kind: 'system-token', host, detail }, { answer });
  if (status === 403) return new SystemFailure({ kind: 'system-forbidden', host, detail }, { answer });
  if (status === 404) return new SystemFailure({ kind: 'system-path', host, path: url.pathname, detail }, { answer });
  return new SystemFailure(
    { kind: 'system-failed', host, status, detail },
    { isPassing: PASSING.has(status) || status > 505, answer }
  );
}

/** Too early, time-outs, and what servers and those before them say while they are started anew. */
const PASSING = new Set([408, 425, 500, 502, 503, 504]);

function isForNow(status: number, header: ReadHeader): boolean {
  if (status === 429) return true;
  if (status === 503) return header('retry-after') !== undefined;
  return status === 403 && (isNothingLeft(header) || header('retry-after') !== undefined);
}
