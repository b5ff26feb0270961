import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { faultTally } from './faults/fault-tally';
import { browserLaunch } from './find-browser';

/**
 * Everything that must hold, in one run: static checks, unit and contract tests, the build, the end-to-end tests on what
 * was built, the browser killed and broken, other browsers, and whether building again gives the same. The last line says
 * how many tests passed and failed; a step that breaks counts as one failure.
 */
interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const RESULTS = 'test-results';
const NONE: Tally = { passed: 0, failed: 0 };

function run(title: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n== ${title}`);
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32'
  });
  console.log(
    `== ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  );
  return status === 0;
}

function step(title: string, script: string): Tally {
  return { passed: 0, failed: run(title, 'npm', ['run', '--silent', script]) ? 0 : 1 };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A suite that fails without naming a failed test (it could not be loaded, or the runner broke) is one failure. */
function tally(passed: number, failed: number, isGreen: boolean): Tally {
  return { passed, failed: isGreen ? failed : Math.max(1, failed) };
}

function unitTests(): Tally {
  const file = `${RESULTS}/unit.json`;
  const args = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const isGreen = run('unit and contract tests', 'npx', args);
  const report = readJson(file) as { numPassedTests: number; numFailedTests: number } | undefined;
  return tally(report?.numPassedTests ?? 0, report?.numFailedTests ?? 0, isGreen);
}

function endToEndTests(): Tally {
  const file = `${RESULTS}/e2e.json`;
  const args = ['playwright', 'test', '--config', 'tests/playwright.config.ts', '--reporter=list,json'];
  const browser = findBrowser();
  if (!browser) return { passed: 0, failed: 1 };
  const isGreen = run('end-to-end tests', 'npx', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file, CHROMIUM_PATH: browser });
  const report = readJson(file) as { stats: { expected: number; unexpected: number; flaky: number } } | undefined;
  return tally(report?.stats.expected ?? 0, (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0), isGreen);
}

/** 50 kills, canaries and a hundred damaged backups; before a release there are more, and the other faults (README). */
function faults(): Tally {
  const file = `${RESULTS}/faults.json`;
  const parts = ['--parts', 'kills,commits,canaries,backups', '--kills', '50', '--lanes', '2', '--backups', '100'];
  const isGreen = run('faults', 'npx', ['tsx', 'tests/faults/test-faults.ts', ...parts, '--json', file]);
  const { passed, failed } = faultTally(file);
  return tally(passed, failed, isGreen);
}

function findBrowser(): string | undefined {
  try {
    return browserLaunch().executablePath;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const checks = step('format, lint, dependencies, types', 'check:static');
const unit = unitTests();
const build = step('build', 'build');
const endToEnd = build.failed === 0 ? endToEndTests() : NONE;
const broken = build.failed === 0 ? faults() : NONE;
const others = build.failed === 0 ? step('Firefox and WebKitGTK, where they can be had', 'test:browsers') : NONE;
const again = build.failed === 0 ? step('a second build, the same bytes', 'test:build') : NONE;
const all = [checks, unit, build, endToEnd, broken, others, again];
const passed = all.reduce((sum, { passed: count }) => sum + count, 0);
const failed = all.reduce((sum, { failed: count }) => sum + count, 0);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);
