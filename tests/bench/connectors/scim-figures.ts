import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserLaunch } from '../../find-browser';
import { accessTo } from '../../fixtures/systems/list-from';
import { SCIM_TOKEN, startScimmy } from '../../fixtures/systems/scimmy-server';
import { inBrowser, SETTLE_MS } from '../fresh-browser';
import { MemoryWatch } from '../process-memory';
import { quantile } from '../spread';
import { CONNECTOR_PAGE } from './connector-site';
import type { DrainOrder } from './drain';
import { startPlainScim } from './plain-scim';

/** A list of users from a server on this machine, against the time that the server alone needs to send it. */
export interface ScimFigures {
  readonly rows: number;
  /** Until the list is complete and staged, over the server alone. Medians. */
  readonly ratio: number;
  readonly runs: readonly ScimRun[];
}

export interface ScimRun {
  readonly rows: number;
  /** From the first request until the list is whole, by the connector worker. */
  readonly listMs: number;
  /** Then inspected, read and checked by the import worker and the engine. */
  readonly stageMs: number;
  readonly serverMs: number;
  /** Above the idle browser: while the list came in, and until it was saved. Linux only. */
  readonly listBytes: number | undefined;
  readonly peakBytes: number | undefined;
}

export interface ScimBench {
  /** Where `connectorSite` is served. */
  readonly origin: string;
  readonly launch: BrowserLaunch;
  readonly rows: number;
  readonly runs: number;
}

interface ScimServer {
  readonly address: string;
  readonly asked: readonly string[];
  close(): Promise<void>;
}

interface Source {
  readonly start: () => Promise<ScimServer>;
  /** Looking through all processes takes time of the process that the server runs in: not where that time counts. */
  readonly watchesMemory: boolean;
}

const SCIMMY_PAGE = 1000;

/** From scimmy, a server that nobody here wrote. */
export function scimFigures(bench: ScimBench): Promise<ScimFigures> {
  const start = () => startScimmy({ users: bench.rows, groups: 0, maxResults: SCIMMY_PAGE });
  return figures(bench, { start, watchesMemory: false });
}

/** From a server that only sends bytes that it has ready. */
export function plainScimFigures(bench: ScimBench): Promise<ScimFigures> {
  return figures(bench, { start: () => startPlainScim(bench.rows), watchesMemory: true });
}

/** Both in turn, so that whatever else the machine does falls on both. */
async function figures(bench: ScimBench, { start, watchesMemory }: Source): Promise<ScimFigures> {
  const runs: ScimRun[] = [];
  for (let at = 0; at < bench.runs; at++) {
    const server = await start();
    try {
      const ours = await oneRun(bench, server.address, watchesMemory);
      const paths = server.asked.map((asked) => asked.replaceAll(' ', '%20'));
      const serverMs = await drained({ origin: new URL(server.address).origin, paths, token: SCIM_TOKEN });
      runs.push({ ...ours, serverMs });
    } finally {
      await server.close();
    }
  }
  const ourMs = quantile(
    runs.map(({ listMs, stageMs }) => listMs + stageMs),
    0.5
  );
  const serverMs = quantile(
    runs.map((run) => run.serverMs),
    0.5
  );
  return { rows: bench.rows, ratio: ourMs / serverMs, runs };
}

async function oneRun(
  { origin, launch, rows }: ScimBench,
  address: string,
  watchesMemory: boolean
): Promise<Omit<ScimRun, 'serverMs'>> {
  const profile = mkdtempSync(path.join(tmpdir(), 'muster-scim-'));
  try {
    return await inBrowser({ origin, launch, profile }, CONNECTOR_PAGE, async (page) => {
      await page.evaluate(() => window.connectors.prepare());
      await sleep(SETTLE_MS);
      const watch = watchesMemory && process.platform === 'linux' ? new MemoryWatch(profile) : undefined;
      try {
        const idleBytes = watch?.now() ?? 0;
        const access = accessTo(address, { withGroups: false });
        const listed = await page.evaluate((given) => window.connectors.list({ access: given }), access);
        if (listed.records !== rows) throw new Error(`${listed.records} of ${rows}: ${JSON.stringify(listed.error)}`);
        const listBytes = watch && watch.peak() - idleBytes;
        const brought = await page.evaluate(() => window.connectors.bringIn());
        if (brought.created !== rows) throw new Error(`${brought.created} of ${rows} were saved.`);
        const peakBytes = watch && watch.peak() - idleBytes;
        return { rows, listMs: listed.ms, stageMs: brought.stageMs, listBytes, peakBytes };
      } finally {
        watch?.end();
      }
    });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

function drained(order: DrainOrder): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/connectors/drain.ts'], {
    stdio: ['pipe', 'pipe', 'inherit']
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  child.stdin.end(JSON.stringify(order));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(Number(told)) : reject(new Error(`The bare client: ${code}`))));
  });
}
