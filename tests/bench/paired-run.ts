import { rmSync } from 'node:fs';
import path from 'node:path';
import type { BrowserLaunch } from '../find-browser';
import type { BenchData } from './bench-data';
import type { DuckDbFigures, ReopenFigures, StoredFigures } from './bench-figures';
import {
  flowRun,
  oneByOneRun,
  reopenRun,
  storedRun,
  type BenchRun,
  type FlowFigures,
  type OneByOneFigures
} from './bench-run';
import { checkSameFound } from './check-answers';
import { duckDbRun } from './duckdb-run';
import { pageFigures, type PageFigures } from './page-figures';

/** Where the two sites are served, and where profiles may lie. */
export interface BenchSites {
  readonly muster: string;
  readonly duckDb: string;
  readonly folder: string;
  readonly launch: BrowserLaunch;
}

export interface MusterRun {
  readonly flow: FlowFigures;
  readonly reopened: ReopenFigures;
  readonly stored: StoredFigures;
}

export interface PairedRun extends MusterRun {
  readonly duckDb: DuckDbFigures;
  readonly oneByOne: OneByOneFigures;
  /** Undefined in a run for the answers only. */
  readonly page: PageFigures | undefined;
}

/** Both sides, one after the other, each in browsers of its own. Throws when an answer is wrong or the two differ. */
export async function pairedRun(sites: BenchSites, data: BenchData, withScreens: boolean): Promise<PairedRun> {
  const duckDb = await onFreshProfile(sites, 'duckdb', (profile) =>
    duckDbRun({ origin: sites.duckDb, data, profile, launch: sites.launch })
  );
  const muster = await musterRun(sites, data);
  checkSameFound(muster.flow.search, duckDb.search, data);
  const run = (profile: string): BenchRun => ({ origin: sites.muster, data, profile, launch: sites.launch });
  const oneByOne = await onFreshProfile(sites, 'one-by-one', (profile) => oneByOneRun(run(profile)));
  const page = withScreens ? await onFreshProfile(sites, 'screens', (profile) => pageFigures(run(profile))) : undefined;
  return { ...muster, duckDb, oneByOne, page };
}

/** The whole flow, and reopening what it left. */
export function musterRun(sites: BenchSites, data: BenchData): Promise<MusterRun> {
  return onFreshProfile(sites, 'flow', async (profile) => {
    const run = { origin: sites.muster, data, profile, launch: sites.launch };
    return { flow: await flowRun(run), reopened: await reopenRun(run), stored: await storedRun(run) };
  });
}

async function onFreshProfile<Value>(
  { folder }: BenchSites,
  name: string,
  work: (profile: string) => Promise<Value>
): Promise<Value> {
  const profile = path.join(folder, `profile-${name}`);
  rmSync(profile, { recursive: true, force: true });
  try {
    return await work(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
