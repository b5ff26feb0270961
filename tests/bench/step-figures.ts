import type { BenchData } from './bench-data';
import type { ImportFigures } from './bench-figures';
import type { PairedRun } from './paired-run';
import { quantile, spread, type Spread } from './spread';

/** Every figure that a run at one size gives. */
export interface Figure {
  readonly title: string;
  readonly unit: Unit;
  readonly read: (run: PairedRun, data: BenchData) => number | undefined;
}

export type Unit = 'ms' | 'MB' | 'kB' | '%' | 'times';

const importMs = ({ inspectMs, readMs, checkMs, saveMs }: ImportFigures) => inspectMs + readMs + checkMs + saveMs;
const duckDbImportMs = ({ duckDb }: PairedRun) => duckDb.loadUsersMs + duckDb.loadAccountsMs + duckDb.classifyMs;

const figure = (title: string, read: Figure['read'], unit: Unit = 'ms'): Figure => ({ title, unit, read });

export const FIGURES = {
  togetherMs: figure('both files at once, until classified and saved', ({ flow }) => flow.together.ms),
  usersMs: figure('users alone: preview to saved', ({ oneByOne }) => importMs(oneByOne.users)),
  accountsReadMs: figure('accounts alone: read', ({ oneByOne }) => oneByOne.accounts.readMs),
  accountsCheckMs: figure('… checked and classified', ({ oneByOne }) => oneByOne.accounts.checkMs),
  accountsSaveMs: figure('… saved', ({ oneByOne }) => oneByOne.accounts.saveMs),
  duckDbUsersMs: figure('DuckDB: load users', ({ duckDb }) => duckDb.loadUsersMs),
  duckDbAccountsMs: figure('DuckDB: load accounts', ({ duckDb }) => duckDb.loadAccountsMs),
  duckDbClassifyMs: figure('DuckDB: classify', ({ duckDb }) => duckDb.classifyMs),
  duckDbImportMs: figure('DuckDB: load, load and classify', duckDbImportMs),
  searchMs: figure('search: first window, median', ({ flow }) => quantile(flow.search.firstWindowMs, 0.5)),
  searchP95Ms: figure('… 95th percentile', ({ flow }) => quantile(flow.search.firstWindowMs, 0.95)),
  totalMs: figure('search: exact total, median', ({ flow }) => quantile(flow.search.totalMs, 0.5)),
  totalP95Ms: figure('… 95th percentile', ({ flow }) => quantile(flow.search.totalMs, 0.95)),
  coldMs: figure('search right after the import: first window', ({ flow }) => flow.cold.firstWindowMs[0]),
  coldTotalMs: figure('… exact total', ({ flow }) => flow.cold.totalMs[0]),
  duckDbSearchMs: figure('DuckDB: first window, median', ({ duckDb }) => quantile(duckDb.search.firstWindowMs, 0.5)),
  duckDbSearchP95Ms: figure('… 95th percentile', ({ duckDb }) => quantile(duckDb.search.firstWindowMs, 0.95)),
  duckDbTotalP95Ms: figure('DuckDB: exact total, 95th percentile', ({ duckDb }) =>
    quantile(duckDb.search.totalMs, 0.95)
  ),
  confirmMs: figure('confirm all exact matches, saved', ({ flow }) => flow.decisions.confirmMs),
  undoMs: figure('undo that', ({ flow }) => flow.decisions.undoMs),
  redoMs: figure('redo that', ({ flow }) => flow.decisions.redoMs),
  otherRulesMs: figure('match again: looked at, every key new', ({ flow }) => flow.decisions.otherRulesMs),
  sameRulesMs: figure('match again: looked at, keys seen before', ({ flow }) => flow.decisions.sameRulesMs),
  rematchMs: figure('match again, saved', ({ flow }) => flow.decisions.rematchMs),
  clearTenthMs: figure('clear a tenth of the accounts, saved', ({ flow }) => flow.decisions.clearTenthMs),
  restoreTenthMs: figure('restore them, saved', ({ flow }) => flow.decisions.restoreTenthMs),
  reopenMs: figure('reopen the browser to the first window', ({ reopened }) => reopened.firstWindowMs),
  storedMs: figure('the same bytes read from IndexedDB', ({ stored }) => stored.readMs),
  storedMB: figure('these bytes', ({ stored }) => stored.bytes / 1e6, 'MB'),
  longestTaskMs: figure('longest task of the page', ({ page }) => page?.longestTaskMs),
  interactionP98Ms: figure('interaction while an import runs, p98', ({ page }) => page?.interactionP98Ms),
  memoryMB: figure('peak memory over the idle browser', ({ flow }) => flow.memoryBytes && flow.memoryBytes / 1e6, 'MB'),
  filesMB: figure('size of both files', (_, { bytes }) => bytes / 1e6, 'MB')
} satisfies Record<string, Figure>;

export type FigureKey = keyof typeof FIGURES;

export type Spreads = Readonly<Record<FigureKey, Spread | undefined>>;

// Object.keys forgets the names that `satisfies` kept.
export const FIGURE_KEYS = Object.keys(FIGURES) as readonly FigureKey[];

export function spreadsOf(runs: readonly PairedRun[], data: BenchData): Spreads {
  const entries = FIGURE_KEYS.map((key) => [key, spread(runs.map((run) => FIGURES[key].read(run, data)))] as const);
  // The keys are all of them.
  return Object.fromEntries(entries) as unknown as Spreads;
}
