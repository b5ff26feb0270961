import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchData } from './bench-data';
import type {
  DecisionFigures,
  ImportFigures,
  ReopenFigures,
  SearchFigures,
  StoredFigures,
  TogetherFigures
} from './bench-figures';
import { checkDecisions, checkOneByOne, checkReopened, checkSearch, checkTogether } from './check-answers';
import { browserVersion, inBrowser, SETTLE_MS, type BrowserRun } from './fresh-browser';
import { MemoryWatch } from './process-memory';

export interface FlowFigures {
  readonly browser: string;
  readonly together: TogetherFigures;
  /** The first search after the import, with nothing made ready for it. */
  readonly cold: SearchFigures;
  readonly search: SearchFigures;
  readonly decisions: DecisionFigures;
  /** Peak of the whole flow over the idle browser; undefined where processes cannot be read. */
  readonly memoryBytes: number | undefined;
}

/** The same two imports one after the other, so that each step shows. */
export interface OneByOneFigures {
  readonly users: ImportFigures;
  readonly accounts: ImportFigures;
}

export interface BenchRun extends BrowserRun {
  readonly data: BenchData;
}

const PAGE = '/bench/';
const COLD_LETTERS = 6;

/** One fresh browser through the whole flow; throws when an answer differs from the truth. */
export function flowRun(run: BenchRun): Promise<FlowFigures> {
  return inBrowser(run, PAGE, async (page, context) => {
    const { data } = run;
    const watch = process.platform === 'linux' ? new MemoryWatch(run.profile) : undefined;
    try {
      await page.setInputFiles('#users', data.users);
      await page.setInputFiles('#accounts', data.accounts);
      await page.evaluate(() => window.bench.prepare());
      await sleep(SETTLE_MS);
      const idleBytes = watch?.now() ?? 0;
      const together = await page.evaluate(() => window.bench.importTogether());
      checkTogether(together, data.truth);
      const coldQueries = data.queries.filter(({ length }) => length === COLD_LETTERS).slice(0, 1);
      const cold = await page.evaluate((queries) => window.bench.search(queries), coldQueries);
      await page.evaluate(() => window.bench.waitUntilIdle());
      const search = await page.evaluate((queries) => window.bench.search(queries), data.queries);
      checkSearch(search, data);
      const decisions = await page.evaluate(() => window.bench.decide());
      checkDecisions(decisions, data.truth);
      const memoryBytes = watch && watch.peak() - idleBytes;
      return { browser: browserVersion(context), together, cold, search, decisions, memoryBytes };
    } finally {
      watch?.end();
    }
  });
}

/** A new browser process on the profile that a flow left. */
export function reopenRun(run: BenchRun): Promise<ReopenFigures> {
  return inBrowser(run, PAGE, async (page) => {
    const figures = await page.evaluate(() => window.bench.reopen());
    checkReopened(figures, run.data.truth);
    return figures;
  });
}

/** Another one on the same profile, that reads the same bytes without Muster. */
export function storedRun(run: BenchRun): Promise<StoredFigures> {
  return inBrowser(run, '/bench/stored.html', (page) => page.evaluate(() => window.stored.read()));
}

export function oneByOneRun(run: BenchRun): Promise<OneByOneFigures> {
  return inBrowser(run, PAGE, async (page) => {
    await page.setInputFiles('#users', run.data.users);
    await page.setInputFiles('#accounts', run.data.accounts);
    await page.evaluate(() => window.bench.prepare());
    const users = await page.evaluate(() => window.bench.importFile('users'));
    const accounts = await page.evaluate(() => window.bench.importFile('accounts'));
    checkOneByOne({ users, accounts }, run.data.truth);
    return { users, accounts };
  });
}
