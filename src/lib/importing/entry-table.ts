import type { RowIssueKind } from '../model/row-issue';
import { ImportFailure } from './import-failure';
import { MAX_COLUMNS } from './max-columns';

/** Entries, each with attributes of its own, laid out as a table: a column for every attribute that some entry has. */
export interface EntryTable {
  readonly columns: readonly string[];
  readonly rows: readonly string[][];
  /** Where each row began in the file: its line, or its place where a file is one line. From 1. */
  readonly numbers: readonly number[];
  readonly issues: readonly EntryIssue[];
}

export interface EntryIssue {
  readonly kind: RowIssueKind;
  readonly number: number;
  readonly excerpt: string;
}

/** One entry, its values brought into one cell each. */
export interface Entry {
  readonly number: number;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Fills a table from entries, in their order; a column stands where its attribute was first seen, `lastColumn` behind
 * all others, whether an entry has it or not.
 */
export function entryTable(entries: readonly Entry[], issues: readonly EntryIssue[], lastColumn?: string): EntryTable {
  const places = new Map<string, number>();
  for (const { cells } of entries) {
    for (const name of cells.keys()) if (name !== lastColumn && !places.has(name)) places.set(name, places.size);
  }
  if (lastColumn !== undefined) places.set(lastColumn, places.size);
  if (places.size > MAX_COLUMNS) {
    throw new ImportFailure({ kind: 'file-too-many-columns', columns: places.size, limit: MAX_COLUMNS });
  }
  const rows = entries.map(({ cells }) => {
    const row = new Array<string>(places.size).fill('');
    for (const [name, value] of cells) row[places.get(name) ?? -1] = value;
    return row;
  });
  return { columns: [...places.keys()], rows, numbers: entries.map(({ number }) => number), issues };
}
