import { fileContent } from '../importing/archive-content';
import { decodeText } from '../importing/decode-text';
import { detectDelimiter } from '../importing/detect-delimiter';
import { detectEncoding } from '../importing/detect-encoding';
import { failureOf } from '../importing/failure-of';
import { ImportFailure } from '../importing/import-failure';
import { readRecords } from '../importing/read-records';
import { openWorkbook } from '../importing/workbook';
import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import { findAnswerColumns, type AnswerColumns, type AnsweredRow } from '../plan/questions/answers';

/** A question pack that came back as text is held whole. */
const MOST_TEXT_BYTES = 64 * 2 ** 20;
const HEAD_BYTES = 1 << 16;

export interface AnswerFile {
  readonly rows: readonly AnsweredRow[];
  readonly columns: AnswerColumns;
}

const NO_QUESTIONS: AppError = {
  kind: 'file-malformed',
  cause: 'It has no columns of a question pack: “Your answer” and, hidden, “For Muster: please leave”.'
};

/** Reads a workbook or a CSV that a question pack was, by its content. */
export async function readAnswerFile(file: Blob): Promise<Result<AnswerFile, AppError>> {
  try {
    const { blob, isWorkbook } = await fileContent(file, undefined);
    for await (const rows of isWorkbook ? sheetsOf(blob) : [await textRows(blob)]) {
      const columns = findAnswerColumns(rows);
      if (columns) return ok({ rows, columns });
    }
    return err(NO_QUESTIONS);
  } catch (error) {
    return err(failureOf(error));
  }
}

async function* sheetsOf(file: Blob): AsyncGenerator<readonly AnsweredRow[], void> {
  const workbook = await openWorkbook(file);
  for (const sheet of workbook.sheets) {
    const rows: AnsweredRow[] = [];
    for await (const part of workbook.rows(sheet))
      for (const { cells, number } of part.rows) rows.push({ line: number, cells });
    yield rows;
  }
}

async function textRows(file: Blob): Promise<readonly AnsweredRow[]> {
  if (file.size > MOST_TEXT_BYTES)
    throw new ImportFailure({ kind: 'file-too-large', bytes: file.size, limit: MOST_TEXT_BYTES });
  const { encoding } = detectEncoding(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  let text = '';
  for await (const part of decodeText(file.stream(), encoding, MOST_TEXT_BYTES)) text += part.text;
  const records = readRecords(text, detectDelimiter(text), -1, true);
  return records.map((cells, i) => ({ line: i + 1, cells }));
}
