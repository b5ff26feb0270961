import { packedFiles } from '../hand-over/packed-files';
import type { Question } from './question';
import { choices, COLUMNS, HEADER, HOW_TO_ANSWER } from './question-sheet';
import { BYTE_ORDER_MARK, spreadsheetRow } from '../csv/for-spreadsheets';
import { columnName, workbookParts, type CellChoices, type SheetToWrite } from './workbook-parts';

/** The questions as a workbook (.xlsx), with choices to pick from; yielded as it grows. */
export function* questionWorkbook(questions: Iterable<Question>, at: Date): Generator<Uint8Array<ArrayBuffer>, void> {
  // A million rows of it are far below what an archive can hold.
  for (const part of packedFiles(workbookParts([questionSheet(questions), helpSheet()]), at)) yield part.slice();
}

/** The same for spreadsheets that read no workbook: nothing in it is computed. */
export function* questionCsv(questions: Iterable<Question>): Generator<string, void> {
  yield BYTE_ORDER_MARK + spreadsheetRow(COLUMNS.map(({ header }) => header));
  for (const question of questions) yield spreadsheetRow(COLUMNS.map(({ cell }) => cell(question)));
}

function questionSheet(questions: Iterable<Question>): SheetToWrite {
  const ranges = new ChoiceRanges(columnName(COLUMNS.findIndex(({ header }) => header === HEADER.answer)));
  return {
    name: 'Questions',
    columns: COLUMNS.map(({ width, isHidden, isAnswer }) => ({
      width,
      isHidden: isHidden ?? false,
      style: isAnswer ? 'answer' : 'plain'
    })),
    hasHeader: true,
    rows: questionRows(questions, ranges),
    choices: () => ranges.all()
  };
}

function* questionRows(questions: Iterable<Question>, ranges: ChoiceRanges): Generator<readonly string[], void> {
  yield COLUMNS.map(({ header }) => header);
  let line = 1;
  for (const question of questions) {
    ranges.note(++line, question.candidates.length);
    yield COLUMNS.map(({ cell }) => cell(question));
  }
}

function helpSheet(): SheetToWrite {
  return {
    name: 'How to answer',
    columns: [{ width: 110 }],
    hasHeader: true,
    rows: HOW_TO_ANSWER.map((line) => [line])
  };
}

/** Which rows offer how many users; rows that follow one another are one range. */
class ChoiceRanges {
  readonly #column: string;
  readonly #byCount = new Map<number, { first: number; last: number }[]>();

  constructor(column: string) {
    this.#column = column;
  }

  note(line: number, count: number): void {
    const ranges = this.#byCount.get(count) ?? [];
    this.#byCount.set(count, ranges);
    const open = ranges.at(-1);
    if (open?.last === line - 1) open.last = line;
    else ranges.push({ first: line, last: line });
  }

  all(): CellChoices[] {
    return [...this.#byCount].map(([count, ranges]) => ({
      ranges: ranges.map(({ first, last }) => `${this.#column}${first}:${this.#column}${last}`),
      values: choices(count)
    }));
  }
}
