import type { AppError } from '../model/app-error';
import { isTable } from '../model/import-recipe';
import { err, ok, type Result } from '../model/result';
import type { DialectChoice, FilePreview, InspectRequest, RecognizedExport } from '../protocol/import-api';
import { isDataShaped } from './cell-shape';
import { columnNames } from './column-names';
import { fileContent } from './archive-content';
import { failureOf } from './failure-of';
import { dataRecords, readFileHead, type FileHead } from './file-head';
import { ImportFailure } from './import-failure';
import { MAX_COLUMNS } from './max-columns';
import { membershipTable } from './membership-table';
import { recognizeColumns } from './recognize-columns';
import { knownExport, recognizeExport, type KnownExport } from './recognize-export';
import { exportKindOf, recallMapping } from './remembered-mapping';
import { rememberedReading } from './remembered-reading';

const SHOWN_RECORDS = 50;
const SAMPLED_RECORDS = 100;

/** The file as it would be read: guesses, mapping, first records. Of tables only the head is read. */
export async function inspectFile(request: InspectRequest): Promise<Result<FilePreview, AppError>> {
  try {
    const guess = preview(await headOf(request), request);
    const asLast = (await rememberedReading(guess, request, previewOf)) ?? (await rememberedPart(guess, request));
    return ok(asLast ?? guess);
  } catch (cause) {
    return err(failureOf(cause));
  }
}

/** Groups and grants are laid out as their members before anything is shown of them. */
async function headOf({ file, choice, catalogId }: InspectRequest): Promise<FileHead> {
  const head = await readFileHead(file, choice);
  const { headerRow, format } = head.dialect;
  if (headerRow === undefined || !isTable(format)) return head;
  const known = recognizeExport(head.records[headerRow] ?? [], format, catalogId);
  if (!known?.form.memberships) return head;
  const dialect = { ...head.dialect, headerRow: 0, memberships: { headerRow }, ...recognizedAs(known) };
  const { blob } = await fileContent(file, choice.member);
  const { columns, rows } = await membershipTable(blob, dialect, known.form.memberships, () => undefined);
  const records = [columns, ...rows.slice(0, SAMPLED_RECORDS)];
  return { ...head, dialect, records, columnCount: columns.length, isWhole: true };
}

function preview(head: FileHead, { file, choice, rememberedMappings, catalogId }: InspectRequest): FilePreview {
  const { encodingEvidence, records, columnCount, isWhole } = head;
  if (columnCount > MAX_COLUMNS) {
    throw new ImportFailure({ kind: 'file-too-many-columns', columns: columnCount, limit: MAX_COLUMNS });
  }
  const { dialect, known, systemNames } = identify(head, choice, catalogId);
  const data = dataRecords({ ...head, dialect });
  const hasHeaders = dialect.headerRow !== undefined && columnCount > 0;
  if (data.length === 0 && isWhole && !hasHeaders) throw new ImportFailure({ kind: 'file-no-rows' });
  const headers = headersOf(records, dialect);
  const samples = data.slice(0, SAMPLED_RECORDS);
  const columns = columnNames(headers, columnCount).map((name, column) => ({
    name,
    header: headers[column] ?? '',
    ...(systemNames ? { systemName: systemNames[column] ?? '' } : {}),
    cells: samples.map((record) => record[column] ?? '')
  }));
  const recognized = known && nameOf(known);
  const exportKind = exportKindOf(recognized);
  return {
    dialect: known ? { ...dialect, ...recognizedAs(known) } : dialect,
    sheets: head.sheets,
    members: head.members,
    encodingEvidence,
    ...(head.encodings ? { encodings: head.encodings } : {}),
    records: records.slice(0, Math.max(SHOWN_RECORDS, (dialect.headerRow ?? 0) + 1)),
    ...recallMapping(recognizeColumns(columns, known?.columns), exportKind, rememberedMappings),
    bytes: file.size,
    isWhole,
    exportKind,
    recognized
  };
}

function headersOf(records: FileHead['records'], { headerRow }: FileHead['dialect']): readonly string[] {
  return headerRow === undefined ? [] : (records[headerRow] ?? []);
}

/** So many sheets or files are looked at for the columns of the last import. */
const MOST_TRIED = 12;

/**
 * The sheet, or the file of an archive, that has the columns of the last import, where nobody has chosen one and the guess
 * has not: its name may change with the month.
 */
async function rememberedPart(
  { isMappingRemembered, sheets, members, dialect }: FilePreview,
  request: InspectRequest
): Promise<FilePreview | undefined> {
  const { choice, rememberedMappings } = request;
  if (!rememberedMappings?.length || isMappingRemembered || choice.sheet !== undefined) return undefined;
  const place = dialect.member === undefined ? {} : { member: dialect.member };
  const otherSheets = sheets
    .filter(({ name }) => name !== dialect.sheet)
    .map(({ name }) => ({ ...place, sheet: name }));
  const otherMembers = members.filter((member) => member !== dialect.member).map((member) => ({ member }));
  const others = choice.member === undefined ? [...otherSheets, ...otherMembers] : otherSheets;
  for (const other of others.slice(0, MOST_TRIED)) {
    const found = await previewOf({ ...request, choice: { ...choice, ...other } });
    // As if it had been chosen: what is changed afterwards is changed of this part.
    if (found?.isMappingRemembered) return { ...found, replayed: other };
  }
  return undefined;
}

/** Undefined where that part cannot be read. */
async function previewOf(request: InspectRequest): Promise<FilePreview | undefined> {
  try {
    return preview(await headOf(request), request);
  } catch (cause) {
    failureOf(cause);
    return undefined;
  }
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
  // Laid out as members already: the columns are no longer those of the file.
  if (dialect.memberships) return { dialect, known: knownExport(dialect), systemNames: undefined };
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

function recognizedAs({ entry, form }: KnownExport): Pick<FileHead['dialect'], 'recognized'> {
  return { recognized: { catalogId: entry.id, exportName: form.name } };
}

function nameOf({ entry, form }: KnownExport): RecognizedExport {
  return { catalogId: entry.id, appName: entry.name, exportName: form.name };
}
