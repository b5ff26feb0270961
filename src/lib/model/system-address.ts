import type { AddressProblem } from './app-error';
import { err, ok, type Result } from './result';

/** This device itself: a server that somebody runs here to try things out. A policy cannot name `[::1]`. */
const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1']);

/**
 * The address of a system as it is kept: `https:`, no user or password in it, no query, no slash at its end. A host
 * alone is taken for `https:`. `http:` only to this device, and only where the expert switch says so.
 */
export function systemAddress(text: string, allowsLocalHttp: boolean): Result<string, AddressProblem> {
  const typed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === '' || !URL.canParse(withScheme)) return err('malformed');
  const url = new URL(withScheme);
  if (url.username !== '' || url.password !== '') return err('has-credentials');
  if (url.search !== '' || url.hash !== '') return err('has-query');
  if (!isAllowedScheme(url, allowsLocalHttp)) return err('not-https');
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`);
}

export function isAllowedScheme(url: URL, allowsLocalHttp: boolean): boolean {
  if (url.protocol === 'https:') return true;
  return allowsLocalHttp && url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname);
}
