import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import type { FilePreview, InspectRequest } from '../protocol/import-api';
import { columnNames } from './column-names';
import { failureOf } from './failure-of';
import { dataRecords, readFileHead, type FileHead } from './file-head';
import { ImportFailure } from './import-failure';
import { recognizeColumns } from './recognize-columns';
import { recallMapping } from './remembered-mapping';

export const MAX_COLUMNS = 1000;
const SHOWN_RECORDS = 50;
const SAMPLED_RECORDS = 100;

/** The file as it would be read: guesses, mapping, first records. Quick at any size: only the head is read. */
export async function inspectFile(request: InspectRequest): Promise<Result<FilePreview, AppError>> {
  try {
    const head = await readFileHead(request.file, request.choice);
    return ok(preview(head, request));
  } catch (cause) {
    return err(failureOf(cause));
  }
}

function preview(head: FileHead, { file, rememberedMapping }: InspectRequest): FilePreview {
  const { dialect, encodingEvidence, records, columnCount, isWhole } = head;
  if (columnCount > MAX_COLUMNS) {
    throw new ImportFailure({ kind: 'file-too-many-columns', columns: columnCount, limit: MAX_COLUMNS });
  }
  const data = dataRecords(head);
  if (data.length === 0 && isWhole) throw new ImportFailure({ kind: 'file-no-rows' });
  const headers = dialect.headerRow === undefined ? [] : (records[dialect.headerRow] ?? []);
  const samples = data.slice(0, SAMPLED_RECORDS);
  const columns = columnNames(headers, columnCount).map((name, column) => ({
    name,
    header: headers[column] ?? '',
    cells: samples.map((record) => record[column] ?? '')
  }));
  return {
    dialect,
    encodingEvidence,
    records: records.slice(0, Math.max(SHOWN_RECORDS, (dialect.headerRow ?? 0) + 1)),
    ...recallMapping(recognizeColumns(columns), rememberedMapping),
    bytes: file.size,
    isWhole,
    recognized: undefined
  };
}
