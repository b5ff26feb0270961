import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import type { DialectChoice, FilePreview, InspectRequest, RecognizedExport } from '../protocol/import-api';
import { isDataShaped } from './cell-shape';
import { columnNames } from './column-names';
import { failureOf } from './failure-of';
import { dataRecords, readFileHead, type FileHead } from './file-head';
import { ImportFailure } from './import-failure';
import { MAX_COLUMNS } from './max-columns';
import { recognizeColumns } from './recognize-columns';
import { recognizeExport, type KnownExport } from './recognize-export';
import { recallMapping } from './remembered-mapping';

const SHOWN_RECORDS = 50;
const SAMPLED_RECORDS = 100;

/** The file as it would be read: guesses, mapping, first records. Of tables only the head is read. */
export async function inspectFile(request: InspectRequest): Promise<Result<FilePreview, AppError>> {
  try {
    const head = await readFileHead(request.file, request.choice);
    return ok(preview(head, request));
  } catch (cause) {
    return err(failureOf(cause));
  }
}

function preview(head: FileHead, { file, choice, rememberedMapping, catalogId }: InspectRequest): FilePreview {
  const { encodingEvidence, records, columnCount, isWhole } = head;
  if (columnCount > MAX_COLUMNS) {
    throw new ImportFailure({ kind: 'file-too-many-columns', columns: columnCount, limit: MAX_COLUMNS });
  }
  const { dialect, known, systemNames } = identify(head, choice, catalogId);
  const data = dataRecords({ ...head, dialect });
  const hasHeaders = dialect.headerRow !== undefined && columnCount > 0;
  if (data.length === 0 && isWhole && !hasHeaders) throw new ImportFailure({ kind: 'file-no-rows' });
  const headers = dialect.headerRow === undefined ? [] : (records[dialect.headerRow] ?? []);
  const samples = data.slice(0, SAMPLED_RECORDS);
  const columns = columnNames(headers, columnCount).map((name, column) => ({
    name,
    header: headers[column] ?? '',
    ...(systemNames ? { systemName: systemNames[column] ?? '' } : {}),
    cells: samples.map((record) => record[column] ?? '')
  }));
  return {
    dialect,
    encodingEvidence,
    records: records.slice(0, Math.max(SHOWN_RECORDS, (dialect.headerRow ?? 0) + 1)),
    ...recallMapping(recognizeColumns(columns, known?.targets), rememberedMapping),
    bytes: file.size,
    isWhole,
    recognized: known && nameOf(known)
  };
}

interface Identity {
  readonly dialect: FileHead['dialect'];
  readonly known: KnownExport | undefined;
  /** The names in the row above the headers, where an export writes both. */
  readonly systemNames: readonly string[] | undefined;
}

/** Looks the headers up in the catalog. Of two header rows the first is the one that it knows, data begin below both. */
function identify({ dialect, records }: FileHead, choice: DialectChoice, catalogId: string | undefined): Identity {
  const { headerRow, format } = dialect;
  if (headerRow === undefined) return { dialect, known: undefined, systemNames: undefined };
  const known = recognizeExport(records[headerRow] ?? [], format, catalogId);
  if (!known) {
    const names = records[headerRow - 1] ?? [];
    const above = recognizeExport(names, format, catalogId);
    return above?.form.hasLabelRow
      ? { dialect, known: above, systemNames: names }
      : { dialect, known: undefined, systemNames: undefined };
  }
  const labels = records[headerRow + 1];
  const isLabelled = known.form.hasLabelRow && !('headerRow' in choice) && labels && !labels.some(isDataShaped);
  return isLabelled
    ? { dialect: { ...dialect, headerRow: headerRow + 1 }, known, systemNames: records[headerRow] }
    : { dialect, known, systemNames: undefined };
}

function nameOf({ entry, form }: KnownExport): RecognizedExport {
  return { catalogId: entry.id, appName: entry.name, exportName: form.name };
}
