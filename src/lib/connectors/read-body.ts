import type { RequestLimits } from './request-limits';
import { excerptOf, SystemFailure } from './system-failure';

export interface ReadText {
  readonly text: string;
  /** As they were unpacked, so that a few packed ones cannot become very many. */
  readonly bytes: number;
}

/** Asked of a body: how much it may hold, how slowly it may come, and what ends it. */
export interface BodyRules {
  readonly host: string;
  readonly limits: RequestLimits;
  readonly signal: AbortSignal;
}

/** The body as text: strict UTF-8, whatever charset it claims; never more than the cap in memory. */
export async function readBody(response: Response, rules: BodyRules): Promise<ReadText> {
  if (!response.body) return { text: '', bytes: 0 };
  const reader = response.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new SystemFailure({ kind: 'system-answer', host: rules.host, cause: 'It is no UTF-8 text.', excerpt: '' });
    }
  };
  const startedAt = performance.now();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), startedAt + deadlineMs(bytes, rules.limits), rules);
      if (done) return { text: text + decode(), bytes };
      bytes += value.byteLength;
      if (bytes > rules.limits.maxAnswerBytes) throw tooLarge(rules);
      text += decode(value);
    }
  } catch (cause) {
    throw isOurs(cause, rules) ? cause : brokenOff(text, rules);
  } finally {
    // A body that is left in the middle would go on coming.
    void reader.cancel().catch(() => undefined);
  }
}

/** The slower of the two: what is allowed at first, and what came at the slowest speed. */
function deadlineMs(bytes: number, { graceMs, minBytesPerSecond }: RequestLimits): number {
  return graceMs + (bytes / minBytesPerSecond) * 1000;
}

function inTime<Value>(work: Promise<Value>, deadline: number, { host, limits, signal }: BodyRules): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      settle();
      reject(signal.reason);
    };
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const timer = setTimeout(
      () => {
        settle();
        const seconds = Math.round(limits.graceMs / 1000);
        reject(new SystemFailure({ kind: 'system-slow', host, seconds }, { isPassing: true }));
      },
      Math.max(0, deadline - performance.now())
    );
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(settle);
  });
}

function tooLarge({ host, limits }: BodyRules): SystemFailure {
  return new SystemFailure({ kind: 'system-too-large', host, limit: limits.maxAnswerBytes });
}

function isOurs(cause: unknown, { signal }: BodyRules): boolean {
  return cause instanceof SystemFailure || signal.aborted;
}

/** Browsers say it with errors of several classes: a connection that ends within a body, or packed bytes that do. */
function brokenOff(text: string, { host }: BodyRules): SystemFailure {
  return new SystemFailure(
    { kind: 'system-answer', host, cause: 'It ended in the middle.', excerpt: excerptOf(text) },
    { isPassing: true }
  );
}
