import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserLaunch } from '../../find-browser';
import { startServer } from '../../serve';
import { connectorSite } from './connector-site';
import { hostileFigures, type HostileFigures } from './hostile-figures';
import type { PartResult } from './mapping-part';
import { quantile } from '../spread';
import { plainScimFigures, scimFigures, type ScimBench, type ScimFigures } from './scim-figures';

/** Measured in the browser, on what `npm run build` made. Until the list is complete and staged, over the time that the server alone needs. */
const RATIO_BAR = 1.3;
const ROWS = 100_000;
const FEW_ROWS = 20_000;
const RUNS = 3;
/** Of each thread. */
const HEAP_MB = 64;

export interface ScimPartFigures {
  readonly rows: number;
  readonly ratio: number;
  readonly scimmy: ScimFigures;
  /** A server that only sends bytes that it has ready: what our own side takes. */
  readonly plain: ScimFigures;
  /** The same with fewer rows, for the memory. */
  readonly plainFew: ScimFigures;
  /** What more rows add to the memory while they are listed, in a browser that may not put off clearing up. Linux only. */
  readonly memory: { readonly rows: number; readonly fewRows: number; readonly addedBytes: number | undefined };
}

export async function scimPart(): Promise<PartResult<ScimPartFigures>> {
  return withSite(async (origin) => {
    const bench = { origin, launch: browserLaunch(), rows: ROWS, runs: RUNS };
    const scimmy = await scimFigures(bench);
    const plain = await plainScimFigures(bench);
    const plainFew = await plainScimFigures({ ...bench, rows: FEW_ROWS });
    for (const [name, figures] of Object.entries({ scimmy, plain, 'plain, few': plainFew })) printScim(name, figures);
    const memory = { rows: ROWS, fewRows: FEW_ROWS, addedBytes: await addedBytes(bench) };
    console.log(`${ROWS - FEW_ROWS} rows more, in a heap of ${HEAP_MB} MB: ${megabytes(memory.addedBytes)} more`);
    const { rows, ratio } = scimmy;
    const faults = ratio <= RATIO_BAR ? [] : [`scim.ratio is ${ratio.toFixed(2)}, the bar is ${RATIO_BAR}.`];
    return { figures: { rows, ratio, scimmy, plain, plainFew, memory }, faults };
  });
}

/** With room, a browser leaves garbage where it is for long: how much says nothing of what is kept. */
async function addedBytes(bench: ScimBench): Promise<number | undefined> {
  const args = [...bench.launch.args, `--js-flags=--max-old-space-size=${HEAP_MB}`];
  const held = { ...bench, launch: { ...bench.launch, args } };
  const many = listed(await plainScimFigures(held));
  const few = listed(await plainScimFigures({ ...held, rows: FEW_ROWS }));
  return many === undefined || few === undefined ? undefined : many - few;
}

function listed({ runs }: ScimFigures): number | undefined {
  const bytes = runs.map(({ listBytes }) => listBytes).filter((one) => one !== undefined);
  return bytes.length > 0 ? quantile(bytes, 0.5) : undefined;
}

export async function hostilePart(): Promise<PartResult<HostileFigures>> {
  return withSite(async (origin) => {
    const figures = await hostileFigures(origin, browserLaunch());
    for (const { name, end, ms } of figures.each) console.log(`${name}: ${end} after ${(ms / 1000).toFixed(1)} s`);
    const faults = figures.each
      .filter(({ end, expected, hasChanged }) => end !== expected || hasChanged)
      .map(({ name, end, expected, hasChanged }) =>
        hasChanged ? `${name}: something was changed.` : `${name}: ended as ${end}, not as ${expected}.`
      );
    return { figures, faults };
  });
}

function printScim(name: string, { rows, ratio, runs }: ScimFigures): void {
  console.log(`${name}: ${rows.toLocaleString('en')} rows, ${ratio.toFixed(2)} times the server alone`);
  for (const { listMs, stageMs, serverMs, listBytes, peakBytes } of runs) {
    console.log(
      `  list ${seconds(listMs)}, stage ${seconds(stageMs)}, server alone ${seconds(serverMs)}, ` +
        `memory ${megabytes(listBytes)} listed, ${megabytes(peakBytes)} saved`
    );
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '?' : `${Math.round(bytes / 2 ** 20)} MiB`;
}

async function withSite<Value>(work: (origin: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-connectors-'));
  await connectorSite(folder);
  const site = await startServer(folder, 0);
  try {
    return await work(site.origin);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
