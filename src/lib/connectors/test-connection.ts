import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import type { TestFindings } from '../protocol/connector-api';
import type { SystemAccess } from '../protocol/system-access';
import { ask } from './ask';
import { connectorFor } from './connector-for';
import { hideToken } from './hide-token';
import { RateLimited } from './refusal';
import { requestHeaders } from './request-headers';
import { REQUEST_LIMITS, type RequestLimits } from './request-limits';
import { SystemFailure } from './system-failure';

/** Nobody waits longer for a button. */
const TEST_LIMITS: RequestLimits = { ...REQUEST_LIMITS, graceMs: 15_000 };

/** One small request, without another attempt, so that what is wrong is told at once. */
export async function testConnection(
  { connection, token, origin }: SystemAccess,
  limits: RequestLimits = TEST_LIMITS
): Promise<Result<TestFindings, AppError>> {
  const connector = connectorFor(connection.connectorId);
  const host = new URL(connection.address).host;
  try {
    const step = connector.probe(connection);
    const { address: base, allowsLocalHttp } = connection;
    const headers = requestHeaders(connector, token, base);
    const question = { url: step.url, base, origin, allowsLocalHttp, headers };
    const answer = await ask(question, { limits, signal: new AbortController().signal });
    const { items, total } = connector.read(step, answer, connection);
    return ok({ said: said(step.what, items.length, total), total });
  } catch (cause) {
    if (cause instanceof SystemFailure) return err(hideToken(cause.error, token));
    if (cause instanceof RateLimited) {
      return err({ kind: 'system-busy', host, retryAt: cause.retryAt ?? Date.now() + limits.backoffMs });
    }
    throw cause;
  }
}

function said(what: string, records: number, total: number | undefined): string {
  if (total !== undefined) return `Signed in. ${what}: ${total.toLocaleString('en')}.`;
  return records > 0 ? 'Signed in. The list can be read.' : 'Signed in. The list is empty.';
}
