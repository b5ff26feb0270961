import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { REQUEST_LIMITS } from '../../../src/lib/connectors/request-limits';
import type { BrowserLaunch } from '../../find-browser';
import {
  HOSTILE,
  startHostileServers,
  type Hostile,
  type HostileServers
} from '../../fixtures/systems/hostile-servers';
import { accessTo, attempt, endOf, runOf } from '../../fixtures/systems/list-from';
import { inBrowser } from '../fresh-browser';
import { CONNECTOR_PAGE } from './connector-site';

/** Servers that answer wrongly: lists from all of them have to fail, each in its own words, and change nothing. */
export interface HostileFigures {
  readonly total: number;
  readonly failedClearly: number;
  /** After how many of them rows, runs, history or settings were other than before. */
  readonly changed: number;
  readonly each: readonly HostileEnd[];
}

export interface HostileEnd {
  readonly name: string;
  readonly expected: string;
  readonly end: string;
  readonly ms: number;
  /** Undefined for those that ran outside the browser: there was no app to be changed. */
  readonly hasChanged: boolean | undefined;
}

const FEW_RECORDS = 20_000;

/** In the browser, through the real worker with the product's limits; what those end only after hours, with smaller ones. */
export async function hostileFigures(origin: string, launch: BrowserLaunch): Promise<HostileFigures> {
  const servers = await startHostileServers();
  const profile = mkdtempSync(path.join(tmpdir(), 'muster-hostile-'));
  try {
    const each = await inBrowser({ origin, launch, profile }, CONNECTOR_PAGE, (page) => endsInBrowser(page, servers));
    const small = await Promise.all(HOSTILE.filter(({ only }) => only === 'small-limits').map(smallEnd(servers)));
    const all = [...each, ...small];
    return {
      total: all.length,
      failedClearly: all.filter(({ end, expected }) => end === expected).length,
      changed: all.filter(({ hasChanged }) => hasChanged).length,
      each: all
    };
  } finally {
    await servers.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

interface Tried {
  readonly name: string;
  readonly expected: string;
  readonly access: ReturnType<typeof accessTo>;
}

/** The slow ones wait beside the others: two minutes and more each. */
async function endsInBrowser(page: Page, servers: HostileServers): Promise<readonly HostileEnd[]> {
  await page.evaluate(() => window.connectors.prepare());
  const before = await page.evaluate(() => window.connectors.state());
  const tried = triedIn(servers);
  const isSlow = new Set(HOSTILE.filter((hostile) => hostile.isSlow).map(({ name }) => name));
  const slow = Promise.all(tried.filter(({ name }) => isSlow.has(name)).map((one) => endOfOne(page, one, before)));
  const ends: HostileEnd[] = [];
  for (const one of tried.filter(({ name }) => !isSlow.has(name))) ends.push(await endOfOne(page, one, before));
  return [...ends, ...(await slow)];
}

function triedIn(servers: HostileServers): readonly Tried[] {
  const wrong = HOSTILE.filter(({ only }) => only !== 'small-limits').map((hostile) => ({
    name: hostile.name,
    expected: hostile.ends,
    access: accessOf(hostile, servers)
  }));
  const { closedAddress, tlsToPlain, plainToTls } = servers;
  const none = Object.entries({
    'nobody there': closedAddress,
    'TLS to plain': tlsToPlain,
    'plain to TLS': plainToTls
  });
  const unreachable = none.map(([name, address]) => ({
    name,
    expected: 'system-unreachable',
    access: accessTo(address)
  }));
  return [...wrong, ...unreachable];
}

function accessOf(hostile: Hostile, servers: HostileServers) {
  return accessTo(servers.address(hostile), { connectorId: hostile.connectorId });
}

async function endOfOne(page: Page, { name, expected, access }: Tried, before: string): Promise<HostileEnd> {
  const [ended] = await page.evaluate((given) => window.connectors.listAll([given]), access);
  const hasChanged = (await page.evaluate(() => window.connectors.state())) !== before;
  const { error } = ended;
  const end = error?.kind === 'system-incomplete' ? error.cause.kind : (error?.kind ?? ended.status);
  return { name, expected, end, ms: ended.ms, hasChanged };
}

function smallEnd(servers: HostileServers) {
  return async (hostile: Hostile): Promise<HostileEnd> => {
    const access = accessOf(hostile, servers);
    const startedAt = performance.now();
    const limits = { ...REQUEST_LIMITS, maxListRecords: FEW_RECORDS };
    const { error } = await attempt(runOf(access, { limits }), access);
    const ms = performance.now() - startedAt;
    return { name: hostile.name, expected: hostile.ends, end: endOf(error), ms, hasChanged: undefined };
  };
}
