import type { RowIssueKind } from '../model/row-issue';
import { ImportFailure } from './import-failure';
import { MAX_COLUMNS } from './max-columns';
import { cellText, type CellContext } from './workbook-cells';
import { readXml, type Attributes, type XmlReader } from './workbook-xml';

/** A spreadsheet ends here. */
const MAX_ROWS = 1_048_576;

export interface SheetRow {
  /** From the sheet's first column to the row's last filled cell. */
  readonly cells: string[];
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  readonly problems: readonly CellProblem[];
}

export interface CellProblem {
  readonly kind: RowIssueKind;
  readonly column: number;
}

export interface SheetPart {
  readonly rows: readonly SheetRow[];
  /** Bytes of the sheet read with this part. */
  readonly bytes: number;
}

/** The rows of a sheet, some at a time; rows without a cell are left out. One part of it stands in memory. */
export async function* readSheetRows(
  parts: AsyncIterable<Uint8Array>,
  context: CellContext
): AsyncGenerator<SheetPart, void, undefined> {
  const reader = new SheetReader(context);
  for await (const bytes of readXml(parts, reader)) yield { rows: reader.take(), bytes };
  yield { rows: reader.take(), bytes: 0 };
}

const NO_PROBLEMS: readonly CellProblem[] = [];

/** Follows the elements of a sheet: `sheetData`, `row`, `c` (a cell), in it `v` (its value) or `is` with `t` (its text). */
class SheetReader implements XmlReader {
  readonly #context: CellContext;
  #rows: SheetRow[] = [];
  #isInData = false;
  #row = 0;
  #cells: string[] = [];
  #problems: CellProblem[] | undefined;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #isInText = false;
  #isReading = false;

  constructor(context: CellContext) {
    this.#context = context;
  }

  /** The rows that are complete. They are the caller's. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attribute: Attributes): void {
    if (!this.#isInData) {
      this.#isInData = name === 'sheetData';
      return;
    }
    switch (name) {
      case 'row':
        this.#beginRow(attribute('r'));
        break;
      case 'c':
        this.#beginCell(attribute);
        break;
      case 'v':
      case 't':
        this.#isInText = true;
        break;
      case 'rPh':
        this.#isReading = true;
    }
  }

  text(part: string): void {
    if (this.#isInText && !this.#isReading) this.#value += part;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#isInText = false;
        break;
      case 'rPh':
        this.#isReading = false;
        break;
      case 'c':
        if (this.#isInData && this.#value !== '') this.#endCell();
        break;
      case 'row':
        if (this.#isInData && this.#cells.length > 0) this.#endRow();
        break;
      case 'sheetData':
        this.#isInData = false;
    }
  }

  #beginRow(number: string | undefined): void {
    this.#row = number === undefined ? this.#row + 1 : Number(number);
    if (!(Number.isInteger(this.#row) && this.#row >= 1 && this.#row <= MAX_ROWS)) throw misplaced();
    this.#column = -1;
    this.#cells = [];
    this.#problems = undefined;
  }

  #beginCell(attribute: Attributes): void {
    const place = attribute('r');
    this.#column = place === undefined ? this.#column + 1 : columnOf(place);
    this.#type = attribute('t') ?? 'n';
    this.#style = Number(attribute('s') ?? 0);
    this.#value = '';
  }

  #endCell(): void {
    const column = this.#column;
    const cell = { type: this.#type, style: this.#style, value: this.#value };
    const text = cellText(cell, this.#context, (kind) => (this.#problems ??= []).push({ kind, column }));
    this.#value = '';
    if (text === '') return;
    if (column >= MAX_COLUMNS) {
      throw new ImportFailure({ kind: 'file-too-many-columns', columns: column + 1, limit: MAX_COLUMNS });
    }
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  #endRow(): void {
    this.#rows.push({ cells: this.#cells, number: this.#row, problems: this.#problems ?? NO_PROBLEMS });
    this.#cells = [];
  }
}

const CODE_OF_A = 65;

/** 0 for A7, 27 for AB12. */
export function columnOf(place: string): number {
  let column = 0;
  let at = 0;
  for (; at < place.length; at++) {
    const letter = place.charCodeAt(at) - CODE_OF_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (column > 0xffff) throw misplaced();
  }
  if (at === 0) throw misplaced();
  return column - 1;
}

function misplaced(): ImportFailure {
  return new ImportFailure({ kind: 'file-malformed', cause: 'A row or a cell of the sheet stands outside of it.' });
}
