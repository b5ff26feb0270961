import { csvRow } from '../csv-row';

const QUOTED = /^[@+\-=|%]/;

export function isQuotedForOracle(cell: string): boolean {
  return QUOTED.test(cell);
}

/**
 * A cell as Oracle's import of users, groups and roles reads it: what begins like a formula stands in single quotes,
 * which the import takes away. A value that has such quotes of its own cannot be said; it would lose them.
 */
function quoteForOracle(cell: string): string {
  return isQuotedForOracle(cell) ? `'${cell}'` : cell;
}

export function oracleRow(cells: readonly string[]): string {
  return csvRow(cells.map(quoteForOracle));
}
