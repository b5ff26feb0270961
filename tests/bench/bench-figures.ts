import type { ShownSituation } from '../../src/lib/model/situation';

/** What one run on the page measured. Milliseconds unless the name says otherwise. */
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
  readonly situations: Readonly<Record<ShownSituation, number>>;
}

export interface SearchFigures {
  /** One entry per query: until its first window of rows is there. */
  readonly firstWindowMs: readonly number[];
  /** Until the exact total is known. */
  readonly totalMs: readonly number[];
  readonly totals: readonly number[];
}

export interface DecisionFigures {
  readonly confirmMs: number;
  readonly confirmedRows: number;
  readonly undoMs: number;
  readonly redoMs: number;
  readonly rematchMs: number;
  /** Worked out and shown, nothing saved: with the rules as they are. */
  readonly rematchComputeMs: number;
  readonly rematchChanged: number;
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
  readonly reopenMs: number;
  readonly firstWindowMs: number;
  readonly accounts: number;
  readonly confirmedRows: number;
}

/** The page's side of the benchmark, called from outside one step at a time. */
export interface BenchPage {
  prepare(): Promise<void>;
  importFile(which: 'users' | 'accounts'): Promise<ImportFigures>;
  search(queries: readonly string[]): Promise<SearchFigures>;
  decide(): Promise<DecisionFigures>;
  reopen(): Promise<ReopenFigures>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
