import { afterAll, beforeAll, expect, test } from 'vitest';
import { REQUEST_LIMITS, type RequestLimits } from '../../../src/lib/connectors/request-limits';
import { HOSTILE, startHostileServers, type HostileServers } from '../../fixtures/systems/hostile-servers';
import { accessTo, attempt, endOf, runOf } from '../../fixtures/systems/list-from';

/** So small that waiting for each takes no time. */
const SMALL: RequestLimits = {
  ...REQUEST_LIMITS,
  graceMs: 400,
  backoffMs: 2,
  longestWaitMs: 5000,
  mostWaits: 2,
  maxListRecords: 20_000
};
const BOUND_MS = 12_000;

let servers: HostileServers;

beforeAll(async () => {
  servers = await startHostileServers();
});

afterAll(() => servers.close());

test.for(HOSTILE.filter(({ only }) => only !== 'browser'))('$name ends: $ends', async (hostile) => {
  const access = accessTo(servers.address(hostile), { connectorId: hostile.connectorId });
  const startedAt = performance.now();
  const { listing, error } = await attempt(runOf(access, { limits: SMALL }), access);
  expect(endOf(error)).toBe(hostile.ends);
  expect(listing).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(BOUND_MS);
  expect(JSON.stringify(error)).not.toContain(access.token);
});

test('nobody there, and TLS on one side only', async () => {
  for (const address of [servers.closedAddress, servers.tlsToPlain, servers.plainToTls]) {
    const access = accessTo(address);
    const { error } = await attempt(runOf(access, { limits: SMALL }), access);
    expect(error).toEqual({ kind: 'system-unreachable', host: new URL(address).host });
  }
});

test('the limits of the product', () => {
  expect(REQUEST_LIMITS).toEqual({
    graceMs: 30_000,
    minBytesPerSecond: 1024,
    maxAnswerBytes: 64 * 1024 * 1024,
    maxListBytes: 4 * 1024 * 1024 * 1024,
    maxListRecords: 10_000_000,
    mostEmptyPages: 200,
    maxDepth: 64,
    retries: 4,
    backoffMs: 1000,
    longestWaitMs: 15 * 60_000,
    mostWaits: 20,
    restarts: 2,
    secondLooks: 1
  });
});
