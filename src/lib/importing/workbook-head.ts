import type { Dialect } from '../model/import-recipe';
import type { DialectChoice, SheetName } from '../protocol/import-api';
import { detectHeaderRow } from './detect-header-row';
import { ImportFailure } from './import-failure';
import { openWorkbook, type Sheet, type Workbook } from './workbook';
import { readMergedRows, withMergedRows } from './workbook-merges';

/** Guesses are made from so many rows, and rows further down are not looked for. */
const HEAD_ROWS = 200;
const LAST_HEAD_ROW = 2000;
/** Headers that span several rows stand among these. */
const HEADER_ROWS = 25;

export interface WorkbookHead {
  readonly dialect: Dialect;
  readonly sheets: readonly SheetName[];
  readonly records: readonly (readonly string[])[];
  readonly columnCount: number;
  readonly isWhole: boolean;
}

/** Reads the beginning of the sheet that is chosen; else of the first one that has rows and is no cover. */
export async function readWorkbookHead(file: Blob, choice: DialectChoice): Promise<WorkbookHead> {
  const workbook = await openWorkbook(file);
  const sheets = likeliestFirst(workbook.sheets);
  const { sheet, records, isWhole } = await firstWithRows(
    workbook,
    choice.sheet === undefined ? sheets : [findSheet(workbook, choice.sheet)]
  );
  const columnCount = Math.max(...records.map((record) => record.length));
  const merged = await readMergedRows(workbook.parts(sheet), HEADER_ROWS);
  const filled = withMergedRows(records, merged);
  const headerRow = 'headerRow' in choice ? choice.headerRow : headerRowOf(filled, columnCount);
  return {
    dialect: {
      format: 'workbook',
      encoding: 'utf-8',
      delimiter: ',',
      lineBreak: '\n',
      headerRow,
      sheet: sheet.name
    },
    sheets: hiddenLast(workbook.sheets).map(({ name, isHidden }) => ({ name, isHidden })),
    // Data come in as they stand, whatever is merged among them.
    records: records.map((record, row) => (row === headerRow ? filled[row] : record)),
    columnCount,
    isWhole
  };
}

/** A cover or a page of notes is that much smaller than the list that it belongs to. */
const COVER_SHARE = 1 / 8;
/** Below that, two sheets are as good as each other. */
const LEAST_LIST_BYTES = 4096;

/** In the workbook's order, but covers behind lists, and hidden sheets last. */
function likeliestFirst(sheets: readonly Sheet[]): readonly Sheet[] {
  const largest = Math.max(LEAST_LIST_BYTES, ...sheets.filter((sheet) => !sheet.isHidden).map(sizeOf));
  const isCover = (sheet: Sheet) => sizeOf(sheet) < largest * COVER_SHARE;
  return hiddenLast(sheets.toSorted((one, other) => Number(isCover(one)) - Number(isCover(other))));
}

function hiddenLast(sheets: readonly Sheet[]): readonly Sheet[] {
  return sheets.toSorted((one, other) => Number(one.isHidden) - Number(other.isHidden));
}

function sizeOf({ member }: Sheet): number {
  return member.bytes;
}

export function findSheet(workbook: Workbook, name: string): Sheet {
  const sheet = workbook.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new ImportFailure({ kind: 'file-unreadable', cause: `It has no sheet “${name}” any more.` });
  return sheet;
}

interface SheetHead {
  readonly sheet: Sheet;
  /** Row r of the sheet stands in records[r - 1]. */
  readonly records: readonly (readonly string[])[];
  readonly isWhole: boolean;
}

async function firstWithRows(workbook: Workbook, sheets: readonly Sheet[]): Promise<SheetHead> {
  for (const sheet of sheets) {
    const head = await sheetHead(workbook, sheet);
    if (head.records.length > 0) return head;
  }
  throw new ImportFailure({ kind: 'file-empty' });
}

async function sheetHead(workbook: Workbook, sheet: Sheet): Promise<SheetHead> {
  const records: string[][] = [];
  let rowCount = 0;
  for await (const { rows } of workbook.rows(sheet)) {
    for (const { cells, number } of rows) {
      if (rowCount >= HEAD_ROWS || number > LAST_HEAD_ROW) return { sheet, records, isWhole: false };
      while (records.length < number - 1) records.push([]);
      records[number - 1] = cells;
      rowCount++;
    }
  }
  return { sheet, records, isWhole: true };
}

/** A table may begin right of the first column, and have empty ones between: they are no part of what is looked at. */
function headerRowOf(records: readonly (readonly string[])[], columnCount: number): number | undefined {
  const columns = Array.from({ length: columnCount }, (_, column) => column).filter((column) =>
    records.some((record) => (record[column] ?? '').trim() !== '')
  );
  const dense = records.map((record) => columns.map((column) => record[column] ?? ''));
  return detectHeaderRow(dense, columns.length);
}
