import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { browserLaunch } from '../../find-browser';
import { startServer } from '../../serve';
import type { KillFigures } from './commit-figures';
import { killFigures } from './commit-kills';
import { commitSite } from './commit-site';
import { formatFigures } from './format-figures';
import { planFigures } from './plan-figures';
import { compareWithSql } from './sql-figures';

/**
 * npm run test:commit                             50 kills, prints the figures
 * npm run test:commit -- --kills N --json FILE    so many, half of them in Bulk; writes the figures too
 *
 * Ends with 1 when anything is there twice, missing or different, or a bar is not reached.
 */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, json: { type: 'string' } } });

const SQL_ROWS = 100_000;
const PLAN_BAR_MS = 1000;
const BULK_BAR_MB_PER_S = 50;

const kills = Number(values.kills);
const inBulk = Math.ceil(kills / 2);
const applied = [await underKills('bulk', inBulk), await underKills('single', kills - inBulk)];
const formats = formatFigures();
const sql = await compareWithSql(SQL_ROWS);
const plan = await planFigures();
const figures = {
  kills: sum(({ kills: count }) => count),
  duplicates: sum(({ duplicates }) => duplicates),
  missing: sum(({ missing }) => missing),
  different: sum(({ different }) => different),
  applied,
  formats,
  sql,
  plan,
  bulkFiles: plan.bulkFiles
};
const text = JSON.stringify(figures, null, 2);
console.log(text);
if (values.json !== undefined) writeFileSync(values.json, `${text}\n`);
const faults = [
  ...(figures.kills < kills ? [`only ${figures.kills} of ${kills} kills fell into a commit`] : []),
  ...(figures.duplicates + figures.missing + figures.different > 0 ? ['the target is not as planned'] : []),
  ...(formats.failed.length > 0 ? [`not read back equal: ${formats.failed.join(', ')}`] : []),
  ...(sql.different > 0 ? [`${sql.different} rows are other in SQL`] : []),
  ...(plan.ms > PLAN_BAR_MS ? [`a plan of ${plan.operations} operations took ${Math.round(plan.ms)} ms`] : []),
  ...(plan.bulkFiles.mbPerS < BULK_BAR_MB_PER_S ? [`Bulk files: ${plan.bulkFiles.mbPerS.toFixed(1)} MB/s`] : []),
  ...applied.flatMap(({ way, states, again }) =>
    states.failed + again.failed > 0 ? [`${way}: ${states.failed} failed, ${again.failed} the second time`] : []
  )
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function sum(count: (figures: KillFigures) => number): number {
  return applied.reduce((all, one) => all + count(one), 0);
}

async function underKills(way: KillFigures['way'], count: number): Promise<KillFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-commit-site-'));
  await commitSite(folder);
  const server = await startServer(folder, 0);
  try {
    const told = await killFigures({ origin: server.origin, launch: browserLaunch(), kills: count, way });
    console.log(JSON.stringify(told));
    return told;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
