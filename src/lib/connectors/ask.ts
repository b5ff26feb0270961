import type { SystemError } from '../model/app-error';
import { isAllowedScheme } from '../model/system-address';
import type { Answer } from './connector';
import { readBody, type ReadText } from './read-body';
import { readJson } from './read-json';
import { refusal } from './refusal';
import type { RequestLimits } from './request-limits';
import type { ReadHeader } from './retry-time';
import { excerptOf, SystemFailure } from './system-failure';

export interface Ask {
  /** GET, unless told. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What is sent with it; its headers name its type. */
  readonly body?: string;
  readonly url: string;
  /** Only addresses of this origin are asked, whatever a link says. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of this app, as the system has to allow it. */
  readonly origin: string;
  readonly allowsLocalHttp: boolean;
}

export interface AskRules {
  readonly limits: RequestLimits;
  readonly signal: AbortSignal;
}

export type JsonAnswer = Answer & { readonly bytes: number };

/** Of an answer that is no success only its explanation is wanted. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/**
 * One request for JSON. No cookies, no redirect, no referrer, no cache. Throws a SystemFailure, or RateLimited, or the
 * signal's reason when it was aborted. A request that changes something may be answered without a body.
 */
export async function ask(question: Ask, rules: AskRules): Promise<JsonAnswer> {
  const url = checkedUrl(question);
  const response = await send(url, question, rules);
  const header: ReadHeader = (name) => response.headers.get(name) ?? undefined;
  const body = { host: url.host, ...rules };
  if (response.ok) {
    const { text, bytes } = await readBody(response, body);
    if (text === '' && (question.method ?? 'GET') !== 'GET') return { body: undefined, header, bytes };
    return { body: readJson(text, url.host, rules.limits), header, bytes };
  }
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    void response.body?.cancel().catch(() => undefined);
    throw new SystemFailure({ kind: 'system-redirect', host: url.host });
  }
  const limits = { ...rules.limits, maxAnswerBytes: MAX_REFUSAL_BYTES };
  const { text } = await readBody(response, { ...body, limits }).catch((): ReadText => ({ text: '', bytes: 0 }));
  rules.signal.throwIfAborted();
  throw refusal(url, { status: response.status, text, header });
}

function checkedUrl({ url, base, allowsLocalHttp }: Ask): URL {
  const host = new URL(base).host;
  if (!URL.canParse(url)) {
    throw new SystemFailure({ kind: 'system-answer', host, cause: 'Its link is no address.', excerpt: excerptOf(url) });
  }
  const parsed = new URL(url);
  if (parsed.origin !== new URL(base).origin || parsed.username !== '' || parsed.password !== '') {
    throw new SystemFailure({ kind: 'system-foreign-link', host, linkHost: parsed.host });
  }
  if (!isAllowedScheme(parsed, allowsLocalHttp))
    throw new SystemFailure({ kind: 'system-address', problem: 'not-https' });
  return parsed;
}

/** Until the answer begins; how long its body may take is `readBody`'s. */
async function send(url: URL, question: Ask, { limits, signal }: AskRules): Promise<Response> {
  signal.throwIfAborted();
  const { method = 'GET', headers, body = null, origin } = question;
  const sending = new AbortController();
  const abort = () => sending.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    sending.abort();
  }, limits.graceMs);
  try {
    return await fetch(url, { ...QUIETLY, method, body, redirect: 'manual', headers, signal: sending.signal });
  } catch (cause) {
    signal.throwIfAborted();
    const host = url.host;
    if (isLate) {
      const seconds = Math.round(limits.graceMs / 1000);
      throw new SystemFailure({ kind: 'system-slow', host, seconds }, { isPassing: true });
    }
    if (!(cause instanceof TypeError)) throw cause;
    throw new SystemFailure(await whyUnreachable(url, origin, limits), { isPassing: true });
  } finally {
    clearTimeout(timer);
    // The body that follows is given up by its reader, which looks at the signal itself.
    signal.removeEventListener('abort', abort);
  }
}

const QUIETLY = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;

/**
 * A browser tells a page neither why a connection failed nor that an answer was withheld from it. An answer that may not
 * be looked at (`no-cors`) still shows that somebody is there. Neither the token nor the query is sent with it. Such a
 * request may not refuse redirects: a browser then refuses it.
 */
async function whyUnreachable(url: URL, origin: string, { graceMs }: RequestLimits): Promise<SystemError> {
  try {
    const { body } = await fetch(url.origin + url.pathname, {
      ...QUIETLY,
      mode: 'no-cors',
      signal: AbortSignal.timeout(graceMs)
    });
    void body?.cancel().catch(() => undefined);
    return { kind: 'system-origin', host: url.host, origin };
  } catch {
    return { kind: 'system-unreachable', host: url.host };
  }
}
