import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { killFigures } from '../bench/commit/commit-kills';
import { commitSite } from '../bench/commit/commit-site';
import { browserLaunch } from '../find-browser';
import { startServer, type StaticServer } from '../serve';
import { canaryFigures } from './canaries';
import { FAILING_STORAGE } from './cases/failing-storage';
import { LOST_GROUND } from './cases/lost-ground';
import { NEW_RELEASE } from './cases/new-release';
import { TWO_TABS } from './cases/two-tabs';
import type { FaultGround } from './fault-case';
import { figuresOf, printReport, problemsOf, readmeText, type CaseResult } from './fault-report';
import { faultSite } from './fault-site';
import { carryOutKills } from './kill-schedule';
import { KILL_SCENARIOS } from './kill-scenarios';
import { payloadFigures } from './payload-figures';
import { Profiles } from './profiles';
import { tamperedFigures } from './tampered-backups';

/**
 * npm run test:faults                                  50 kills and everything else
 * npm run test:faults -- --kills 1000 --lanes 2 --json FILE
 *
 *   --kills 50         kills of the whole browser, spread over the scenarios and their journal points
 *   --lanes 1          browsers at a time
 *   --journal FILE     each kill is put down there; the same order goes on where it was ended
 *   --parts kills,…    of kills, commits, cases, canaries, backups, payloads
 *   --only TEXT,…      scenarios and faults whose name has one of these
 *   --backups 1000     tampered backups
 *   --json FILE        all figures, and every kill
 *   --readme           writes the counts into README.md
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    lanes: { type: 'string', default: '1' },
    journal: { type: 'string' },
    parts: { type: 'string', default: 'kills,commits,cases,canaries,backups,payloads' },
    only: { type: 'string', default: '' },
    backups: { type: 'string', default: '1000' },
    json: { type: 'string' },
    readme: { type: 'boolean', default: false }
  }
});

type Part = 'kills' | 'commits' | 'cases' | 'canaries' | 'backups' | 'payloads';

const COMMIT_SHARE = 12;
const CASE_MS = 120_000;
const [README_START, README_END] = ['<!-- faults -->', '<!-- /faults -->'];
const parts = new Set(values.parts.split(','));
const only = values.only.split(',');
const kills = Number(values.kills);
const commitKills = parts.has('commits') ? Math.max(1, Math.round(kills / COMMIT_SHARE)) : 0;

const isWanted = ({ name }: { readonly name: string }) => only.some((text) => name.includes(text));

async function inPart<Value>(part: Part, work: () => Promise<Value>): Promise<Value | undefined> {
  if (!parts.has(part)) return undefined;
  const startedAt = Date.now();
  try {
    return await work();
  } finally {
    console.log(`${part}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  }
}

function killAll(ground: FaultGround) {
  return carryOutKills(ground.bench, {
    scenarios: KILL_SCENARIOS.filter(isWanted),
    kills: kills - commitKills,
    lanes: Number(values.lanes),
    journal: values.journal,
    onKill: ({ scenario, at, acked, found, usableMs, ms, illegal, silent }, done) => {
      const marks = [...illegal, ...silent].map((what) => `\n    ${what}`).join('');
      console.log(
        `${done} ${scenario}, ${at}: told ${acked}, there ${found}; usable in ${usableMs} ms; ${ms} ms${marks}`
      );
    }
  });
}

async function killCommits({ bench }: FaultGround) {
  const folder = path.join(bench.folder, 'commit-site');
  await commitSite(folder);
  const server = await startServer(folder, 0);
  try {
    return await killFigures({ origin: server.origin, launch: bench.launch, kills: commitKills, way: 'bulk' });
  } finally {
    await server.close();
  }
}

async function runCases(ground: FaultGround): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const fault of [...FAILING_STORAGE, ...TWO_TABS, ...LOST_GROUND, ...NEW_RELEASE].filter(isWanted)) {
    const startedAt = Date.now();
    const problems = await Promise.race([fault.run(ground), late()]).catch((error: unknown) => [String(error)]);
    results.push({ id: fault.id, name: fault.name, problems, ms: Date.now() - startedAt });
    console.log(`${fault.id} ${fault.name}: ${problems.length === 0 ? 'holds' : problems.join('; ')}`);
  }
  return results;
}

function late(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(['did not come to an end']), CASE_MS).unref();
  });
}

function writeReadme(text: string): void {
  const readme = readFileSync('README.md', 'utf8');
  const [start, end] = [readme.indexOf(README_START), readme.indexOf(README_END)];
  if (start < 0 || end < start) throw new Error('README.md lacks the comments that the counts are written between.');
  writeFileSync('README.md', `${readme.slice(0, start + README_START.length)}\n\n${text}\n\n${readme.slice(end)}`);
}

// Browsers end with this process, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const folder = mkdtempSync(path.join(tmpdir(), 'muster-faults-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let server: StaticServer | undefined;
try {
  const site = path.join(folder, 'site');
  await faultSite(site);
  server = await startServer(site, 0);
  const bench = { launch: browserLaunch(), origin: server.origin, folder };
  const ground: FaultGround = { bench, profiles: new Profiles(bench, 'shared'), server, site };
  const results = {
    kills: (await inPart('kills', () => killAll(ground))) ?? [],
    commits: await inPart('commits', () => killCommits(ground)),
    cases: (await inPart('cases', () => runCases(ground))) ?? [],
    canaries: await inPart('canaries', () => canaryFigures(ground)),
    backups: await inPart('backups', () => tamperedFigures(ground, Number(values.backups))),
    payloads: await inPart('payloads', () => payloadFigures(bench))
  };
  printReport(results);
  const problems = problemsOf(results);
  console.log(`\n${JSON.stringify(figuresOf(results))}`);
  console.log(problems.length === 0 ? 'Everything held.' : `\n${problems.join('\n')}`);
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ ...figuresOf(results), problems, details: results }, null, 2)}\n`);
  if (values.readme) writeReadme(readmeText(results));
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await server?.close();
}
