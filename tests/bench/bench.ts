import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { browserLaunch } from '../find-browser';
import { startServer } from '../serve';
import { benchData } from './bench-data';
import { benchRun, type RunFigures } from './bench-run';
import { benchSite } from './bench-site';
import { FIGURES, figureLine, spread, type FigureSpread } from './figure-table';

/**
 * `npm run bench -- --rows 10000,100000,1000000 --repeat 3 --json result.json`
 *
 * Builds nothing by itself (the npm script does), makes its data once into `bench-data/`, checks every answer against
 * what the data were made with, and only then says how long it took.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,100000,1000000' },
    repeat: { type: 'string', default: '3' },
    json: { type: 'string' }
  }
});

interface SizeResult {
  readonly rows: number;
  readonly bytes: number;
  readonly browser: string;
  readonly figures: Readonly<Record<string, FigureSpread>>;
  readonly runs: readonly RunFigures[];
}

const FOLDER = path.resolve('bench-data');
const SITE = path.join(FOLDER, 'site');

async function measure(origin: string, rows: number, repeat: number): Promise<SizeResult> {
  const data = await benchData(rows, FOLDER);
  console.log(
    `\n${rows.toLocaleString('en')} users, ${rows.toLocaleString('en')} accounts, ${(data.bytes / 1e6).toFixed(1)} MB`
  );
  console.log(`truth: ${JSON.stringify(data.truth)}`);
  const runs: RunFigures[] = [];
  for (let run = 1; run <= repeat; run++) {
    const profile = path.join(FOLDER, `profile-${rows}-${run}`);
    removeProfiles(profile);
    runs.push(await benchRun({ origin, data, profile, launch: browserLaunch() }));
    removeProfiles(profile);
    console.log(`run ${run} of ${repeat}: every answer is right`);
  }
  const figures = Object.fromEntries(FIGURES.map(({ key, read }) => [key, spread(runs.map((run) => read(run, data)))]));
  return { rows, bytes: data.bytes, browser: runs[0]?.browser ?? '', figures, runs };
}

function removeProfiles(profile: string): void {
  for (const folder of [profile, `${profile}-screen`]) rmSync(folder, { recursive: true, force: true });
}

const sizes = values.rows.split(',').map(Number);
const machine = `${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`;
mkdirSync(FOLDER, { recursive: true });
await benchSite(SITE);
const server = await startServer(SITE, 0);
const results: SizeResult[] = [];
try {
  for (const rows of sizes) results.push(await measure(server.origin, rows, Number(values.repeat)));
} finally {
  await server.close();
}
console.log(`\n${machine}\n${results[0]?.browser ?? ''}; median (lowest to highest) of ${values.repeat}\n`);
console.log(['figure'.padEnd(44), ...sizes.map((rows) => rows.toLocaleString('en').padStart(26))].join(''));
for (const figure of FIGURES)
  console.log(
    figureLine(
      figure,
      results.map((result) => result.figures[figure.key])
    )
  );
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);
