import { deepStrictEqual, strictEqual } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';
import type { BenchData, BenchTruth } from './bench-data';
import type { DecisionFigures, ImportFigures, ReopenFigures, SearchFigures } from './bench-figures';
import { MemoryWatch } from './process-memory';
import { importOnScreen, type ScreenFigures } from './screen-import';

export interface RunFigures {
  readonly browser: string;
  readonly users: ImportFigures;
  readonly accounts: ImportFigures;
  readonly search: SearchFigures;
  readonly decisions: DecisionFigures;
  readonly reopened: ReopenFigures;
  readonly screen: ScreenFigures;
  /** Undefined where processes cannot be read. */
  readonly memoryBytes: number | undefined;
}

export interface BenchRun {
  readonly origin: string;
  readonly data: BenchData;
  /** Folder for the browser's profile; fresh for every run. */
  readonly profile: string;
  readonly launch: BrowserLaunch;
}

const SETTLE_MS = 1500;

/** One fresh browser through the whole flow; throws when an answer differs from the truth. */
export async function benchRun(run: BenchRun): Promise<RunFigures> {
  const { data } = run;
  const context = await launch(run);
  const watch = process.platform === 'linux' ? new MemoryWatch(run.profile) : undefined;
  try {
    const page = await benchPage(context, run.origin);
    await page.setInputFiles('#users', data.users);
    await page.setInputFiles('#accounts', data.accounts);
    await page.evaluate(() => window.bench.prepare());
    await sleep(SETTLE_MS);
    const idleBytes = watch?.now() ?? 0;
    const users = await page.evaluate(() => window.bench.importFile('users'));
    const accounts = await page.evaluate(() => window.bench.importFile('accounts'));
    checkImports(users, accounts, data.truth);
    const search = await page.evaluate((queries) => window.bench.search(queries), data.queries);
    checkSearch(search, data);
    const decisions = await page.evaluate(() => window.bench.decide());
    strictEqual(decisions.confirmedRows, data.truth.exact, 'rows confirmed');
    checkSituations(decisions.situationsAfter, data.truth);
    checkRematch(decisions, data.truth);
    const memoryBytes = watch && watch.peak() - idleBytes;
    const browser = `${context.browser()?.browserType().name() ?? 'chromium'} ${context.browser()?.version() ?? ''}`;
    await context.close();
    const reopened = await reopen(run);
    const screen = await onScreen(run);
    return { browser, users, accounts, search, decisions, reopened, screen, memoryBytes };
  } finally {
    watch?.peak();
    await context.close();
  }
}

async function reopen(run: BenchRun): Promise<ReopenFigures> {
  const context = await launch(run);
  try {
    const page = await benchPage(context, run.origin);
    const figures = await page.evaluate(() => window.bench.reopen());
    strictEqual(figures.accounts, run.data.truth.accounts, 'accounts after reopening');
    strictEqual(figures.confirmedRows, run.data.truth.exact, 'confirmed accounts after reopening');
    return figures;
  } finally {
    await context.close();
  }
}

async function onScreen({ profile, ...run }: BenchRun): Promise<ScreenFigures> {
  const context = await launch({ ...run, profile: `${profile}-screen` });
  try {
    return await importOnScreen(await context.newPage(), run.origin, run.data);
  } finally {
    await context.close();
  }
}

function launch({ profile, launch: { executablePath, args } }: BenchRun): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { executablePath, args: [...args] });
}

async function benchPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`page: ${message.text()}`);
  });
  await page.goto(`${origin}/bench/`);
  await page.waitForFunction(() => 'bench' in window);
  return page;
}

function checkImports(users: ImportFigures, accounts: ImportFigures, truth: BenchTruth): void {
  strictEqual(users.rowsRead, truth.users, 'user rows read');
  strictEqual(users.rowsSaved, truth.users, 'user rows saved');
  strictEqual(accounts.rowsRead, truth.accounts, 'account rows read');
  strictEqual(accounts.rowsSaved, truth.accounts, 'account rows saved');
  checkSituations(accounts.situations, truth);
}

function checkSituations(found: ImportFigures['situations'], truth: BenchTruth): void {
  const { exact, multiple, noMatch } = truth;
  deepStrictEqual({ ...found }, { exact, multiple, 'no-match': noMatch, partial: 0, 'manually-linked': 0 });
}

function checkRematch(decisions: DecisionFigures, { exact, multiple, noMatch, capitals }: BenchTruth): void {
  strictEqual(decisions.rematchChanged, 0, 'rows that change when nothing changed');
  strictEqual(decisions.clearedRows, noMatch, 'rows cleared');
  deepStrictEqual(decisions.otherRules, {
    'no-match to no-match': noMatch,
    'exact to partial': capitals,
    'exact to exact': exact - capitals,
    'multiple to multiple': multiple
  });
}

/** Texts cut from an account's address are found at least once, the made-up ones nowhere. */
function checkSearch({ totals }: SearchFigures, { queries }: BenchData): void {
  for (const [index, query] of queries.entries()) {
    strictEqual((totals[index] ?? 0) > 0, !query.startsWith('zqx'), `search for “${query}” found ${totals[index]}`);
  }
}
