import type { Connector } from './connector';
import { SystemFailure } from './system-failure';

/**
 * The token goes into a header, never into an address. Others than these few would need the server's leave. A token
 * that no header can carry is refused here: a browser would say no more than that the request failed.
 */
export function requestHeaders(connector: Connector, token: string, base: string): Readonly<Record<string, string>> {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    const detail = token === '' ? 'No token was given.' : 'The token holds a character that is in no token.';
    throw new SystemFailure({ kind: 'system-token', host: new URL(base).host, detail });
  }
  const own = connector.headers?.(token);
  return { Accept: 'application/json', Authorization: `Bearer ${token}`, ...own };
}
