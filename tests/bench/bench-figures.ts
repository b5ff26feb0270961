import type { ShownSituation } from '../../src/lib/model/situation';

/** What one run on a page measured. Milliseconds unless the name says otherwise. */
export interface ImportFigures {
  /** Preview of the file. */
  readonly inspectMs: number;
  /** From the file's bytes to rows that lie in the engine. */
  readonly readMs: number;
  /** Comparing with what is there and, for accounts, matching. */
  readonly checkMs: number;
  /** Until everything is written and visible. */
  readonly saveMs: number;
  readonly rowsRead: number;
  readonly rowsSaved: number;
  /** As the check told them before anything was saved; all zero for users. */
  readonly situations: Readonly<Record<ShownSituation, number>>;
}

/** Both files at once, as two wizards of the app do it. */
export interface TogetherFigures {
  /** From both files chosen to both saved and the accounts classified. */
  readonly ms: number;
  readonly users: ImportFigures;
  readonly accounts: ImportFigures;
  /** As they are once both files are saved. */
  readonly situations: Readonly<Record<ShownSituation, number>>;
  /** True: the accounts were classified with other users than those that are there now. */
  readonly isMatchStale: boolean;
}

export interface SearchFigures {
  /** One entry per query: until its first window of rows is there. */
  readonly firstWindowMs: readonly number[];
  /** Until the exact total is known too. */
  readonly totalMs: readonly number[];
  readonly totals: readonly number[];
  /** Rows of the first window. */
  readonly windows: readonly (readonly number[])[];
}

export interface DecisionFigures {
  readonly confirmMs: number;
  readonly confirmedRows: number;
  readonly undoMs: number;
  readonly redoMs: number;
  readonly rematchMs: number;
  /** Worked out and shown, nothing saved: with the rules as they are. */
  readonly sameRulesMs: number;
  readonly sameRulesChanged: number;
  /** The same with rules that compare everything in another way, so that nothing known of the keys helps. */
  readonly otherRulesMs: number;
  readonly otherRules: Readonly<Record<string, number>>;
  /** The accounts without a match, a tenth of all, into the bin and out of it, saved. */
  readonly clearTenthMs: number;
  readonly restoreTenthMs: number;
  readonly clearedRows: number;
  readonly situationsAfter: Readonly<Record<ShownSituation, number>>;
}

export interface ReopenFigures {
  /** From the first call of the engine to the first window of accounts. */
  readonly firstWindowMs: number;
  readonly accounts: number;
  readonly confirmedRows: number;
}

/** Muster's page, called from outside one step at a time. */
export interface BenchPage {
  prepare(): Promise<void>;
  importTogether(): Promise<TogetherFigures>;
  importFile(which: 'users' | 'accounts'): Promise<ImportFigures>;
  waitUntilIdle(): Promise<void>;
  search(queries: readonly string[]): Promise<SearchFigures>;
  decide(): Promise<DecisionFigures>;
  reopen(): Promise<ReopenFigures>;
}

export interface StoredFigures {
  readonly readMs: number;
  readonly bytes: number;
}

/** A page that reads what Muster stored, without Muster. */
export interface StoredPage {
  read(): Promise<StoredFigures>;
}

export interface DuckDbFigures {
  /** Of the library and of DuckDB in it, and the bundle that was taken. */
  readonly version: string;
  readonly loadUsersMs: number;
  readonly loadAccountsMs: number;
  readonly classifyMs: number;
  readonly situations: Readonly<Record<string, number>>;
  readonly search: SearchFigures;
}

export interface DuckDbPage {
  run(queries: readonly string[]): Promise<DuckDbFigures>;
}

declare global {
  interface Window {
    bench: BenchPage;
    stored: StoredPage;
    duckDb: DuckDbPage;
  }
}
