import type { AnsweredDecision, RowAnswer } from '../../model/answered-decision';
import type { AppId } from '../../model/ids';
import { looksOf, type AskedPerson } from './question';
import { choiceHeader, choiceText, HEADER, NEW_USER, NOBODY } from './question-sheet';
import { readMark, type RowMark } from './row-mark';
import { disarmed } from '../csv/for-spreadsheets';
import { shortened } from './workbook-parts';

/** A row of the file that came back. */
export interface AnsweredRow {
  /** As the spreadsheet counts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface AcceptedAnswer extends RowAnswer {
  readonly appId: AppId;
  readonly line: number;
  readonly account: string;
  readonly answer: string;
  /** Empty where nobody wrote a name. */
  readonly by: string;
  /** Empty where nobody wrote one. */
  readonly remark: string;
}

/** What somebody wrote beside an answer, or instead of one. */
export interface AnswerRemark {
  readonly line: number;
  readonly account: string;
  /** Empty where there is only the remark. */
  readonly answer: string;
  readonly by: string;
  readonly remark: string;
}

export type RefusedBecause =
  'unknown-account' | 'unknown-choice' | 'contradiction' | 'changed-since' | 'decided-since' | 'user-invalid';

export interface RefusedAnswer {
  readonly line: number;
  readonly account: string;
  readonly answer: string;
  readonly kind: RefusedBecause;
}

export interface JudgedAnswers {
  readonly questions: number;
  readonly answered: number;
  readonly accepted: readonly AcceptedAnswer[];
  readonly refused: readonly RefusedAnswer[];
  /** In the order of the rows, whatever became of their answers. */
  readonly remarks: readonly AnswerRemark[];
}

/** What is there now, to hold answers against. */
export interface AskedNow {
  /** Undefined: no such row of any app that is asked about. */
  readonly account: (appId: string, row: number) => AskedPerson | undefined;
  readonly user: (appId: string, row: number) => AskedPerson | undefined;
  readonly isOpen: (appId: string, row: number) => boolean;
}

/** The header row is among the first ones; people put titles above it. */
const MOST_TITLE_ROWS = 20;

/** Where the columns stand that answers are read from; undefined where the rows are no question pack. */
export interface AnswerColumns {
  readonly headerAt: number;
  readonly place: (header: string) => number;
}

export function findAnswerColumns(rows: readonly AnsweredRow[]): AnswerColumns | undefined {
  for (const [headerAt, { cells }] of rows.slice(0, MOST_TITLE_ROWS).entries()) {
    const headers = cells.map((cell) => cell.trim());
    if (headers.includes(HEADER.mark) && headers.includes(HEADER.answer))
      return { headerAt, place: (header) => headers.indexOf(header) };
  }
  return undefined;
}

/** Holds every answered row against what is there now. Nothing that does not fit is guessed. */
export function judgeAnswers(rows: readonly AnsweredRow[], columns: AnswerColumns, now: AskedNow): JudgedAnswers {
  const judge = new Judge(columns, now);
  for (const row of rows.slice(columns.headerAt + 1)) judge.read(row);
  return judge.result();
}

interface Answer {
  readonly line: number;
  readonly account: string;
  readonly answer: string;
  readonly by: string;
  readonly remark: string;
  readonly mark: RowMark;
  readonly decision: AnsweredDecision;
}

class Judge {
  readonly #columns: AnswerColumns;
  readonly #now: AskedNow;
  readonly #answers = new Map<string, Answer[]>();
  readonly #refused: RefusedAnswer[] = [];
  readonly #remarks: AnswerRemark[] = [];
  #questions = 0;
  #answered = 0;

  constructor(columns: AnswerColumns, now: AskedNow) {
    this.#columns = columns;
    this.#now = now;
  }

  read({ line, cells }: AnsweredRow): void {
    const cell = (header: string) => cells[this.#columns.place(header)] ?? '';
    const text = cell(HEADER.mark).trim();
    const account = cell(HEADER.key);
    const [answer, by, remark] = [HEADER.answer, HEADER.by, HEADER.remark].map((header) => cell(header).trim());
    if (text === '' && answer === '' && remark === '') return;
    this.#questions++;
    if (remark !== '') this.#remarks.push({ line, account, answer, by, remark });
    if (answer === '') return;
    this.#answered++;
    const mark = readMark(text);
    const decision = this.#judge(account, answer, mark, cell);
    if (!mark || typeof decision === 'string') {
      // Without a mark nothing else is looked at.
      const kind = typeof decision === 'string' ? decision : 'unknown-account';
      this.#refused.push({ line, account, answer, kind });
      return;
    }
    const key = `${mark.appId} ${mark.row}`;
    const answers = this.#answers.get(key) ?? [];
    this.#answers.set(key, answers);
    answers.push({ line, account, answer, by, remark, mark, decision });
  }

  #judge(
    account: string,
    answer: string,
    mark: RowMark | undefined,
    cell: (header: string) => string
  ): AnsweredDecision | RefusedBecause {
    const asked = mark && this.#now.account(mark.appId, mark.row);
    if (!mark || !asked) return 'unknown-account';
    if (looksOf(asked) !== mark.looks) return 'changed-since';
    // Sorted by one column alone, rows and marks are not those of each other any more.
    if (!isShown(account, asked.key)) return 'unknown-account';
    const decision = this.#decision(answer, mark, cell);
    if (typeof decision !== 'string' && !this.#now.isOpen(mark.appId, mark.row)) return 'decided-since';
    return decision;
  }

  /** Answered twice in the same way is answered once; in different ways, not at all. */
  result(): JudgedAnswers {
    const accepted: AcceptedAnswer[] = [];
    const refused = [...this.#refused];
    for (const answers of this.#answers.values()) {
      const [first] = answers;
      if (answers.some((other) => nameOf(other.decision) !== nameOf(first.decision))) {
        for (const { line, account, answer } of answers) refused.push({ line, account, answer, kind: 'contradiction' });
        continue;
      }
      const { mark, ...rest } = first;
      // A mark that names an account of the workspace has the id of its app.
      accepted.push({ appId: mark.appId as AppId, row: mark.row, ...rest });
    }
    return {
      questions: this.#questions,
      answered: this.#answered,
      accepted,
      remarks: this.#remarks,
      refused: refused.toSorted((one, other) => one.line - other.line)
    };
  }

  #decision(answer: string, mark: RowMark, cell: (header: string) => string): AnsweredDecision | RefusedBecause {
    const plain = answer.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
    if (plain === NOBODY) return { kind: 'ignore' };
    if (plain === NEW_USER) return { kind: 'create' };
    const number = /^(?:choice )?([1-9])(?:\.0*)?$/.exec(plain)?.[1];
    const place = Number(number) - 1;
    if (number === undefined || place >= mark.candidates.length) return 'unknown-choice';
    const { row, looks } = mark.candidates[place];
    const user = this.#now.user(mark.appId, row);
    if (!user || looksOf(user) !== looks) return 'changed-since';
    return isShown(cell(choiceHeader(place)), choiceText(user)) ? { kind: 'link', userRow: row } : 'unknown-account';
  }
}

function nameOf(decision: AnsweredDecision): string {
  return decision.kind === 'link' ? `link ${decision.userRow}` : decision.kind;
}

/** As it was written, whatever a spreadsheet does to blanks, line breaks and the apostrophe that disarms. */
function isShown(cell: string, text: string): boolean {
  const plain = (part: string) => part.replaceAll(/[\s\0]+/g, ' ').trim();
  const shown = shortened(text);
  return (
    plain(cell) === plain(shown) || plain(cell) === plain(disarmed(shown)) || isNumberOf(plain(cell), plain(shown))
  );
}

/** A CSV that went through a spreadsheet: 007 came back as 7. */
function isNumberOf(cell: string, text: string): boolean {
  return /^0+\d+$/.test(text) && /^\d+$/.test(cell) && text.replace(/^0+/, '') === cell;
}
