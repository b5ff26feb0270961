import type { Dialect, ImportRecipe } from '../model/import-recipe';
import type { RowIssueKind } from '../model/row-issue';
import { mayBeDamaged } from './odd-characters';
import type { RowFilter } from './row-filter';
import { openWorkbook } from './workbook';
import { findSheet } from './workbook-head';
import type { SheetPart, SheetRow } from './workbook-rows';

/** Where the rows of a sheet go while it is read. */
export interface SheetFlow {
  readonly filter: RowFilter;
  readonly report: (bytesRead: number) => void;
  readonly send: () => Promise<void>;
}

/** Reads a sheet row by row. Rows end with their last filled cell there: what is missing is empty, not lost. */
export async function readSheet(
  file: Blob,
  { dialect, mapping }: ImportRecipe,
  { filter, report, send }: SheetFlow
): Promise<void> {
  const { parts, bytes: sheetBytes } = await openSheet(file, dialect);
  const isWanted = mapping.map(({ target }) => target !== undefined);
  let bytesRead = 0;
  for await (const { rows, bytes } of parts) {
    for (const row of rows) {
      while (row.cells.length < mapping.length) row.cells.push('');
      take(row, filter, isWanted);
    }
    await send();
    bytesRead += bytes;
    report(Math.round((file.size * bytesRead) / sheetBytes));
  }
}

export interface OpenSheet {
  readonly parts: AsyncIterable<SheetPart>;
  /** Of the sheet, unpacked. */
  readonly bytes: number;
}

export async function openSheet(file: Blob, { sheet: name }: Pick<Dialect, 'sheet'>): Promise<OpenSheet> {
  const workbook = await openWorkbook(file);
  const sheet = name === undefined ? workbook.sheets[0] : findSheet(workbook, name);
  return { parts: workbook.rows(sheet), bytes: sheet.member.bytes };
}

function take({ cells, number, problems }: SheetRow, filter: RowFilter, isWanted: readonly boolean[]): void {
  const staged = filter.rowsStaged;
  // Before the row is taken, whose cells may be changed then.
  const excerpts = problems
    .filter(({ column }) => isWanted[column])
    .map(({ kind, column }) => ({ kind, excerpt: cells[column] }));
  const isOdd = cells.some(mayBeDamaged);
  filter.record(cells, number, isOdd);
  if (filter.rowsStaged === staged) return;
  // Once per row and kind, with the first cell that has it.
  const told = new Set<RowIssueKind>();
  for (const { kind, excerpt } of excerpts) {
    if (!told.has(kind)) filter.note(kind, number, excerpt);
    told.add(kind);
  }
}
