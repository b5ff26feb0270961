import type { Delimiter, Dialect } from '../model/import-recipe';
import type { DialectChoice, EncodingCandidate, SheetName } from '../protocol/import-api';
import { detectDelimiter } from './detect-delimiter';
import { detectEncoding, type EncodingGuess } from './detect-encoding';
import { detectHeaderRow } from './detect-header-row';
import { fileContent } from './archive-content';
import { isForeignFormat, isForeignText, notSupported } from './foreign-format';
import { fileFormat } from './file-format';
import { encodingCandidates } from './encoding-candidates';
import { ImportFailure } from './import-failure';
import { isJsonLines } from './json-lines-format';
import { readJsonLinesHead } from './json-lines-head';
import { detectLineBreak } from './line-breaks';
import { readEntries } from './read-entries';
import { isBlank, readRecords, usualFieldCount } from './read-records';
import { readWorkbookHead } from './workbook-head';
import { wrongByteOffset } from './wrong-byte';

/** Guesses are made from so many bytes, so that they are quick at any size of file. Files of entries are read whole. */
export const HEAD_BYTES = 1 << 18;
/** As many entries are shown and looked at as a table has records in its head, or so. */
const HEAD_ENTRIES = 200;

export interface FileHead extends TextHead {
  /** Sheets of a workbook and files of an archive: what could be read instead. */
  readonly sheets: readonly SheetName[];
  readonly members: readonly string[];
}

/** How sure the encoding is, and what it could be else. */
interface ToldOfEncoding {
  readonly encodingEvidence: EncodingGuess['evidence'];
  readonly encodings?: readonly EncodingCandidate[];
}

interface TextHead extends ToldOfEncoding {
  readonly dialect: Dialect;
  readonly records: readonly (readonly string[])[];
  readonly columnCount: number;
  readonly isWhole: boolean;
}

/** Reads the beginning of a file as the choice says, and guesses what it leaves open. */
export async function readFileHead(file: Blob, choice: DialectChoice): Promise<FileHead> {
  const { blob, isWorkbook, member, members } = await fileContent(file, choice.member);
  const head = isWorkbook
    ? { ...(await readWorkbookHead(blob, choice)), encodingEvidence: 'valid' as const }
    : { ...(await readTextHead(blob, choice)), sheets: [] };
  return { ...head, members, dialect: member === undefined ? head.dialect : { ...head.dialect, member } };
}

async function readTextHead(file: Blob, choice: DialectChoice): Promise<TextHead> {
  if (file.size === 0) throw new ImportFailure({ kind: 'file-empty' });
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (isForeignFormat(bytes)) throw notSupported(file);
  const guess = detectEncoding(bytes);
  const encoding = choice.encoding ?? guess.encoding;
  const isWhole = file.size <= bytes.length;
  const text = decodeHead(bytes, encoding, isWhole);
  if (text.trim() === '') throw new ImportFailure({ kind: 'file-empty' });
  if (isForeignText(text)) throw notSupported(file);
  const told = toldOf(encoding, guess, bytes);
  const format = fileFormat(text);
  if (format === 'scim-json' && (await isJsonLines(file, encoding)))
    return { ...(await readLinesHead(file, encoding)), ...told };
  if (format !== 'delimited') return { ...(await readEntryHead(file, encoding, format)), ...told };
  return { ...tableHead(text, { ...choice, encoding }, isWhole), ...told };
}

function tableHead(
  text: string,
  choice: DialectChoice & Pick<Dialect, 'encoding'>,
  isWhole: boolean
): Omit<TextHead, 'encodingEvidence'> {
  const delimiter = choice.delimiter ?? detectDelimiter(text);
  const { records, fieldCount } = splitHead(text, delimiter, isWhole);
  const headerRow = 'headerRow' in choice ? choice.headerRow : detectHeaderRow(records, fieldCount);
  const columnCount = Math.max(fieldCount, headerRow === undefined ? 0 : trimmedLength(records[headerRow] ?? []));
  const lineBreak = detectLineBreak(text, delimiter);
  return {
    dialect: { format: 'delimited', encoding: choice.encoding, delimiter, lineBreak, headerRow },
    records,
    columnCount,
    isWhole
  };
}

function toldOf(encoding: Dialect['encoding'], guess: EncodingGuess, bytes: Uint8Array): ToldOfEncoding {
  const encodingEvidence = encoding === guess.encoding ? guess.evidence : 'assumed';
  if (encodingEvidence !== 'assumed' || guess.encoding.startsWith('utf-16')) return { encodingEvidence };
  const encodings = encodingCandidates(bytes);
  return encodings.length > 1 ? { encodingEvidence, encodings } : { encodingEvidence };
}

/** The columns stand in row 0, above the first entries. */
async function readEntryHead(
  file: Blob,
  encoding: Dialect['encoding'],
  format: Dialect['format']
): Promise<Omit<TextHead, 'encodingEvidence'>> {
  const { columns, rows } = await readEntries(file, { format, encoding }, () => undefined);
  return {
    dialect: { format, encoding, delimiter: ',', lineBreak: '\n', headerRow: 0 },
    records: [columns, ...rows.slice(0, HEAD_ENTRIES)],
    columnCount: columns.length,
    isWhole: true
  };
}

async function readLinesHead(file: Blob, encoding: Dialect['encoding']): Promise<Omit<TextHead, 'encodingEvidence'>> {
  const { columns, rows } = await readJsonLinesHead(file, encoding, HEAD_ENTRIES);
  return {
    dialect: { format: 'json-lines', encoding, delimiter: ',', lineBreak: '\n', headerRow: 0, columns },
    records: [columns.names, ...rows],
    columnCount: columns.names.length,
    isWhole: columns.isWhole
  };
}

function splitHead(text: string, delimiter: Delimiter, isWhole: boolean) {
  const fieldCount = usualFieldCount(readRecords(text, delimiter, -1, isWhole));
  return { records: readRecords(text, delimiter, fieldCount, isWhole), fieldCount };
}

function decodeHead(bytes: Uint8Array, encoding: Dialect['encoding'], isWhole: boolean): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole });
  } catch {
    throw new ImportFailure({ kind: 'file-wrong-encoding', encoding, byteOffset: wrongByteOffset(bytes, encoding) });
  }
}

function trimmedLength(record: readonly string[]): number {
  return record.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** Data records of the head, blank ones left out. */
export function dataRecords({ records, dialect }: FileHead): readonly (readonly string[])[] {
  const start = dialect.headerRow === undefined ? 0 : dialect.headerRow + 1;
  return records.slice(start).filter((record) => !isBlank(record));
}
