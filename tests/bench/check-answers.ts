import { deepStrictEqual, strictEqual } from 'node:assert';
import type { BenchData, BenchTruth } from './bench-data';
import type {
  DecisionFigures,
  DuckDbFigures,
  ImportFigures,
  ReopenFigures,
  SearchFigures,
  TogetherFigures
} from './bench-figures';

/** No time is worth printing if the answer was wrong: each of these throws. */
export function checkTogether(figures: TogetherFigures, truth: BenchTruth): void {
  checkRows(figures, truth);
  strictEqual(figures.isMatchStale, false, 'the accounts are classified with the users that were imported');
  deepStrictEqual(figures.situations, situationsOf(truth), 'situations after both imports');
}

export function checkOneByOne(figures: { users: ImportFigures; accounts: ImportFigures }, truth: BenchTruth): void {
  checkRows(figures, truth);
  deepStrictEqual(figures.accounts.situations, situationsOf(truth), 'situations that the check tells');
}

function checkRows({ users, accounts }: { users: ImportFigures; accounts: ImportFigures }, truth: BenchTruth): void {
  strictEqual(users.rowsRead, truth.users, 'user rows read');
  strictEqual(users.rowsSaved, truth.users, 'user rows saved');
  strictEqual(accounts.rowsRead, truth.accounts, 'account rows read');
  strictEqual(accounts.rowsSaved, truth.accounts, 'account rows saved');
}

function situationsOf({ exact, multiple, noMatch }: BenchTruth): TogetherFigures['situations'] {
  return { exact, multiple, 'no-match': noMatch, partial: 0, 'manually-linked': 0 };
}

export function checkDecisions(decisions: DecisionFigures, truth: BenchTruth): void {
  const { exact, multiple, noMatch, capitals } = truth;
  strictEqual(decisions.confirmedRows, exact, 'rows confirmed');
  strictEqual(decisions.sameRulesChanged, 0, 'rows that change when nothing changed');
  strictEqual(decisions.clearedRows, noMatch, 'rows cleared');
  deepStrictEqual(
    decisions.otherRules,
    {
      'no-match to no-match': noMatch,
      'exact to partial': capitals,
      'exact to exact': exact - capitals,
      'multiple to multiple': multiple
    },
    'what other rules change'
  );
  deepStrictEqual(decisions.situationsAfter, situationsOf(truth), 'situations after all decisions');
}

export function checkReopened({ accounts, confirmedRows }: ReopenFigures, truth: BenchTruth): void {
  strictEqual(accounts, truth.accounts, 'accounts after reopening');
  strictEqual(confirmedRows, truth.exact, 'confirmed accounts after reopening');
}

export function checkDuckDb({ situations, search }: DuckDbFigures, data: BenchData): void {
  const { exact, multiple, noMatch } = data.truth;
  deepStrictEqual(situations, { exact, multiple, 'no-match': noMatch }, 'situations that DuckDB finds');
  checkSearch(search, data);
}

/** Texts cut from the address of an exact match are found at least once, the made-up ones nowhere. */
export function checkSearch({ totals }: SearchFigures, { queries }: BenchData): void {
  for (const [index, query] of queries.entries()) {
    strictEqual((totals[index] ?? 0) > 0, !query.startsWith('zqx'), `search for “${query}” found ${totals[index]}`);
  }
}

/** Query by query the same rows in the same order, and the same total. */
export function checkSameFound(muster: SearchFigures, duckDb: SearchFigures, { queries }: BenchData): void {
  for (const [index, query] of queries.entries()) {
    strictEqual(muster.totals[index], duckDb.totals[index], `both sides find the same number for “${query}”`);
    deepStrictEqual(muster.windows[index], duckDb.windows[index], `both sides find the same rows for “${query}”`);
  }
}
