import type { Delimiter, Dialect } from '../model/import-recipe';
import type { DialectChoice } from '../protocol/import-api';
import { detectDelimiter } from './detect-delimiter';
import { detectEncoding, type EncodingGuess } from './detect-encoding';
import { detectHeaderRow } from './detect-header-row';
import { isForeignFormat, isForeignText } from './foreign-format';
import { fileFormat } from './file-format';
import { ImportFailure } from './import-failure';
import { detectLineBreak } from './line-breaks';
import { readEntries } from './read-entries';
import { isBlank, readRecords, usualFieldCount } from './read-records';
import { wrongByteOffset } from './wrong-byte';

/** Guesses are made from so many bytes, so that they are quick at any size of file. Files of entries are read whole. */
export const HEAD_BYTES = 1 << 18;
/** As many entries are shown and looked at as a table has records in its head, or so. */
const HEAD_ENTRIES = 200;

export interface FileHead {
  readonly dialect: Dialect;
  readonly encodingEvidence: EncodingGuess['evidence'];
  readonly records: readonly (readonly string[])[];
  readonly columnCount: number;
  readonly isWhole: boolean;
}

/** Reads the beginning of a file as the choice says, and guesses what it leaves open. */
export async function readFileHead(file: Blob, choice: DialectChoice): Promise<FileHead> {
  if (file.size === 0) throw new ImportFailure({ kind: 'file-empty' });
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (isForeignFormat(bytes)) throw notSupported(file);
  const guess = detectEncoding(bytes);
  const encoding = choice.encoding ?? guess.encoding;
  const isWhole = file.size <= bytes.length;
  const text = decodeHead(bytes, encoding, isWhole);
  if (text.trim() === '') throw new ImportFailure({ kind: 'file-empty' });
  if (isForeignText(text)) throw notSupported(file);
  const encodingEvidence = encoding === guess.encoding ? guess.evidence : 'assumed';
  const format = fileFormat(text);
  if (format !== 'delimited') return { ...(await readEntryHead(file, encoding, format)), encodingEvidence };
  const delimiter = choice.delimiter ?? detectDelimiter(text);
  const { records, fieldCount } = splitHead(text, delimiter, isWhole);
  const headerRow = 'headerRow' in choice ? choice.headerRow : detectHeaderRow(records, fieldCount);
  const columnCount = Math.max(fieldCount, headerRow === undefined ? 0 : trimmedLength(records[headerRow] ?? []));
  const lineBreak = detectLineBreak(text, delimiter);
  return {
    dialect: { format, encoding, delimiter, lineBreak, headerRow },
    encodingEvidence,
    records,
    columnCount,
    isWhole
  };
}

/** The columns stand in row 0, above the first entries. */
async function readEntryHead(
  file: Blob,
  encoding: Dialect['encoding'],
  format: Dialect['format']
): Promise<Omit<FileHead, 'encodingEvidence'>> {
  const { columns, rows } = await readEntries(file, { format, encoding }, () => undefined);
  return {
    dialect: { format, encoding, delimiter: ',', lineBreak: '\n', headerRow: 0 },
    records: [columns, ...rows.slice(0, HEAD_ENTRIES)],
    columnCount: columns.length,
    isWhole: true
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

function notSupported(file: Blob): ImportFailure {
  const name = 'name' in file && typeof file.name === 'string' ? file.name : 'This file';
  return new ImportFailure({ kind: 'file-not-supported', name });
}

/** Data records of the head, blank ones left out. */
export function dataRecords({ records, dialect }: FileHead): readonly (readonly string[])[] {
  const start = dialect.headerRow === undefined ? 0 : dialect.headerRow + 1;
  return records.slice(start).filter((record) => !isBlank(record));
}
