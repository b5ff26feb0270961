import Papa from 'papaparse';
import type { ParseResult } from 'papaparse';
import type { Delimiter } from '../model/import-recipe';
import type { RowIssueKind } from '../model/row-issue';
import { ImportFailure } from './import-failure';
import { unifyBlock } from './line-breaks';
import { walkLineBreaks } from './quoted-text';

/** A cell with more text or more lines than this is damage: most often a quote that nobody closed. */
export const MAX_CELL_CHARS = 1 << 20;
export const MAX_CELL_LINES = 1000;
/** Behind this the file has other rules for quotes than ours, and every further row would cost a new search. */
export const MAX_UNTERMINATED = 1000;
const MAX_RECORD_CHARS = 1 << 26;
const CAREFUL_CHARS = 1 << 14;

export interface RecordSink {
  /** `number` counts from 1, blank and damaged records included. The array is the sink's to keep. */
  record(cells: string[], number: number): void;
  damage(kind: RowIssueKind, number: number, excerpt: string): void;
}

/**
 * Text in arbitrary parts to records of cells. Keeps only the unfinished record between parts.
 *
 * Cost: linear. A record longer than what is there is tried again only when the text has doubled. A quote that is never
 * closed costs the cell limits, not the rest of the file: its record is reported and left out, and reading goes on at the
 * line below the one it opened on, first in small pieces, because damage seldom comes alone.
 */
export class RecordReader {
  readonly #delimiter: Delimiter;
  readonly #expectedFields: number;
  readonly #sink: RecordSink;
  #text = '';
  #recordCount = 0;
  #unterminatedCount = 0;
  #wantedChars = 0;
  #pieceChars = Infinity;
  #isSkippingLine = false;

  constructor(delimiter: Delimiter, expectedFields: number, sink: RecordSink) {
    this.#delimiter = delimiter;
    this.#expectedFields = expectedFields;
    this.#sink = sink;
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  /** The text that is still to be read, from the start of a record on; undefined while a line is being dropped. */
  get rest(): string | undefined {
    return this.#isSkippingLine ? undefined : this.#text;
  }

  /** Begins anew with what is pushed next, `recordCount` records into the file. What was still to be read is forgotten. */
  goOn(recordCount: number): void {
    this.#recordCount = recordCount;
    this.#text = '';
    this.#wantedChars = 0;
    this.#pieceChars = Infinity;
    this.#isSkippingLine = false;
  }

  push(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text;
    if (this.#text.length >= this.#wantedChars) this.#drain(false);
  }

  finish(): void {
    this.#drain(true);
    this.#text = '';
  }

  #drain(isLast: boolean): void {
    for (;;) {
      if (this.#isSkippingLine && !this.#skipLine()) return;
      if (this.#text === '') return;
      const isWhole = this.#text.length <= this.#pieceChars;
      const consumed = this.#readPiece(isWhole ? this.#text : this.#text.slice(0, this.#pieceChars), isWhole && isLast);
      this.#text = this.#text.slice(consumed);
      if (this.#isSkippingLine || (consumed === 0 && this.#breakOpenCell())) continue;
      if (isWhole) return this.#waitForMore();
      this.#pieceChars *= 2;
    }
  }

  #waitForMore(): void {
    if (this.#text.length > MAX_RECORD_CHARS) {
      const cause = `Record ${(this.#recordCount + 1).toLocaleString()} is longer than 64 MiB.`;
      throw new ImportFailure({ kind: 'import-stopped', cause });
    }
    this.#pieceChars = Infinity;
    this.#wantedChars = this.#text.length * 2;
  }

  /** Reads the complete records of a piece; answers how many characters are done with. */
  #readPiece(piece: string, isLast: boolean): number {
    // A CR at the edge may be half of a CRLF: it waits for what follows.
    const end = !isLast && piece.endsWith('\r') ? piece.length - 1 : piece.length;
    if (end === 0) return 0;
    const { text, newline } = unifyBlock(end === piece.length ? piece : piece.slice(0, end), this.#delimiter);
    // Shorter than before: the rest is counted in the new text, so the new text has to take the place of the old one.
    if (text.length !== end) this.#text = text + this.#text.slice(end);
    const parser = new Papa.Parser({ delimiter: this.#delimiter, newline });
    const result: ParseResult<string[]> = parser.parse(text, 0, !isLast);
    const suspects = result.errors.length > 0 ? suspectRecords(result) : undefined;
    for (let i = 0; i < result.data.length; i++) {
      const record = result.data[i];
      const suspect = suspects?.get(i);
      if (suspect !== undefined && this.#isRunaway(record, suspect.isOpen)) return this.#leaveOut(text, suspect.index);
      this.#recordCount++;
      if (hasOversizedCell(record)) this.#sink.damage('oversized-cell', this.#recordCount, excerptOf(record));
      else this.#sink.record(record, this.#recordCount);
    }
    return result.meta.cursor;
  }

  /** Whether a quote has swallowed lines that belong to other records. */
  #isRunaway(record: readonly string[], isOpen: boolean): boolean {
    if (isOpen) return true;
    const multiline = record.filter((cell) => /[\r\n]/.test(cell));
    if (multiline.length === 0) return false;
    return (
      record.length !== this.#expectedFields ||
      hasOversizedCell(record) ||
      multiline.some((cell) => this.#holdsRecords(cell))
    );
  }

  /** Whether a line of the cell, behind its first, would be a full record. */
  #holdsRecords(cell: string): boolean {
    const lines = cell.split(/[\r\n]+/).slice(1);
    return (
      this.#expectedFields > 1 && lines.some((line) => line.split(this.#delimiter).length === this.#expectedFields)
    );
  }

  /** Nothing complete in the whole piece: looks whether an open quote is to blame. Answers whether it gave a cell up. */
  #breakOpenCell(): boolean {
    if (this.#text.length < MAX_CELL_LINES) return false;
    const text = this.#text.slice(0, this.#pieceChars);
    const open = walkLineBreaks(text, this.#delimiter, () => undefined);
    if (open === -1 || !isOversized(text.slice(open + 1))) return false;
    this.#text = this.#text.slice(this.#leaveOut(text, open + 1));
    return true;
  }

  /** Reports the record whose quote opened before `contentStart`; answers where its line ends. */
  #leaveOut(text: string, contentStart: number): number {
    this.#recordCount++;
    const nextBreak = text.slice(contentStart).search(/[\r\n]/);
    const kind =
      nextBreak === -1 && text.length - contentStart > MAX_CELL_CHARS ? 'oversized-cell' : 'unterminated-quote';
    this.#sink.damage(kind, this.#recordCount, text.slice(contentStart - 1, contentStart + 119));
    if (kind === 'unterminated-quote' && ++this.#unterminatedCount > MAX_UNTERMINATED) {
      const cause = `More than ${MAX_UNTERMINATED.toLocaleString()} quotes are opened and never closed, the last in record ${this.#recordCount.toLocaleString()}.`;
      throw new ImportFailure({ kind: 'import-stopped', cause });
    }
    this.#pieceChars = CAREFUL_CHARS;
    this.#isSkippingLine = true;
    return nextBreak === -1 ? text.length : contentStart + nextBreak;
  }

  /** Drops the text up to and with the next line break; answers false while that is still to come. */
  #skipLine(): boolean {
    const at = this.#text.search(/[\r\n]/);
    const isCut = at !== -1 && at === this.#text.length - 1 && this.#text[at] === '\r';
    if (at === -1 || isCut) {
      this.#text = isCut ? '\r' : '';
      this.#wantedChars = 0;
      return false;
    }
    const length = this.#text.startsWith('\r\n', at) ? 2 : 1;
    this.#text = this.#text.slice(at + length);
    this.#isSkippingLine = false;
    return true;
  }
}

interface Suspect {
  /** Position behind the opening quote. */
  readonly index: number;
  /** The text ended inside the quotes. */
  readonly isOpen: boolean;
}

/** Records with a malformed quote, by their place in the result. Each keeps its first one. */
function suspectRecords(result: ParseResult<string[]>): Map<number, Suspect> {
  const suspects = new Map<number, Suspect>();
  for (const error of result.errors) {
    const { row, index } = error;
    if (row === undefined || index === undefined) continue;
    const isOpen = error.code === 'MissingQuotes';
    const known = suspects.get(row);
    if (!known) suspects.set(row, { index, isOpen });
    else if (isOpen) suspects.set(row, { index, isOpen });
  }
  return suspects;
}

function hasOversizedCell(record: readonly string[]): boolean {
  for (let i = 0; i < record.length; i++) {
    if (record[i].length > MAX_CELL_LINES && isOversized(record[i])) return true;
  }
  return false;
}

function isOversized(cell: string): boolean {
  if (cell.length > MAX_CELL_CHARS) return true;
  let lines = 1;
  for (let at = 0; at < cell.length && lines <= MAX_CELL_LINES; at++) {
    const code = cell.charCodeAt(at);
    if (code === 10 || (code === 13 && cell.charCodeAt(at + 1) !== 10)) lines++;
  }
  return lines > MAX_CELL_LINES;
}

function excerptOf(record: readonly string[]): string {
  const cell = record.find((text) => text.length > MAX_CELL_LINES && isOversized(text)) ?? '';
  return cell.slice(0, 120);
}
