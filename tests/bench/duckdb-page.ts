import {
  AsyncDuckDB,
  DuckDBDataProtocol,
  PACKAGE_VERSION,
  selectBundle,
  VoidLogger,
  type AsyncDuckDBConnection
} from '@duckdb/duckdb-wasm';
import type { DuckDbFigures, DuckDbPage, SearchFigures } from './bench-figures';
import { CLASSIFY, LOAD, SEARCH_TABLE, SEARCH_TOTAL, SEARCH_WINDOW, SITUATION_TYPE, SITUATIONS } from './duckdb-sql';

/** Runs in the browser: DuckDB-WASM with the same two files, and a clock. */
type Rows = readonly Readonly<Record<string, unknown>>[];

class DuckDbBench implements DuckDbPage {
  async run(queries: readonly string[]): Promise<DuckDbFigures> {
    // The library takes the bundle with threads only where the page is cross-origin isolated, which this one is not:
    // DuckDB's threads are experimental in the browser, and few hosts send the headers they need.
    const { mainModule, mainWorker } = await selectBundle({
      mvp: { mainModule: '/duckdb-mvp.wasm', mainWorker: '/duckdb-browser-mvp.worker.js' },
      eh: { mainModule: '/duckdb-eh.wasm', mainWorker: '/duckdb-browser-eh.worker.js' }
    });
    if (mainWorker === null) throw new Error('DuckDB has no worker for this browser.');
    const database = new AsyncDuckDB(new VoidLogger(), new Worker(mainWorker));
    await database.instantiate(mainModule);
    const connection = await database.connect();
    await connection.query(SITUATION_TYPE);
    const loadUsersMs = await timed(() => load(database, connection, 'users'));
    const loadAccountsMs = await timed(() => load(database, connection, 'accounts'));
    const classifyMs = await timed(() => inOrder(connection, CLASSIFY));
    const situations = (await rows(connection.query(SITUATIONS))).map(
      ({ situation, accounts }) => [String(situation), Number(accounts)] as const
    );
    await connection.query(SEARCH_TABLE);
    return {
      version: `DuckDB-WASM ${PACKAGE_VERSION} (DuckDB ${await database.getVersion()}, ${mainModule.slice(1)})`,
      loadUsersMs,
      loadAccountsMs,
      classifyMs,
      situations: Object.fromEntries(situations),
      search: await search(connection, queries)
    };
  }
}

/**
 * Without direct reading the library reads the file ten times slower through pages of its own; copied into its memory
 * first (`registerFileBuffer`), the file is there as late, and twice.
 */
async function load(
  database: AsyncDuckDB,
  connection: AsyncDuckDBConnection,
  which: 'users' | 'accounts'
): Promise<void> {
  const file = document.querySelector<HTMLInputElement>(`#${which}`)?.files?.[0];
  if (!file) throw new Error(`No file for ${which}.`);
  await database.registerFileHandle(`${which}.csv`, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
  await connection.query(LOAD[which]);
}

async function inOrder(connection: AsyncDuckDBConnection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.query(statement);
}

async function search(connection: AsyncDuckDBConnection, queries: readonly string[]): Promise<SearchFigures> {
  const window = await connection.prepare(SEARCH_WINDOW);
  const total = await connection.prepare(SEARCH_TOTAL);
  const firstWindowMs: number[] = [];
  const totalMs: number[] = [];
  const totals: number[] = [];
  const windows: number[][] = [];
  for (const query of queries) {
    const text = query.toLowerCase();
    const startedAt = performance.now();
    const found = await rows(window.query(text));
    firstWindowMs.push(performance.now() - startedAt);
    const [count] = await rows(total.query(text));
    totalMs.push(performance.now() - startedAt);
    totals.push(Number(count?.['total']));
    windows.push(found.map(({ row }) => Number(row)));
  }
  return { firstWindowMs, totalMs, totals, windows };
}

/** The cells, as a page that shows them needs them. */
async function rows(result: ReturnType<AsyncDuckDBConnection['query']>): Promise<Rows> {
  return (await result).toArray().map((row: { toJSON(): Rows[number] }) => row.toJSON());
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

window.duckDb = new DuckDbBench();
