import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { browserLaunch } from '../find-browser';
import { startServer } from '../serve';
import { barTable, stepTable } from './bar-table';
import { benchData, type BenchData } from './bench-data';
import { benchSite, duckDbSite } from './bench-site';
import { headline, type Headline } from './headline';
import { pairedRun, type BenchSites, type PairedRun } from './paired-run';
import { writeReadmePart } from './readme-part';
import { measureShell, type ShellRuns } from './shell-run';
import { spreadsOf, type Spreads } from './step-figures';
import { markdownTable, plainTable } from './table-text';
import { threeMillions } from './three-millions';

/**
 * npm run bench                                          everything, the figures of the README; about half an hour
 * npm run bench -- --rows 20000 --repeat 1 --no-screens  quick
 *
 *   --rows 100000,1000000   sizes; the figures with a bar are those of the largest
 *   --repeat 5              runs of each, both sides in turn
 *   --no-three              without the run of 3,000,000 that belongs to 1,000,000
 *   --no-screens            without what is measured through the app's own screens
 *   --json FILE             everything that was measured
 *   --readme                writes the tables into README.md
 *
 * It makes its data once into `bench-data/`, checks every answer of both sides against what the data were made with and
 * against each other, and only then says how long it took.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000,1000000' },
    repeat: { type: 'string', default: '5' },
    'no-three': { type: 'boolean', default: false },
    'no-screens': { type: 'boolean', default: false },
    json: { type: 'string' },
    readme: { type: 'boolean', default: false }
  }
});

interface SizeResult {
  readonly rows: number;
  readonly data: BenchData;
  readonly runs: readonly PairedRun[];
  readonly spreads: Spreads;
}

const FOLDER = path.resolve('bench-data');
const MILLION = 1_000_000;
const sizes = values.rows
  .split(',')
  .map(Number)
  .sort((one, other) => one - other);
const repeat = Number(values.repeat);
const withScreens = !values['no-screens'];

async function measure(sites: BenchSites, rows: number): Promise<SizeResult> {
  const data = await benchData(rows, FOLDER);
  const count = rows.toLocaleString('en');
  console.log(`\n${count} users, ${count} accounts, ${(data.bytes / 1e6).toFixed(1)} MB`);
  console.log(`truth: ${JSON.stringify(data.truth)}`);
  const runs: PairedRun[] = [];
  for (let run = 1; run <= repeat; run++) {
    runs.push(await pairedRun(sites, data, withScreens));
    console.log(`run ${run} of ${repeat}: every answer of both sides is right`);
  }
  return { rows, data, runs, spreads: spreadsOf(runs, data) };
}

function headlineOf(results: readonly SizeResult[], three: Headline['three'], shell: ShellRuns): Headline {
  const largest = largestOf(results);
  const { rows, data, spreads, runs } = largest;
  return headline({
    rows,
    fileBytes: data.bytes,
    confirmedRows: runs[0]?.flow.decisions.confirmedRows ?? 0,
    spreads,
    tenth: results.find((result) => result.rows * 10 === rows)?.spreads,
    three,
    shell: shell.spreads
  });
}

function largestOf(results: readonly SizeResult[]): SizeResult {
  const largest = results.at(-1);
  if (!largest) throw new Error('No size was asked for.');
  return largest;
}

const CONDITIONS = [
  '88 % of the accounts are an exact match, 2 % multiple matches, 10 % no match.',
  'Each run has fresh browsers, both sides in turn; DuckDB runs without threads, as pages without cross-origin isolation have it.',
  'Before the 200 searches the desk was open until the files were hashed and the engine had come to rest.'
];

function described(results: readonly SizeResult[]): string {
  const [run] = largestOf(results).runs;
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'} x ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`;
  const runs = repeat === 1 ? 'One run' : `Median (lowest to highest) of ${repeat} runs`;
  return `${runs} on ${machine}, ${run?.flow.browser ?? ''}, ${run?.duckDb.version ?? ''}.`;
}

mkdirSync(FOLDER, { recursive: true });
const [musterFolder, duckDbFolder] = [path.join(FOLDER, 'site'), path.join(FOLDER, 'duckdb-site')];
await benchSite(musterFolder);
await duckDbSite(duckDbFolder);
const [muster, duckDb] = [await startServer(musterFolder, 0), await startServer(duckDbFolder, 0)];
const sites: BenchSites = {
  muster: muster.origin,
  duckDb: duckDb.origin,
  folder: FOLDER,
  launch: browserLaunch()
};
try {
  const results: SizeResult[] = [];
  for (const rows of sizes) results.push(await measure(sites, rows));
  const shell = await measureShell(sites, withScreens ? repeat : 0);
  const isWithThree = sizes.includes(MILLION) && !values['no-three'];
  const three = isWithThree ? await threeMillions(sites) : undefined;
  const figures = headlineOf(results, three, shell);
  const bars = barTable({ headline: figures, spreads: largestOf(results).spreads, shell: shell.spreads });
  const steps = stepTable(results);
  console.log(`\n${[described(results), ...CONDITIONS].join('\n')}\n`);
  console.log(`${plainTable(bars)}\n\n${plainTable(steps)}`);
  if (values.json) {
    const all = { ...figures, described: described(results), conditions: CONDITIONS, sizes: results, shellRuns: shell };
    // The rows of the windows were for the check alone.
    const text = JSON.stringify(all, (key, value: unknown) => (key === 'windows' ? undefined : value), 2);
    writeFileSync(values.json, `${text}\n`);
  }
  if (values.readme) {
    const text = [[described(results), ...CONDITIONS].join('\n'), markdownTable(bars), markdownTable(steps)];
    writeReadmePart('README.md', 'benchmark', text.join('\n\n'));
  }
} finally {
  await muster.close();
  await duckDb.close();
}
