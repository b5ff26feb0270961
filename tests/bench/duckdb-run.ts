import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchData } from './bench-data';
import type { DuckDbFigures } from './bench-figures';
import { checkDuckDb } from './check-answers';
import { inBrowser, SETTLE_MS, type BrowserRun } from './fresh-browser';

/** One fresh browser with DuckDB-WASM through loading, classifying and searching. */
export function duckDbRun(run: BrowserRun & { readonly data: BenchData }): Promise<DuckDbFigures> {
  return inBrowser(run, '/', async (page) => {
    const { data } = run;
    await page.setInputFiles('#users', data.users);
    await page.setInputFiles('#accounts', data.accounts);
    await sleep(SETTLE_MS);
    const figures = await page.evaluate((queries) => window.duckDb.run(queries), data.queries);
    checkDuckDb(figures, data);
    return figures;
  });
}
