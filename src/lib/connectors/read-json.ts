import { isDeeperThan } from './json-depth';
import type { RequestLimits } from './request-limits';
import { excerptOf, SystemFailure } from './system-failure';

/** The value of an answer's text; throws a SystemFailure for what is no JSON, or nested beyond the limit. */
export function readJson(text: string, host: string, { maxDepth }: RequestLimits): unknown {
  const fail = (cause: string) => new SystemFailure({ kind: 'system-answer', host, cause, excerpt: excerptOf(text) });
  const start = text.trimStart();
  if (start.startsWith('<')) throw fail('It is a web page, such as a sign-in page, where data are expected.');
  if (start === '') throw fail('It is empty.');
  if (isDeeperThan(text, maxDepth)) throw fail(`Its parts are nested more than ${maxDepth} deep.`);
  const value = parsed(text);
  if (value === undefined) throw fail('It is no whole JSON.');
  return value;
}

/** Undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
